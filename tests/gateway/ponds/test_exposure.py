"""Hours under a limit, as anybody can count them."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from builders import readings_every
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.columns import Derived
from gateway.domain.readings import Flag
from gateway.ponds.exposure import Exposure, exposure

HALF_HOUR = 1800
DAY = 86_400
SAMPLE = Path(__file__).parents[2] / "samples" / "sapelo_deancreek_2012-06_30min_utc-5.csv"


def of(found: Derived, *, start: int = 0, end: int = DAY, utc_offset_hours: int = 0) -> Exposure:
    return exposure(found, 3.0, start=start, end=end, utc_offset_hours=utc_offset_hours)


def flagged(found: Derived, flag: Flag, *places: int) -> Derived:
    flags = found.flag.copy()
    flags[list(places)] = flag
    return Derived(found.time, found.value, flags, found.known)


def test_on_half_hours_the_hours_below_are_half_the_count() -> None:
    found = of(readings_every(HALF_HOUR, [2.0] * 7 + [5.0] * 41))

    assert (found.hours_below, found.hours_measured, found.hours_total) == (3.5, 24.0, 24.0)
    assert found.coverage == 1.0


def test_at_the_limit_is_not_below() -> None:
    assert of(readings_every(HALF_HOUR, [3.0] * 48)).hours_below == 0.0


def test_a_gap_is_a_gap() -> None:
    whole = readings_every(HALF_HOUR, [2.0] * 48)

    found = of(whole.take(np.r_[0:12, 36:48]))

    assert (found.hours_measured, found.hours_below, found.coverage) == (12.0, 12.0, 0.5)


def test_failed_readings_are_a_gap_even_when_there_are_many() -> None:
    every_other = flagged(readings_every(HALF_HOUR, [2.0] * 48), Flag.FAIL, *range(0, 48, 2))

    assert of(every_other).hours_measured == 12.0


def test_suspect_readings_count() -> None:
    assert of(readings_every(HALF_HOUR, [2.0] * 48, flag=Flag.SUSPECT)).hours_below == 24.0


def test_each_day_has_its_own_step() -> None:
    slow, fast = readings_every(3600, [2.0] * 24), readings_every(60, [2.0] * 60, start=DAY)
    slow_again = readings_every(3600, [2.0] * 24, start=2 * DAY)

    found = of(Derived.joined(slow, fast, slow_again), end=3 * DAY)

    assert found.hours_measured == 49.0


def test_two_records_of_one_moment_count_once_and_the_lower_one() -> None:
    low, high = readings_every(HALF_HOUR, [2.0] * 48), readings_every(HALF_HOUR, [9.0] * 48)

    found = of(Derived.joined(high, low))

    assert (found.hours_measured, found.hours_below) == (24.0, 24.0)


def test_nothing_stands_beyond_the_end_of_the_span() -> None:
    found = of(readings_every(HALF_HOUR, [2.0] * 48), end=HALF_HOUR + 600)

    assert found.hours_measured == found.hours_total == pytest.approx(0.5 + 1 / 6)


def test_without_readings_nothing_is_known() -> None:
    found = of(Derived.empty(), end=2 * DAY)

    assert (found.hours_measured, found.coverage, found.lowest, found.nights_below) == (0, 0, None, 0)
    assert [day.lowest for day in found.days] == [None, None]


def test_a_single_reading_stands_for_nothing_but_itself() -> None:
    found = of(readings_every(HALF_HOUR, [1.5]))

    assert (found.hours_measured, found.lowest, found.lowest_at) == (0.0, 1.5, 0)


def test_the_lowest_value_is_told_with_its_first_moment() -> None:
    found = of(readings_every(HALF_HOUR, [4.0, 1.2, 1.2, 5.0]))

    assert (found.lowest, found.lowest_at) == (1.2, HALF_HOUR)


def test_a_night_goes_from_noon_to_noon_and_counts_from_an_hour_on() -> None:
    values = np.full(96, 6.0)
    values[47:49] = 2.0  # an hour around midnight: one night
    values[90] = 2.0  # half an hour in the evening: not yet a low night

    assert of(readings_every(HALF_HOUR, values.tolist()), end=2 * DAY).nights_below == 1


def test_noon_is_that_of_the_commune() -> None:
    around_noon = readings_every(HALF_HOUR, [6.0, 2.0, 2.0, 6.0], start=15 * 3600)

    assert of(around_noon, utc_offset_hours=-4).nights_below == 0
    assert of(around_noon, utc_offset_hours=-3).nights_below == 1


def test_an_empty_span_has_no_coverage() -> None:
    assert (of(Derived.empty(), end=0).coverage, of(Derived.empty(), end=0).days) == (0.0, ())


def test_days_are_those_of_the_commune() -> None:
    found = of(readings_every(HALF_HOUR, [2.0] * 8 + [6.0] * 40), start=0, end=DAY, utc_offset_hours=-4)

    assert [(one.day, one.hours_below) for one in found.days] == [
        (date(1969, 12, 31), 4.0),
        (date(1970, 1, 1), 0.0),
    ]


@given(
    values=st.lists(st.floats(0, 12), min_size=2, max_size=60),
    gone=st.sets(st.integers(0, 59), max_size=30),
)
def test_hours_never_exceed_what_was_measured_nor_that_the_span(values: list[float], gone: set[int]) -> None:
    kept = np.array([place for place in range(len(values)) if place not in gone], dtype=np.int64)

    found = of(readings_every(HALF_HOUR, values).take(kept), end=2 * DAY, utc_offset_hours=-4)

    assert 0 <= found.hours_below <= found.hours_measured <= found.hours_total
    assert sum(day.hours_below for day in found.days) == pytest.approx(found.hours_below)
    assert sum(day.hours_measured for day in found.days) == pytest.approx(found.hours_measured)


def counted_by_hand() -> tuple[float, float, dict[str, float]]:
    """Return hours under 3 mg/L, hours measured and the lowest of each day, by a plain loop over the file."""
    below = measured = 0.0
    lowest: dict[str, float] = {}
    with SAMPLE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["do_mgl"] == "":
                continue
            oxygen, day = float(row["do_mgl"]), row["time"][:10]
            measured += 0.5
            below += 0.5 if oxygen < 3.0 else 0.0
            lowest[day] = min(oxygen, lowest.get(day, 99.0))
    return below, measured, lowest


def the_sample() -> tuple[Derived, int, int]:
    """Return the file's oxygen as readings, and the sixty days it covers [s UTC]; its clock is UTC-5."""
    first = datetime(2012, 6, 1, 5, tzinfo=UTC)
    with SAMPLE.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["do_mgl"]]
    moments = [datetime.fromisoformat(row["time"]).replace(tzinfo=UTC) + timedelta(hours=5) for row in rows]
    time = np.array([int(moment.timestamp()) for moment in moments])
    good = np.ones(len(rows), dtype=np.int64)
    readings = Derived(time, np.array([float(row["do_mgl"]) for row in rows]), good, good * 0)
    return readings, int(first.timestamp()), int(first.timestamp()) + 60 * DAY


