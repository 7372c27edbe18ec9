"""People have names while they are with us; what they recorded stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import NIGHT, a_draft

from gateway.domain.entries import AlarmAcknowledged
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.people import People, Person

ROSA = Person("persona-1", "Rosa Álvarez", "0414-555.01.02", roles=("team",), units=("laguna-1",))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[CommuneJournal]:
    with CommuneJournal(tmp_path / "commune.db", commune="demo") as opened:
        yield opened


@pytest.fixture
def people(journal: CommuneJournal) -> People:
    return People(journal)


def test_a_person_is_kept_with_roles_units_and_a_telephone_of_digits(people: People) -> None:
    people.add(ROSA)

    found = people.person("persona-1")

    assert found is not None
    assert (found.name, found.telephone) == ("Rosa Álvarez", "04145550102")
    assert (found.roles, found.units) == (("team",), ("laguna-1",))


def test_a_person_can_be_described_anew(people: People) -> None:
    people.add(ROSA)

    people.add(Person("persona-1", "Rosa A.", roles=("technician",)))

    assert [(one.name, one.roles) for one in people.everybody()] == [("Rosa A.", ("technician",))]


def test_everybody_is_listed_by_name_without_minding_accents(people: People) -> None:
    for number, name in enumerate(["Zoila", "Álvaro", "Beto", "ana"]):
        people.add(Person(f"persona-{number}", name))

    assert [one.name for one in people.everybody()] == ["Álvaro", "ana", "Beto", "Zoila"]


def test_what_a_withdrawn_person_recorded_stays_readable(people: People, journal: CommuneJournal) -> None:
    people.add(ROSA)
    entry = journal.append(a_draft(AlarmAcknowledged("a"), author="persona-1"), now=NIGHT)

    people.withdraw("persona-1")

    assert people.named(entry.author) == "persona retirada"
    assert people.everybody() == []
    journal.verify("station")


def test_a_withdrawn_name_is_nowhere_in_the_files(people: People, tmp_path: Path) -> None:
    people.add(ROSA)

    people.withdraw("persona-1")

    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert "Álvarez".encode() not in content
        assert b"4145550102" not in content


def test_a_withdrawn_person_does_not_come_back_under_the_same_uid(people: People) -> None:
    people.add(ROSA)
    people.withdraw("persona-1")

    with pytest.raises(EntryError, match="retirada"):
        people.add(ROSA)


@pytest.mark.parametrize(
    ("uid", "name"),
    [("persona-1", "Rosa Álvarez"), ("team", "equipo del estanque"), ("nadie", "alguien de la comuna")],
)
def test_an_author_is_a_name_or_a_role_or_somebody(people: People, uid: str, name: str) -> None:
    people.add(ROSA)

    assert people.named(uid) == name


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("nombre", Person("p", "  ")),
        ("nombre", Person("", "Rosa")),
        ("nombre", Person("p", "R" * 81)),
        ("teléfono", Person("p", "Rosa", "llámame")),
        ("teléfono", Person("p", "Rosa", "123")),
        ("papel", Person("p", "Rosa", roles=("jefe",))),  # type: ignore[arg-type]
    ],
)
def test_a_person_that_cannot_be_is_refused(people: People, sentence: str, person: Person) -> None:
    with pytest.raises(EntryError, match=sentence):
        people.add(person)


def test_a_person_and_an_entry_are_kept_together_or_not_at_all(
    people: People, journal: CommuneJournal
) -> None:
    def both() -> None:
        with journal.transaction():
            people.add(ROSA)
            journal.append(a_draft(AlarmAcknowledged("a"), author=""), now=NIGHT)

    with pytest.raises(EntryError):
        both()

    assert people.everybody() == []


@pytest.mark.parametrize("typed", ["rosa alvarez", " Rosa  ÁLVAREZ"])
def test_two_people_never_have_the_same_name(people: People, typed: str) -> None:
    people.add(ROSA)

    with pytest.raises(EntryError, match="apodo"):
        people.add(Person("persona-2", typed))

    found = people.called(typed)
    assert found is not None
    assert found.uid == "persona-1"


def test_the_name_of_who_left_is_free_again(people: People) -> None:
    people.add(ROSA)
    people.withdraw("persona-1")

    people.add(Person("persona-2", "Rosa Álvarez"))

    assert people.called("persona retirada") is None
