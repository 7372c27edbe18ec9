"""Which copies stay: the newest of days, weeks and months, and never none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from gateway.backup.rotation import DAYS, MONTHS, WEEKS, superfluous

DAY_S = 86_400
NOW = 1_781_075_520
moments = some.lists(some.integers(NOW - 2000 * DAY_S, NOW), max_size=60)


def test_a_copy_each_night_for_three_years_leaves_seven_nights_five_weeks_and_two_years_of_months() -> None:
    made = [NOW - number * DAY_S for number in range(3 * 365)]

    kept = sorted(set(made) - set(superfluous(made)), reverse=True)

    assert kept[:DAYS] == made[:DAYS]
    assert NOW - kept[-1] > 22 * 30 * DAY_S
    assert len(kept) <= DAYS + WEEKS + MONTHS


@given(moments)
def test_the_newest_copy_always_stays_and_never_more_than_the_rule_says(made: list[int]) -> None:
    kept = set(made) - set(superfluous(made))

    assert not made or max(made) in kept
    assert len(kept) <= DAYS + WEEKS + MONTHS


@given(moments)
def test_what_stays_stays_when_the_rest_has_gone(made: list[int]) -> None:
    kept = set(made) - set(superfluous(made))

    assert superfluous(kept) == []


def test_a_station_that_stood_still_keeps_its_old_copies() -> None:
    made = [NOW, NOW - 700 * DAY_S, NOW - 701 * DAY_S]

    assert superfluous(made) == []
