"""Mandates that ran out and left their seat empty."""

from __future__ import annotations

from typing import Final

from builders import NIGHT, an_entry

from dashboard.parliament.assembly import assembly
from dashboard.session.reviewing.mandates import expired
from gateway.domain.entries import (
    Body,
    CouncilRegistered,
    MandateEnded,
    MandateGiven,
    RulesSet,
    Seats,
    Threshold,
)

DAY: Final = 86_400
HALF: Final = Threshold("more_than", 1, 2)
RULES: Final = RulesSet([Seats("council", 1)], HALF, "seats", HALF, "present", "acta 2 (inventada)")
COUNCIL: Final = CouncilRegistered("la-ceiba", "La Ceiba")
OVER: Final = MandateGiven("council", "la-ceiba", until=NIGHT - DAY)


def ran_out(*bodies: Body, now: int = NIGHT) -> list[str]:
    entries = [
        an_entry(body, number=number, happened=NIGHT - (100 - number) * DAY)
        for number, body in enumerate((RULES, COUNCIL, *bodies), 1)
    ]
    return [one.uid for one in expired(assembly(entries), now=now)]


def test_a_mandate_that_ran_out_without_another_one_is_told() -> None:
    assert ran_out(OVER) == ["uid-3"]


def test_a_mandate_that_holds_is_not_told() -> None:
    assert ran_out(OVER, now=NIGHT - 2 * DAY) == []
    assert ran_out(MandateGiven("council", "la-ceiba")) == []


def test_whoever_was_sent_after_it_fills_the_seat() -> None:
    assert ran_out(OVER, MandateGiven("council", "la-ceiba")) == []


def test_whoever_only_stands_in_does_not_fill_it() -> None:
    assert ran_out(OVER, MandateGiven("council", "la-ceiba", is_alternate=True)) == ["uid-3"]


def test_of_two_that_ran_out_the_last_one_is_told() -> None:
    before = MandateGiven("council", "la-ceiba", until=NIGHT - 50 * DAY)

    assert ran_out(before, OVER) == ["uid-4"]


def test_a_mandate_that_was_recalled_did_not_run_out() -> None:
    recalled = MandateEnded("uid-3", "recalled")

    assert ran_out(OVER, recalled) == []


def test_a_council_that_left_has_no_seat_to_fill() -> None:
    left = CouncilRegistered("la-ceiba", "La Ceiba", until=NIGHT - 2 * DAY)

    assert ran_out(OVER, left) == []


def test_without_rules_nobody_has_a_seat() -> None:
    entries = [an_entry(OVER, number=1, happened=NIGHT - 90 * DAY)]

    assert expired(assembly(entries), now=NIGHT) == []
