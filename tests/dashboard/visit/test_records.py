"""What the pages ask of the journals: what stands, by kind and by place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import straight
from booked import REGISTERED, STOCKING
from builders import NIGHT, a_draft, an_entry

from dashboard.visit.records import Records
from gateway.domain.entries import Body, FishGasping, Intervened, PlaceRegistered, Reversed
from gateway.journal import CommuneJournal

BOOK: tuple[Body, ...] = (
    *REGISTERED,
    STOCKING,
    Intervened("estanque-1", "aerator", "on"),
    Intervened("estanque-2", "aerator", "on"),
    FishGasping("estanque-1"),
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[CommuneJournal]:
    with CommuneJournal(tmp_path / "commune.db", commune="c") as found:
        write(found, *(an_entry(body, number=number) for number, body in enumerate(BOOK, 1)))
        yield found


def write(journal: CommuneJournal, *entries: object) -> None:
    straight.write_straight(journal, list(entries), commune="c")  # type: ignore[arg-type]


def numbers(records: Records, *kinds: str, at: str | None = None) -> list[int]:
    return [one.number for one in records.standing(set(kinds) or None, at=at)]


def test_entries_are_found_by_kind_and_by_the_place_or_unit_that_they_name(journal: CommuneJournal) -> None:
    records = Records(journal)

    assert numbers(records, "intervention", "gasping") == [9, 10, 11]
    assert numbers(records, "intervention", at="estanque-1") == [9]
    assert numbers(records, at="laguna-1") == [3, 8]
    assert numbers(records) == [*range(1, 12)]
    assert numbers(records, at="nada") == []


def test_what_is_taken_back_stands_no_more_and_its_reversal_never_does(journal: CommuneJournal) -> None:
    records = Records(journal)
    assert numbers(records, "intervention") == [9, 10]

    write(journal, an_entry(Reversed("error"), number=12, journal="book", reverses="uid-9"))

    assert numbers(records, "intervention") == [10]
    assert numbers(records, at="estanque-1") == [3, 11]
    assert numbers(records) == [*range(1, 9), 10, 11]


def test_the_journals_are_followed_each_for_itself(journal: CommuneJournal) -> None:
    records = Records(journal)
    journal.append(a_draft(PlaceRegistered("estanque-1", "pond", 1, "Uno"), uid="lugar"), now=NIGHT)

    assert [one.uid for one in records.standing(at="estanque-1", journal="station")] == ["lugar"]
    assert records.counts() == (1, 11)


def test_what_was_answered_is_known_until_an_entry_comes(journal: CommuneJournal) -> None:
    records = Records(journal)

    assert records.standing({"intervention"}) is records.standing({"intervention"})
