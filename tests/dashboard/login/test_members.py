"""What changes about people is told in the journal, without a name and without a secret."""

from __future__ import annotations

import pytest
from members import NAME, PIN, a_member, enrolled, signed_in

from dashboard.login.devices import By
from gateway.domain.errors import EntryError

ANA = By("persona-ana", 1_781_075_520)


def changes(entrance) -> list[tuple[str, str, list[str], list[str]]]:
    found = entrance.journal.entries("station", kinds=["member"])
    return [(one.body.change, one.author, one.body.roles, one.body.units) for one in found]


def test_every_change_of_a_person_is_an_entry_with_who_did_it(entrance) -> None:
    members = entrance.door.members
    person = members.add(NAME, ["team"], ["laguna-1"], ANA)
    members.set_secret(person.uid, PIN, ANA, wall=0)
    members.change(person.uid, ["grower"], [], ANA)
    members.unlock(person.uid, ANA)
    members.remove(person.uid, ANA)

    assert changes(entrance) == [
        ("added", "persona-ana", ["team"], ["laguna-1"]),
        ("pin", "persona-ana", [], []),
        ("roles", "persona-ana", ["grower"], []),
        ("unlocked", "persona-ana", [], []),
        ("removed", "persona-ana", [], []),
    ]


def test_no_entry_carries_a_name_or_a_secret(entrance) -> None:
    person = a_member(entrance.client, "team")
    entrance.door.members.remove(person.uid, ANA)

    with entrance.journal.reading() as connection:
        bodies = str(connection.execute("SELECT * FROM entry WHERE kind = 'member'").fetchall())

    assert NAME not in bodies
    assert PIN not in bodies
    assert "argon2" not in bodies


def test_who_is_removed_is_out_everywhere_and_what_was_recorded_stays_readable(entrance) -> None:
    person = signed_in(entrance.client, "team")

    entrance.door.members.remove(person.uid, ANA)

    assert 'action="/salir"' not in entrance.client.get("/anotar").text
    assert entrance.door.people.named(person.uid) == "persona retirada"


def test_who_is_removed_can_no_longer_be_tapped(entrance) -> None:
    person = a_member(entrance.client, "team")
    enrolled(entrance.client)

    entrance.door.members.remove(person.uid, ANA)

    assert person.uid not in entrance.client.get("/entrar").text
    assert person.uid not in entrance.client.get(f"/entrar?quien={person.uid}").text


def test_a_new_pin_ends_what_was_begun_with_the_old_one(entrance) -> None:
    person = signed_in(entrance.client, "team")

    entrance.door.members.set_secret(person.uid, "905213", ANA, wall=0)

    assert 'action="/salir"' not in entrance.client.get("/anotar").text


def test_the_first_of_the_technical_team_is_kept_until_there_is_a_second(entrance) -> None:
    members = entrance.door.members
    first = members.add("Ana", ["technician"], [], ANA)
    with pytest.raises(EntryError, match="única persona"):
        members.remove(first.uid, ANA)

    members.add("Beto", ["technician"], [], ANA)
    members.remove(first.uid, ANA)

    assert [one.name for one in entrance.door.people.everybody()] == ["Beto"]


@pytest.mark.parametrize("act", ["change", "set_secret", "remove", "unlock"])
def test_nobody_is_changed_who_is_not_there(entrance, act: str) -> None:
    members = entrance.door.members
    acts = {
        "change": lambda: members.change("nadie", [], [], ANA),
        "set_secret": lambda: members.set_secret("nadie", PIN, ANA, wall=0),
        "remove": lambda: members.remove("nadie", ANA),
        "unlock": lambda: members.unlock("nadie", ANA),
    }

    with pytest.raises(EntryError, match="no está en la lista"):
        acts[act]()

    assert changes(entrance) == []


def test_a_pin_that_is_refused_leaves_no_entry(entrance) -> None:
    person = entrance.door.members.add(NAME, [], [], ANA)

    with pytest.raises(EntryError):
        entrance.door.members.set_secret(person.uid, "1234", ANA, wall=0)

    assert [change[0] for change in changes(entrance)] == ["added"]
