"""The sun, the wind and the pressure of a day count where they were measured for enough of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from one_field import AIR, TODAY, at, hourly, one_field

from dashboard.fields.air import air_by_day
from dashboard.measured.history import Span
from gateway.domain.columns import Derived
from gateway.domain.readings import Flag, SeriesKey
from gateway.fields.observed import AirOfDay

YESTERDAY = TODAY - timedelta(days=1)
MORNING = at(TODAY, 6)
WEEK = Span(at(TODAY - timedelta(days=7)), MORNING)
SUN = SeriesKey("clima-1", "sol", "solar_radiation")
WIND = SeriesKey("clima-1", "viento", "wind_speed")
PRESSURE = SeriesKey("clima-1", "aire", "air_pressure")
BESIDE = WIND._replace(node="field-1")


def light(hour: int) -> float:
    return 1000.0 * max(0.0, float(np.sin(np.pi * (hour - 5.5) / 12))) - 3.0


def told(value: Callable[[int], float], hours: range = range(24), flag: Flag = Flag.GOOD) -> Derived:
    """Return yesterday's readings, one in each of some hours."""
    found = hourly(YESTERDAY, at(TODAY), lambda _, hour: value(hour), flag=flag)
    return found.take(np.isin(np.arange(24), list(hours)))


def yesterday(tmp_path: Path, said: dict[SeriesKey, Derived]) -> AirOfDay:
    warm = {AIR: told(lambda hour: 20.0 + hour / 2)}
    return air_by_day(one_field(tmp_path, warm | said).visit(), WEEK)[YESTERDAY]


def test_the_sun_of_a_day_is_what_its_hours_gave_together(tmp_path: Path) -> None:
    found = yesterday(tmp_path, {SUN: told(light)})

    assert found.radiation == pytest.approx(sum(max(0.0, light(hour)) for hour in range(24)) * 0.0036)


def test_two_hours_of_light_may_be_missing_and_three_may_not(tmp_path: Path) -> None:
    whole = yesterday(tmp_path / "whole", {SUN: told(light)}).radiation
    two = yesterday(tmp_path / "two", {SUN: told(light).take(np.isin(np.arange(24), [11, 12], invert=True))})
    three = told(light).take(np.isin(np.arange(24), [11, 12, 13], invert=True))

    assert two.radiation == pytest.approx(whole, rel=0.03)
    assert yesterday(tmp_path / "three", {SUN: three}).radiation is None


@pytest.mark.parametrize("dead", [0.0, -4.0, 3.0])
def test_a_day_without_light_is_one_of_a_covered_sensor(tmp_path: Path, dead: float) -> None:
    assert yesterday(tmp_path, {SUN: told(lambda _: dead)}).radiation is None


def test_the_wind_and_the_pressure_of_a_day_are_their_means(tmp_path: Path) -> None:
    said = {WIND: told(lambda hour: float(hour % 4)), PRESSURE: told(lambda hour: 1000.0 + hour % 2)}

    found = yesterday(tmp_path, said)

    assert (found.wind, found.pressure) == (pytest.approx(1.5), pytest.approx(1000.5))


def test_a_day_on_which_nothing_ever_turned_is_one_of_a_stuck_anemometer(tmp_path: Path) -> None:
    assert yesterday(tmp_path, {WIND: told(lambda _: 0.0)}).wind is None


def test_less_than_three_quarters_of_a_day_are_no_day(tmp_path: Path) -> None:
    said = {one: told(lambda hour: 900.0, range(17)) for one in (SUN, WIND, PRESSURE)}

    found = yesterday(tmp_path, said)

    assert (found.radiation, found.wind, found.pressure) == (None, None, None)


def test_what_failed_counts_as_not_measured(tmp_path: Path) -> None:
    assert yesterday(tmp_path, {WIND: told(lambda _: 2.0, flag=Flag.FAIL)}).wind is None


def test_an_anemometer_at_a_field_serves_where_that_of_the_weather_is_silent(tmp_path: Path) -> None:
    assert yesterday(tmp_path, {BESIDE: told(lambda _: 3.0)}).wind == pytest.approx(3.0)
