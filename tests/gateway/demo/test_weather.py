"""The sky of the llanos: dry and wet season, storms, warm days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from gateway.demo.world import cast
from gateway.demo.world.probes import measured_air
from gateway.demo.world.weather import air_humidity, air_temperature
from gateway.domain.columns import Floats, Ints
from tests.gateway.demo.worlds import START, field, moments, the_world


def months() -> Ints:
    days = the_world().calendar.days
    return np.array([(cast.FIRST_DAY + timedelta(days=one)).month for one in range(days)])


def test_most_rain_falls_from_may_to_october() -> None:
    wet = (months() >= 5) & (months() <= 10)

    rain = the_world().sky.rain_mm

    assert 0.75 <= rain[wet].sum() / rain.sum() <= 0.95


def test_a_year_brings_what_a_year_in_portuguesa_brings() -> None:
    rain = the_world().sky.rain_mm[: 3 * 365].reshape(3, 365).sum(axis=1)

    assert np.all((rain > 1000) & (rain < 2000))


def test_storms_of_60_to_110_mm_come_in_every_year() -> None:
    rain = the_world().sky.rain_mm[: 3 * 365].reshape(3, 365)

    assert np.all(np.count_nonzero(rain >= 60, axis=1) >= 1)
    assert rain.max() <= 110


def test_the_sun_rises_and_sets_as_it_does_at_9_north() -> None:
    light, day = the_world().sky.sun, the_world().calendar.number(cast.MORNING)

    assert abs(light.rise[day] - 6.33) < 0.1  # 6:20 by the almanac
    assert abs(light.set[day] - 18.73) < 0.1  # 18:44


def test_reference_evapotranspiration_is_4_to_6_mm_a_day() -> None:
    found = the_world().sky.reference_mm

    assert 4.0 < np.percentile(found, 10) < np.percentile(found, 90) < 6.5


def test_air_is_coolest_near_sunrise_and_warmest_at_three() -> None:
    air = air_temperature(the_world().sky, moments(START - 2 * 3600 - 3000, hours=24, step_s=3600))

    assert 5 <= air.argmin() <= 7
    assert air.argmax() == 15


def test_rain_never_falls_upwards_and_a_storm_is_over_in_hours() -> None:
    begin = the_world().calendar.at(cast.MORNING, 0.0)
    rain = the_world().rain(field(1).place, moments(begin, hours=24, step_s=300))

    falling = np.flatnonzero(np.diff(rain) > 0)

    assert np.all(np.diff(rain) >= 0)
    assert 50 < rain[-1] - rain[0] < 90
    assert (falling[-1] - falling[0]) / 12 < 4


DRY_DAY = date(2026, 2, 10)


def dew_point(temperature: Floats, humidity: Floats) -> Floats:
    """Return the dew point [°C]: FAO-56 eq. 11 solved for the temperature."""
    log = np.log(humidity / 100) + 17.27 * temperature / (temperature + 237.3)
    return 237.3 * log / (17.27 - log)


def test_dry_season_air_is_near_saturation_at_dawn_and_40_to_60_percent_in_the_afternoon() -> None:
    day = moments(the_world().calendar.at(DRY_DAY, 0.0), hours=24, step_s=3600)
    humidity = air_humidity(the_world().sky, day)

    assert humidity[6] > 85
    assert np.all((humidity[13:17] > 40) & (humidity[13:17] < 60))


def test_the_dew_point_hardly_moves_through_a_day_without_rain() -> None:
    day = moments(the_world().calendar.at(DRY_DAY, 0.0), hours=24, step_s=900)
    sky = the_world().sky

    assert np.ptp(dew_point(air_temperature(sky, day), air_humidity(sky, day))) < 1.5


def test_a_storm_wets_the_air_and_no_midnight_makes_a_step() -> None:
    start = the_world().calendar.at(cast.MORNING, 0.0)
    humidity = air_humidity(the_world().sky, moments(start, hours=48, step_s=60))

    assert humidity[18 * 60] > humidity[16 * 60] + 25
    assert abs(humidity[24 * 60] - humidity[24 * 60 - 1]) < 0.1


def test_the_weather_node_measures_the_air_of_its_sky_and_never_more_than_100_percent() -> None:
    year = moments(START - 300 * 86_400, hours=300 * 24.0, step_s=3600)
    temperature, humidity = measured_air(the_world(), year)

    assert np.abs(temperature - air_temperature(the_world().sky, year)).max() < 0.3
    assert 5 < humidity.min() < humidity.max() <= 100