def test_sixty_measured_days_give_what_a_plain_loop_over_the_file_counts() -> None:
    readings, start, end = the_sample()
    below, measured, lowest = counted_by_hand()

    found = exposure(readings, 3.0, start=start, end=end, utc_offset_hours=-5)

    assert (found.hours_below, found.hours_measured, found.hours_total) == (below, measured, 1440.0)
    assert {str(day.day): day.lowest for day in found.days} == lowest
    assert (found.lowest, measured) == (min(lowest.values()), 1433.5)


def test_each_night_tells_its_lowest_value_and_the_hour_of_it() -> None:
    evening = readings_every(HALF_HOUR, [5.0] * 24 + [4.0] * 12 + [2.0, 1.5, 1.5] + [4.0] * 9)
    morning = readings_every(HALF_HOUR, [1.0] * 4 + [6.0] * 44, start=DAY)

    found = of(Derived.joined(evening, morning), end=2 * DAY)

    before, night, after = found.nights
    assert (before.evening, before.lowest, after.lowest) == (date(1969, 12, 31), 5.0, 6.0)
    assert (night.lowest, night.lowest_at, night.hours_below) == (1.0, DAY, 3.5)
    assert found.nights_measured == 3


def test_the_longest_run_ends_with_a_reading_above_or_with_a_gap() -> None:
    broken = readings_every(HALF_HOUR, [2.0] * 4 + [3.0] + [2.0] * 6 + [2.0] * 5 + [9.0] * 32)

    assert of(broken).longest_run_h == 5.5
    assert of(broken.take(np.r_[0:9, 11:48])).longest_run_h == 2.5
    assert of(readings_every(HALF_HOUR, [4.0] * 48)).longest_run_h == 0.0
    assert of(Derived.empty()).longest_run_h == 0.0
