"""A PIN or a password is compared, never read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.people import Credentials, People, Person

ROSA = Person("persona-1", "Rosa Álvarez", roles=("team",))
ANA = Person("persona-2", "Ana", roles=("grower", "technician"))
NOW = 1_800_000_000


class CountingHasher(PasswordHasher):
    """Counts the slow comparisons."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.compared = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        self.compared += 1
        return super().verify(hash, password)


@pytest.fixture
def hasher() -> CountingHasher:
    return CountingHasher()


@pytest.fixture
def credentials(tmp_path: Path, hasher: CountingHasher) -> Iterator[Credentials]:
    with CommuneJournal(tmp_path / "commune.db", commune="demo") as journal:
        for person in (ROSA, ANA):
            People(journal).add(person)
        yield Credentials(journal, hasher=hasher)


def test_the_right_pin_is_right_and_another_is_not(credentials: Credentials) -> None:
    credentials.put(ROSA, "4071", now=NOW)

    assert credentials.is_right(ROSA, "4071")
    assert not credentials.is_right(ROSA, "4072")
    assert credentials.kind(ROSA) == "pin"


def test_a_new_pin_takes_the_place_of_the_old_one(credentials: Credentials) -> None:
    credentials.put(ROSA, "4071", now=NOW)
    credentials.put(ROSA, "905213", now=NOW)

    assert not credentials.is_right(ROSA, "4071")
    assert credentials.is_right(ROSA, "905213")


@pytest.mark.parametrize("person", [ROSA, ANA, None], ids=["wrong PIN", "nothing set", "unknown"])
def test_every_answer_takes_one_slow_comparison(
    credentials: Credentials, hasher: CountingHasher, person: Person | None
) -> None:
    credentials.put(ROSA, "4071", now=NOW)

    assert not credentials.is_right(person, "9999")
    assert hasher.compared == 1


def test_nobody_comes_in_with_what_stands_for_nobody(credentials: Credentials) -> None:
    assert not credentials.is_right(None, "nadie tiene esta contraseña")
    assert not credentials.is_right(ANA, "nadie tiene esta contraseña")


def test_a_role_that_needs_a_password_makes_a_pin_worthless(credentials: Credentials) -> None:
    credentials.put(ROSA, "4071", now=NOW)
    promoted = Person(ROSA.uid, ROSA.name, roles=("team", "parliament_secretary"))

    assert not credentials.is_right(promoted, "4071")
    assert credentials.kind(promoted) is None


def test_the_same_password_typed_on_another_keyboard_is_the_same(credentials: Credentials) -> None:
    assert credentials.put(ANA, "maíz y cachama", now=NOW) == "password"

    assert credentials.is_right(ANA, " mai\u0301z y cachama ")


@pytest.mark.parametrize(
    "pin", ["1234", "0000", "4321", "0123", "7890", "98765", "1212", "123123", "1987", "2026", "777777"]
)
def test_a_pin_that_others_try_first_is_refused(credentials: Credentials, pin: str) -> None:
    with pytest.raises(EntryError, match="adivina"):
        credentials.put(ROSA, pin, now=NOW)


@pytest.mark.parametrize("pin", ["", "407", "4071234", "40a1", "４０７１", "40 71", "-407", "4071\n1"])
def test_what_is_no_pin_is_refused(credentials: Credentials, pin: str) -> None:
    with pytest.raises(EntryError, match="4 a 6 cifras"):
        credentials.put(ROSA, pin, now=NOW)


@pytest.mark.parametrize(
    ("password", "why"), [("cachama", "10 letras"), ("4071", "10 letras"), ("ababababab", "mismos signos")]
)
def test_a_password_that_is_too_plain_is_refused(credentials: Credentials, password: str, why: str) -> None:
    with pytest.raises(EntryError, match=why):
        credentials.put(ANA, password, now=NOW)


def test_a_book_sent_as_a_password_is_wrong_and_compared_once(
    credentials: Credentials, hasher: CountingHasher
) -> None:
    credentials.put(ANA, "maíz y cachama", now=NOW)

    assert not credentials.is_right(ANA, "maíz y cachama" + "x" * 1_000_000)
    assert hasher.compared == 1


def test_only_a_hash_with_its_costs_is_kept(tmp_path: Path) -> None:
    with CommuneJournal(tmp_path / "commune.db", commune="demo") as journal:
        People(journal).add(ANA)
        Credentials(journal).put(ANA, "maíz y cachama", now=NOW)

    kept = (tmp_path / "commune.db").read_bytes()

    assert "maíz y cachama".encode() not in kept
    assert b"$argon2id$v=19$m=19456,t=2,p=1$" in kept


def test_who_is_withdrawn_leaves_no_hash_behind(tmp_path: Path) -> None:
    with CommuneJournal(tmp_path / "commune.db", commune="demo") as journal:
        People(journal).add(ANA)
        Credentials(journal).put(ANA, "maíz y cachama", now=NOW)
        People(journal).withdraw(ANA.uid)

        assert all(b"argon2id" not in one.read_bytes() for one in tmp_path.iterdir())
