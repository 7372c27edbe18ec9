"""The night of the water, and hours under the limits in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from builders import readings_every
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.columns import Derived
from gateway.ponds.exposure import exposure
from gateway.ponds.night import Night, cycle_exposure, night_at, night_exposure, nights_between

COMMUNE = {"latitude": 9.5, "longitude": -69.2}
HALF_HOUR, DAY = 1800, 86_400
NIGHT = Night(date(1970, 1, 1), 0, 9 * 3600)
"""Twelve hours from the epoch on, the last three after sunrise."""


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def below(found: Derived) -> dict[float, tuple[float, float]]:
    return {one.limit: (one.hours, one.longest_run_h) for one in night_exposure(found, NIGHT).below}


def test_a_night_is_named_by_its_evening_and_lasts_until_three_hours_after_sunrise() -> None:
    [night] = nights_between(utc("2026-06-21T12:00"), utc("2026-06-22T12:00"), **COMMUNE)

    assert night.day == date(2026, 6, 21)
    assert night.sunset == pytest.approx(utc("2026-06-21T22:58"), abs=180)
    assert night.sunrise == pytest.approx(utc("2026-06-22T10:18"), abs=180)
    assert night.end - night.sunrise == 3 * 3600


@pytest.mark.parametrize(
    ("moment", "evening"),
    [
        ("2026-06-21T22:50", None),
        ("2026-06-21T23:05", date(2026, 6, 21)),
        ("2026-06-22T13:10", date(2026, 6, 21)),
        ("2026-06-22T13:30", None),
    ],
)
def test_a_moment_lies_in_one_night_or_in_none(moment: str, evening: date | None) -> None:
    found = night_at(utc(moment), **COMMUNE)

    assert (found and found.day) == evening


def test_where_the_sun_does_not_set_there_are_no_nights() -> None:
    assert nights_between(utc("2026-06-10T00:00"), utc("2026-06-20T00:00"), latitude=78, longitude=15) == []


@given(
    start=st.integers(1_500_000_000, 1_600_000_000),
    days=st.integers(0, 20),
    longitude=st.floats(-180, 180),
)
def test_each_sunset_of_a_span_begins_one_night(start: int, days: int, longitude: float) -> None:
    found = nights_between(start, start + days * DAY, latitude=9.5, longitude=longitude)

    assert abs(len(found) - days) <= 1
    steps = np.diff([one.sunset for one in found])
    assert steps == pytest.approx(DAY, abs=120)


def test_hours_and_the_longest_run_are_counted_under_each_limit() -> None:
    found = readings_every(HALF_HOUR, [5.0] * 4 + [3.5] * 4 + [2.5, 1.5, 0.5, 2.5] + [5.0] * 4 + [3.9] * 8)

    assert below(found) == {4.0: (8.0, 4.0), 3.0: (2.0, 2.0), 2.0: (1.0, 1.0), 1.0: (0.5, 0.5)}


def test_a_gap_ends_a_run() -> None:
    found = readings_every(HALF_HOUR, [2.0] * 24)

    assert below(found.take(np.r_[0:6, 10:24]))[3.0] == (10.0, 7.0)


def test_readings_outside_of_the_night_are_passed_over() -> None:
    found = night_exposure(readings_every(HALF_HOUR, [1.0] * 2 + [6.0] * 26, start=-3600), NIGHT)

    assert (found.lowest, found.lowest_at, found.coverage) == (6.0, 0, 1.0)


def test_a_night_without_readings_has_no_lowest_value() -> None:
    found = night_exposure(Derived.empty(), NIGHT)

    assert (found.lowest, found.lowest_at, found.coverage) == (None, None, 0.0)


def test_a_cycle_adds_the_hours_and_keeps_the_longest_run() -> None:
    low = night_exposure(readings_every(HALF_HOUR, [2.5] * 24), NIGHT)
    short = night_exposure(readings_every(HALF_HOUR, [1.5] * 12), NIGHT)

    found = cycle_exposure([low, short, night_exposure(Derived.empty(), NIGHT)])

    assert (found.nights, found.nights_measured, found.lowest) == (3, 1, 1.5)
    assert found.coverage == pytest.approx(0.5)
    assert [(one.limit, one.hours, one.longest_run_h) for one in found.below][:3] == [
        (4.0, 18.0, 12.0), (3.0, 18.0, 12.0), (2.0, 6.0, 6.0)]  # fmt: skip
    assert found.nights_below == (2, 2, 1, 0)


def test_a_cycle_without_nights_says_nothing() -> None:
    found = cycle_exposure([])

    assert (found.nights, found.lowest, found.coverage, found.below) == (0, None, 0.0, ())


@given(values=st.lists(st.floats(0, 9), min_size=2, max_size=24), gone=st.sets(st.integers(0, 23)))
def test_a_night_counts_as_the_exposure_of_its_span_does(values: list[float], gone: set[int]) -> None:
    kept = np.array([place for place in range(len(values)) if place not in gone], dtype=np.int64)
    found = readings_every(HALF_HOUR, values).take(kept)

    by_night = night_exposure(found, NIGHT, limits=[3.0])

    by_span = exposure(found, 3.0, start=0, end=NIGHT.end, utc_offset_hours=0)
    assert by_night.below[0].hours == by_span.hours_below
    assert by_night.hours_measured == by_span.hours_measured
    assert 0 <= by_night.below[0].longest_run_h <= by_night.below[0].hours
