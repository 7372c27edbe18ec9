"""What the journal refuses after a unit has closed, and of a cycle that would end before its harvest."""

from __future__ import annotations

import msgspec
import pytest
from builders import NIGHT, a_draft, a_harvest, a_stocking
from producing import BEGAN, CLOSED, DAY_S, TEN, a_producing_book

from gateway.domain.entries import Body, CycleLost, Died, Fed
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

LATER = BEGAN + 30 * DAY_S


@pytest.fixture
def producing(journal: CommuneJournal) -> CommuneJournal:
    return a_producing_book(journal)


@pytest.mark.parametrize(
    "body",
    [
        a_harvest("old"),
        CycleLost("old", "flood"),
        Fed("old", "scraps", "weighed", kg=TEN),
        Died("old", 5, "counted"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_nothing_happens_in_a_unit_that_has_closed_but_what_was_before_may_be_told_late(
    producing: CommuneJournal, body: Body
) -> None:
    producing.append(a_draft(a_stocking("laguna-2"), uid="old", happened=BEGAN), now=NIGHT)
    before = producing.entries("book")

    with pytest.raises(EntryError, match="«Laguna 2» no estaba activa"):
        producing.append(a_draft(body, uid="after", happened=CLOSED), now=NIGHT)
    assert producing.entries("book") == before
    producing.append(a_draft(body, uid="before", happened=CLOSED - 1), now=NIGHT)

    assert producing.entry("before") is not None


@pytest.mark.parametrize("end", [a_harvest("peces"), CycleLost("peces", "flood")])
def test_a_cycle_does_not_end_before_one_of_its_harvests(producing: CommuneJournal, end: Body) -> None:
    part = msgspec.structs.replace(a_harvest("peces"), complete=False)
    producing.append(a_draft(part, uid="part", happened=LATER), now=NIGHT)

    with pytest.raises(EntryError, match="cosecha con fecha posterior"):
        producing.append(a_draft(end, uid="end", happened=LATER - 1), now=NIGHT)
    producing.append(a_draft(end, uid="end", happened=LATER), now=NIGHT)

    assert producing.entry("end") is not None
