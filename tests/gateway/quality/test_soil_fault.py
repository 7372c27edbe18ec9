"""A soil probe that is shorted, out of the soil, or stands still; and a gauge that is blocked."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from gateway.domain.columns import Derived, Floats
from gateway.domain.readings import Flag, TimeKnown
from gateway.quality.gauge import is_blocked
from gateway.quality.soil import WaterGiven
from gateway.quality.soil_fault import SoilFault, soil_fault

HOUR = 3600
DAY = 24 * HOUR
JULY = int(datetime(2026, 7, 1, tzinfo=UTC).timestamp())
DRY = WaterGiven.of()


def hourly(values: Floats, start: int = JULY) -> Derived:
    count = len(values)
    time = start + HOUR * np.arange(count, dtype=np.int64)
    good = np.full(count, int(Flag.GOOD), dtype=np.int64)
    return Derived(time, np.asarray(values, dtype=float), good, np.full(count, int(TimeKnown.SYNCED)))


def drying(hours: int) -> Floats:
    """Return soil that dries by 0.004 a day and trembles with the sun."""
    return 0.33 - 0.004 / 24 * np.arange(hours) + 0.002 * np.sin(np.arange(hours) / 4)


def fault(values: Floats, given: WaterGiven = DRY, *, later_h: int = 0) -> SoilFault | None:
    rows = hourly(values)
    return soil_fault(rows, given, now=int(rows.time[-1]) + later_h * HOUR)


def rain_at(hour: int, millimetres: float) -> WaterGiven:
    return WaterGiven(np.array([JULY + hour * HOUR]), np.array([millimetres]))


def test_a_probe_that_follows_the_soil_has_no_fault() -> None:
    assert fault(drying(300)) is None


def test_three_readings_that_no_soil_holds_are_a_fault_and_two_are_not() -> None:
    for wild in (0.0, 0.92):
        assert fault(np.append(drying(100), [wild] * 2)) is None
        assert fault(np.append(drying(100), [wild] * 3)) == SoilFault("out_of_range", JULY + 100 * HOUR)


def test_a_probe_that_fell_at_once_to_what_it_says_in_air_is_out_of_the_soil() -> None:
    assert fault(np.append(drying(100), [0.03] * 3)) == SoilFault("in_air", JULY + 100 * HOUR)
    assert fault(np.append(drying(100), [0.03] * 3 + [0.32])) is None


def test_sand_that_dried_slowly_to_little_is_still_soil() -> None:
    assert fault(np.linspace(0.12, 0.04, 200)) is None


def test_ten_days_of_the_same_are_a_fault_and_nine_are_not() -> None:
    assert fault(np.append(drying(20), [0.3] * 241)) == SoilFault("flat", JULY + 20 * HOUR)
    assert fault(np.append(drying(20), [0.3] * 220)) is None


def test_three_days_of_the_same_after_more_than_ten_millimetres_are_a_fault() -> None:
    still = np.append(drying(20), [0.3] * 73)

    assert fault(still, rain_at(30, 10.5)) == SoilFault("flat", JULY + 20 * HOUR)
    assert fault(still, rain_at(30, 9.5)) is None
    assert fault(still, rain_at(90, 60.0)) is None, "the water has had no time to sink"


def test_over_half_a_day_without_readings_nobody_can_tell_that_it_stood_still() -> None:
    rows = hourly(np.full(300, 0.3))
    cut = rows.take((np.arange(300) < 150) | (np.arange(300) > 164))

    assert soil_fault(cut, DRY, now=int(cut.time[-1])) is None


def test_what_was_said_more_than_two_days_ago_says_nothing_of_now() -> None:
    assert fault(np.append(drying(20), [0.9] * 9), later_h=47) is not None
    assert fault(np.append(drying(20), [0.9] * 9), later_h=49) is None
    assert soil_fault(Derived.empty(), DRY, now=JULY) is None


def jumping(*days: int) -> Derived:
    values = np.full(31 * 24, 0.25)
    for day in days:
        values[day * 24 : day * 24 + 60] += 0.08
    return hourly(values)


DRY_GAUGE = hourly(np.zeros(31 * 24))
NOW = JULY + 31 * DAY - HOUR


def test_a_gauge_that_told_no_rain_for_thirty_days_while_the_soil_jumped_twice_is_blocked() -> None:
    assert is_blocked(DRY_GAUGE, [jumping(10, 20)], now=NOW)
    assert not is_blocked(DRY_GAUGE, [jumping(10)], now=NOW)
    assert not is_blocked(DRY_GAUGE, [], now=NOW)


def test_what_people_watered_is_no_rain() -> None:
    watered = [JULY + 10 * DAY - 2 * HOUR]

    assert not is_blocked(DRY_GAUGE, [jumping(10, 20)], now=NOW, watered=watered)
    assert is_blocked(DRY_GAUGE, [jumping(10, 15, 20)], now=NOW, watered=watered)


def test_one_tip_in_thirty_days_shows_that_it_is_open() -> None:
    rain = np.zeros(31 * 24)
    rain[400] = 0.2

    assert not is_blocked(hourly(rain), [jumping(10, 20)], now=NOW)


def test_a_silent_gauge_is_not_called_blocked() -> None:
    told = DRY_GAUGE.take(np.arange(31 * 24) > 10 * 24)

    assert not is_blocked(told, [jumping(15, 20)], now=NOW)


@pytest.mark.parametrize("month", [11, 1, 4])
def test_in_the_dry_season_thirty_days_without_rain_are_no_wonder(month: int) -> None:
    start = int(datetime(2026, month, 1, tzinfo=UTC).timestamp())
    moved = jumping(10, 20)
    soil = Derived(moved.time - JULY + start, moved.value, moved.flag, moved.known)
    rain = hourly(np.zeros(28 * 24), start)

    assert not is_blocked(rain, [soil], now=start + 27 * DAY)
