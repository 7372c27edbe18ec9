"""What a person may say the time is."""

from __future__ import annotations

import pytest

from gateway.timekeeping.plausible import (
    ASK_BACK_S,
    BACK_S,
    EARLIEST,
    LATEST,
    Newest,
    doubt_of,
    is_asked_back,
    known_until,
)

NOON = 1_780_000_000
KNOWN = Newest("pond-1", NOON)


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        (EARLIEST - 1, "old_software"),
        (LATEST + 1, "too_far"),
        (NOON - BACK_S - 1, "before_readings"),
        (NOON - BACK_S, None),
        (NOON + 10 * 86_400, None),
    ],
)
def test_a_time_before_what_was_measured_or_before_this_software_cannot_be(
    said: int, doubt: str | None
) -> None:
    assert doubt_of(said, known=KNOWN) == doubt


def test_one_node_of_three_that_runs_ahead_keeps_nobody_from_setting_the_clock() -> None:
    found = known_until([Newest("mad", NOON + 10**8), Newest("a", NOON), Newest("b", NOON - 60)])

    assert found == Newest("a", NOON)


def test_without_readings_only_the_softwares_age_counts() -> None:
    assert known_until([]) is None
    assert doubt_of(EARLIEST, known=None) is None


def test_more_than_a_day_is_asked_back() -> None:
    assert is_asked_back(NOON + ASK_BACK_S + 1, now=NOON)
    assert not is_asked_back(NOON + ASK_BACK_S, now=NOON)
