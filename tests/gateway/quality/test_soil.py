"""What is asked of soil water when it comes in: range, spike, rise without water, drop."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.columns import Derived
from gateway.domain.readings import Flag, TimeKnown
from gateway.quality.soil import WaterGiven, soil_flags

HOUR = 3600
QUARTER = 900
START = 1_772_000_000 // 86_400 * 86_400


def readings(*values: float, every: int = HOUR, start: int = START) -> Derived:
    count = len(values)
    time = start + every * np.arange(count, dtype=np.int64)
    codes = np.full(count, int(Flag.GOOD), dtype=np.int64)
    return Derived(time, np.array(values, dtype=float), codes, np.full(count, int(TimeKnown.SYNCED)))


def a_gauge(hours: int, **rain: float) -> WaterGiven:
    """Return what a gauge told each hour; `h30=12.0` is 12 mm in hour 30."""
    millimetres = np.zeros(hours)
    for hour, fell in rain.items():
        millimetres[int(hour.removeprefix("h"))] = fell
    return WaterGiven(START + HOUR * np.arange(hours, dtype=np.int64), millimetres)


NO_GAUGE = WaterGiven.of()


def flags(rows: Derived, given: WaterGiven = NO_GAUGE) -> list[int]:
    return soil_flags(rows, given).tolist()


def doubted(rows: Derived, given: WaterGiven = NO_GAUGE) -> list[int]:
    return np.flatnonzero(soil_flags(rows, given) >= Flag.SUSPECT).tolist()


@pytest.mark.parametrize("value", [0.0, -0.02, 0.61, float("nan")])
def test_what_no_soil_holds_fails(value: float) -> None:
    assert flags(readings(0.3, value, 0.3))[1] == Flag.FAIL


@pytest.mark.parametrize("value", [0.001, 0.60])
def test_what_some_soil_holds_does_not_fail(value: float) -> None:
    assert flags(readings(value)) == [Flag.GOOD]


def test_a_value_that_failed_says_nothing_of_its_neighbours() -> None:
    assert flags(readings(0.3, 0.3, 0.61, 0.3, 0.3)) == [1, 1, Flag.FAIL, 1, 1]


def test_a_reading_that_stands_out_by_more_than_003_and_returns_is_suspect() -> None:
    assert doubted(readings(0.30, 0.30, 0.331, 0.30, 0.30)) == [2]
    assert doubted(readings(0.30, 0.30, 0.269, 0.30, 0.30)) == [2]
    assert doubted(readings(0.30, 0.30, 0.329, 0.30, 0.30)) == []


def test_a_spike_leaves_no_fall_or_rise_behind_it() -> None:
    assert doubted(readings(*[0.3] * 5, 0.55, *[0.3] * 8)) == [5]
    assert doubted(readings(*[0.3] * 30, 0.05, *[0.3] * 8), a_gauge(60)) == [30]


def test_rain_that_stays_in_the_soil_is_no_spike() -> None:
    assert doubted(readings(0.25, 0.25, 0.33, 0.29, 0.285, 0.28), a_gauge(40, h2=30.0)) == []


def test_the_newest_reading_is_no_spike_until_the_next_has_come() -> None:
    assert doubted(readings(0.3, 0.3, 0.4)) == []


def test_neighbours_two_hours_away_make_no_spike() -> None:
    assert doubted(readings(0.3, 0.34, 0.3, every=2 * HOUR)) == []


def soil_that_rises(by: float, *, at: int = 30, count: int = 48) -> Derived:
    return readings(*[0.25] * at, *[0.25 + by] * (count - at))


def test_a_rise_of_more_than_003_in_six_hours_without_a_millimetre_in_a_day_is_suspect_for_six_hours() -> (
    None
):
    assert doubted(soil_that_rises(0.031), a_gauge(48)) == list(range(30, 36))
    assert doubted(soil_that_rises(0.029), a_gauge(48)) == []


def test_a_rise_without_water_never_fails() -> None:
    assert max(flags(soil_that_rises(0.2), a_gauge(48))) == Flag.SUSPECT


def test_a_rise_after_a_millimetre_in_the_24_hours_before_is_innocent() -> None:
    late = soil_that_rises(0.1, at=40, count=60)
    assert doubted(late, a_gauge(60, h16=1.0)) == []
    assert doubted(late, a_gauge(60, h16=0.9)) == list(range(40, 46))
    assert doubted(late, a_gauge(60, h9=20.0)) == list(range(40, 46)), "older than a day and six hours"


def test_rain_that_comes_with_the_record_of_the_rise_makes_it_innocent() -> None:
    assert doubted(soil_that_rises(0.1), a_gauge(48, h30=12.0)) == []


def test_where_no_gauge_has_told_the_day_before_nothing_is_said_of_a_rise() -> None:
    assert doubted(soil_that_rises(0.1)) == []
    late = a_gauge(48)
    cut = WaterGiven(late.time[12:], late.millimetres[12:])
    assert doubted(soil_that_rises(0.1), cut) == []


def test_a_gauge_that_lacks_three_hours_of_the_day_still_tells() -> None:
    told = a_gauge(48)
    kept = np.ones(48, dtype=bool)
    kept[22:25] = False

    assert doubted(soil_that_rises(0.1), WaterGiven(told.time[kept], told.millimetres[kept])) != []


def test_what_failed_of_a_gauge_is_no_rain() -> None:
    rain = readings(*[0.0] * 29, 900.0, *[0.0] * 18)
    failed = rain.flagged(np.where(rain.value > 500, int(Flag.FAIL), rain.flag))

    assert doubted(soil_that_rises(0.1), WaterGiven.of(failed)) != []


def test_a_drop_of_more_than_006_in_six_hours_is_suspect() -> None:
    assert doubted(readings(*[0.30] * 8, *[0.239] * 8)) == list(range(8, 14))
    assert doubted(readings(*[0.30] * 8, *[0.241] * 8)) == []


def test_soil_that_drains_over_a_day_is_no_drop() -> None:
    assert doubted(readings(*np.linspace(0.40, 0.31, 24).tolist())) == []


def test_readings_each_quarter_of_an_hour_are_judged_alike() -> None:
    quarters = [0.25] * 120 + [0.30] * 72

    found = doubted(readings(*quarters, every=QUARTER), a_gauge(48))

    assert found == list(range(120, 144))


def test_over_a_silence_longer_than_six_hours_nothing_is_a_rise_or_a_drop() -> None:
    early, late = readings(*[0.30] * 30), readings(0.2, 0.2, start=START + 40 * HOUR)
    wet = readings(0.4, 0.4, start=START + 40 * HOUR)

    assert doubted(Derived.joined(early, late), a_gauge(48)) == []
    assert doubted(Derived.joined(early, wet), a_gauge(48)) == []


def test_a_reading_whose_moment_nobody_knows_says_nothing() -> None:
    rows = readings(0.3, 0.3, 0.5, 0.3, 0.3)
    known = rows.known.copy()
    known[2] = int(TimeKnown.ESTIMATED)

    assert doubted(Derived(rows.time, rows.value, rows.flag, known)) == []


def test_nothing_measured_gives_no_flags() -> None:
    assert flags(Derived.empty(), a_gauge(3)) == []


@given(
    st.lists(st.floats(-0.1, 0.8), min_size=1, max_size=60),
    st.lists(st.sampled_from([0.0, 0.0, 4.0]), min_size=60, max_size=60),
)
def test_no_flag_becomes_better_and_only_the_range_fails(values: list[float], rain: list[float]) -> None:
    rows = readings(*values)
    given_water = WaterGiven(START + HOUR * np.arange(60, dtype=np.int64), np.array(rain))

    found = soil_flags(rows.flagged(np.full(len(rows), int(Flag.SUSPECT))), given_water)

    assert np.all(found >= Flag.SUSPECT)
    assert np.array_equal(found == Flag.FAIL, (rows.value <= 0) | (rows.value > 0.6))
