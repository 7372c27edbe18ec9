"""What forecasts were worth is counted from what was said and what came."""

from __future__ import annotations

import pytest
from outlooks import EVENING, a_night, a_said

from gateway.ponds.worth import Worth, is_warned, verdict, worth


@pytest.mark.parametrize(
    ("lowest", "expected"), [(2.5, "held"), (1.2, "lower"), (5.5, "higher"), (None, "unmeasured")]
)
def test_a_night_is_judged_by_the_band_of_its_forecast(lowest: float | None, expected: str) -> None:
    night = a_night(lowest, said=a_said(band=(1.5, 4.5)))

    assert verdict(night) == expected


def test_a_night_that_was_helped_judges_no_forecast() -> None:
    night = a_night(None, said=a_said(), helped=EVENING + 6 * 3600)

    assert verdict(night) == "helped"


def test_a_night_of_which_nothing_was_said_is_not_judged() -> None:
    assert verdict(a_night(2.0, said=None)) == "unsaid"
    assert verdict(a_night(2.0, said=a_said(silence="no_data"))) == "unsaid"


def test_warnings_are_true_false_or_missed() -> None:
    warned, calm = a_said(probability=0.7), a_said(probability=0.1)
    nights = [
        a_night(2.0, said=warned, crossed=EVENING + 9 * 3600),
        a_night(3.6, said=warned),
        a_night(2.8, said=calm, crossed=EVENING + 12 * 3600),
        a_night(4.0, said=calm),
    ]

    found = worth(nights)

    assert (found.warned_true, found.warned_false, found.missed, found.warned) == (1, 1, 1, 2)
    assert (found.judged, found.nights) == (4, 4)


def test_a_pond_that_fell_before_it_was_helped_counts_as_a_true_warning() -> None:
    night = a_night(None, said=a_said(probability=0.8), helped=EVENING + 9 * 3600, crossed=EVENING + 8 * 3600)

    found = worth([night])

    assert (found.warned_true, found.judged, found.helped) == (1, 0, 1)


def test_a_pond_that_was_helped_before_it_fell_counts_for_no_warning() -> None:
    night = a_night(None, said=a_said(probability=0.8), helped=EVENING + 5 * 3600)

    assert worth([night]) == Worth(nights=1, helped=1)


def test_the_hour_is_scored_where_a_window_was_told_and_the_pond_fell() -> None:
    window = (EVENING + 8 * 3600, EVENING + 10 * 3600)
    said = a_said(probability=0.8, window=window)
    nights = [
        a_night(2.0, said=said, crossed=window[0] + 60),
        a_night(2.0, said=said, crossed=window[1] + 60),
        a_night(2.0, said=a_said(probability=0.8, window=None), crossed=window[0]),
    ]

    found = worth(nights)

    assert (found.hour_held, found.hour_told) == (1, 2)


def test_few_nights_are_not_spoken_of() -> None:
    assert not worth([a_night(3.0, said=a_said())] * 4).is_enough
    assert worth([a_night(3.0, said=a_said())] * 5).is_enough


def test_silence_warns_of_nothing() -> None:
    assert not is_warned(a_said(silence="helped"))
    assert not is_warned(None)
