"""Which numbers that people measured are not to be taken at their word."""

from __future__ import annotations

from decimal import Decimal

from builders import NIGHT, a_draft, a_reversal

from gateway.domain.entries import HandRead, Intervened, RainRead
from gateway.domain.readings import Flag
from gateway.journal import CommuneJournal
from gateway.journal.doubts import Doubts


def test_what_was_taken_back_fails_an_estimate_is_doubted_and_the_rest_is_believed(
    commune: CommuneJournal,
) -> None:
    commune.append(a_draft(HandRead("estanque-1", "measured", oxygen=Decimal(5)), uid="good"), now=NIGHT)
    commune.append(a_draft(HandRead("estanque-1", "estimated", oxygen=Decimal(5)), uid="guess"), now=NIGHT)
    commune.append(a_draft(RainRead("lote-1", Decimal(12), "estimated"), uid="wrong"), now=NIGHT)
    commune.append(a_reversal("wrong"), now=NIGHT)

    assert Doubts(commune).flags() == {2: Flag.SUSPECT, 3: Flag.FAIL}


def test_what_comes_into_the_book_later_is_read_on(commune: CommuneJournal) -> None:
    commune.append(a_draft(HandRead("estanque-1", "measured", oxygen=Decimal(5)), uid="wrong"), now=NIGHT)
    doubts = Doubts(commune)
    assert doubts.flags() == {}

    commune.append(a_reversal("wrong"), now=NIGHT)

    assert doubts.flags() == {1: Flag.FAIL}


def test_other_work_that_is_taken_back_doubts_no_number(commune: CommuneJournal) -> None:
    commune.append(a_draft(Intervened("estanque-1", "aerator", "on"), uid="on"), now=NIGHT)
    commune.append(a_reversal("on"), now=NIGHT)

    assert Doubts(commune).flags() == {}
