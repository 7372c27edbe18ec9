"""Whether a proposal has its majority by the entered rules: a table of cases, each a test."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gateway.domain.entries import RulesSet, Seats, Threshold, Voted
from gateway.domain.parliament.counting import days_short, is_carried, votes_needed

HALF = Threshold("more_than", 1, 2)
TWO_THIRDS = Threshold("at_least", 2, 3)
FEW = some.integers(0, 30)


def rules(
    majority: Threshold = HALF, of: Literal["present", "cast"] = "present", *, notice: int | None = None
) -> RulesSet:
    return RulesSet([Seats("council", 1)], HALF, "seats", majority, of, "acta 2", notice_days=notice)


@pytest.mark.parametrize(
    ("name", "majority", "of", "votes", "present", "enough", "carried"),
    [
        ("more than half of those present", HALF, "present", (5, 4, 0), 9, 5, True),
        ("half is not more than half", HALF, "present", (4, 4, 0), 8, 5, False),
        ("an abstention is no vote in favour", HALF, "present", (4, 0, 4), 8, 5, False),
        ("who does not vote counts as present", HALF, "present", (4, 0, 0), 9, 5, False),
        ("of the votes cast an abstention is none", HALF, "cast", (4, 0, 4), 8, 3, True),
        ("a draw carries nothing", HALF, "cast", (4, 4, 1), 9, 5, False),
        ("one vote alone", HALF, "cast", (1, 0, 8), 9, 1, True),
        ("nobody in favour", HALF, "cast", (0, 0, 9), 9, 1, False),
        ("two thirds, just", TWO_THIRDS, "present", (6, 3, 0), 9, 6, True),
        ("two thirds, not quite", TWO_THIRDS, "present", (6, 4, 0), 10, 7, False),
        ("two thirds of the votes cast", TWO_THIRDS, "cast", (6, 3, 1), 10, 6, True),
        ("so many by count", Threshold("count", 7), "present", (7, 9, 0), 16, 7, True),
        ("unanimity", Threshold("at_least", 1, 1), "cast", (8, 1, 0), 9, 9, False),
    ],
)
def test_the_majority_of(
    name: str,
    majority: Threshold,
    of: Literal["present", "cast"],
    votes: tuple[int, int, int],
    present: int,
    enough: int,
    carried: bool,
) -> None:
    vote = Voted(7, name, *votes)

    assert votes_needed(rules(majority, of), vote, present=present) == enough
    assert is_carried(rules(majority, of), vote, present=present) is carried


@given(FEW, FEW, FEW, some.sampled_from(["present", "cast"]), some.sampled_from([HALF, TWO_THIRDS]))
def test_one_who_changes_to_in_favour_never_undoes_a_majority(
    yes: int, no: int, none: int, of: Literal["present", "cast"], majority: Threshold
) -> None:
    present = yes + no + none + 1

    before = is_carried(rules(majority, of), Voted(7, "x", yes, no + 1, none), present=present)
    after = is_carried(rules(majority, of), Voted(7, "x", yes + 1, no, none), present=present)

    assert after >= before


@given(FEW, FEW, FEW, some.sampled_from(["present", "cast"]))
def test_more_than_half_never_carries_a_proposal_and_its_contrary(
    yes: int, no: int, none: int, of: Literal["present", "cast"]
) -> None:
    present = yes + no + none

    both = [
        is_carried(rules(HALF, of), Voted(7, "x", *votes), present=present)
        for votes in ((yes, no, none), (no, yes, none))
    ]

    assert not all(both)


@pytest.mark.parametrize(
    ("notice", "given_on", "short"),
    [(5, 9, 0), (5, 10, 1), (5, 14, 5), (None, 14, 0), (0, 14, 0), (3, 1, 0)],
)
def test_the_notice_of_a_convocation_falls_short_by_days(
    notice: int | None, given_on: int, short: int
) -> None:
    found = days_short(rules(notice=notice), given=date(2026, 6, given_on), meets=date(2026, 6, 14))

    assert found == short
