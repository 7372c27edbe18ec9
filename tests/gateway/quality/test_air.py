"""What is asked of the air when it comes in: a sensor that stands still, and one that is wet through."""

from __future__ import annotations

import numpy as np
import pytest

from gateway.demo.world.probes import measured_air
from gateway.domain.columns import Derived, Floats
from gateway.domain.readings import Flag, TimeKnown
from gateway.quality.air import air_flags
from tests.gateway.demo.worlds import START, the_world

QUARTER = 900


def readings(values: Floats) -> Derived:
    count = len(values)
    time = START // 86_400 * 86_400 + QUARTER * np.arange(count, dtype=np.int64)
    good = np.full(count, int(Flag.GOOD), dtype=np.int64)
    return Derived(time, values, good, np.full(count, int(TimeKnown.SYNCED)))


def a_day_of(low: float, high: float, days: int = 1) -> Floats:
    turn = 2 * np.pi * np.arange(96 * days) / 96
    return (low + high) / 2 + (high - low) / 2 * np.sin(turn)


def stuck(quantity: str, value: float, hours: int) -> list[int]:
    rows = readings(np.concatenate([a_day_of(value - 9, value - 1), np.full(hours * 4 + 1, value)]))
    return air_flags(quantity, rows).tolist()


@pytest.mark.parametrize("quantity", ["air_temperature", "air_humidity"])
def test_air_that_does_not_move_for_six_hours_is_suspect_and_fails_after_a_day(quantity: str) -> None:
    assert set(stuck(quantity, 40.0, 5)) == {Flag.GOOD}
    assert stuck(quantity, 40.0, 6)[-1] == Flag.SUSPECT
    assert stuck(quantity, 40.0, 23)[-1] == Flag.SUSPECT
    assert stuck(quantity, 40.0, 24)[-1] == Flag.FAIL


def test_a_night_of_fog_at_100_percent_is_air_and_more_than_48_hours_are_a_wet_sensor() -> None:
    assert set(stuck("air_humidity", 100.0, 47)) == {Flag.GOOD}
    assert stuck("air_humidity", 100.0, 48)[-1] == Flag.FAIL


def test_humidity_that_trembles_at_full_for_two_days_is_wet_too() -> None:
    full = 99.6 + 0.3 * np.abs(np.sin(np.arange(200)))

    assert air_flags("air_humidity", readings(full))[-1] == Flag.FAIL


def test_an_hour_and_a_half_without_readings_forgets_how_long_it_stood() -> None:
    rows = readings(np.full(50, 25.0))
    cut = rows.take((np.arange(50) < 20) | (np.arange(50) > 28))

    assert set(air_flags("air_temperature", cut).tolist()) == {Flag.GOOD}


def test_nothing_measured_gives_no_flags() -> None:
    assert air_flags("air_humidity", Derived.empty()).tolist() == []


def test_a_hundred_days_of_the_demos_air_get_no_flag() -> None:
    moments = np.arange(START - 100 * 86_400, START, QUARTER, dtype=np.float64)
    told = dict(zip(("air_temperature", "air_humidity"), measured_air(the_world(), moments), strict=True))

    for quantity, values in told.items():
        assert set(air_flags(quantity, readings(np.round(values, 2))).tolist()) == {Flag.GOOD}
