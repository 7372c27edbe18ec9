"""The sky of the llanos, day by day, made of a seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from gateway.demo.world.calendar import Calendar, Sun, sun
from gateway.demo.world.chance import generator
from gateway.domain.columns import Floats, Ints

# Month by month, January first, in the middle of each; the wet season is May to October.
# Shaped after Acarigua, Portuguesa: about 1,500 mm a year, 85 % of it in six months (not verified).
_WET_DAYS = (0.04, 0.04, 0.07, 0.24, 0.55, 0.62, 0.60, 0.56, 0.50, 0.45, 0.24, 0.09)
_WARMEST_C = (33.0, 34.2, 35.2, 34.4, 32.4, 31.0, 30.6, 31.0, 31.6, 32.0, 32.0, 32.4)
_COOLEST_C = (20.6, 21.2, 22.2, 23.2, 23.4, 22.9, 22.5, 22.6, 22.7, 22.7, 22.3, 21.3)
_HEAVIEST_STORM_MM = 110.0


@dataclass(frozen=True, slots=True)
class Weather:
    """What the sky does; every column has one row a day.

    Attributes:
        rain_mm: How much it rains [mm].
        storm_start_h: Local hour at which the rain begins.
        storm_length_h: How long it lasts [h].
        cloud: How much of the sun is taken away, 0 to 1 [-].
        warmest_c: Air at about three in the afternoon [°C].
        coolest_c: Air at sunrise [°C].
        reference_mm: Reference evapotranspiration ET0 [mm/d].
    """

    calendar: Calendar
    sun: Sun
    rain_mm: Floats
    storm_start_h: Floats
    storm_length_h: Floats
    cloud: Floats
    warmest_c: Floats
    coolest_c: Floats
    reference_mm: Floats


@dataclass(frozen=True, slots=True)
class Storm:
    """Rain that was written down beforehand.

    Attributes:
        millimetres: How much [mm]; 0 is a dry day.
        start_h: Local hour at which it begins.
        length_h: How long it lasts [h].
    """

    millimetres: float
    start_h: float = 16.0
    length_h: float = 2.0


def weather(calendar: Calendar, *, seed: int, storms: Mapping[date, Storm]) -> Weather:
    """Return the weather of a calendar; `storms` stand above chance."""
    lots = generator(seed, "weather").random((calendar.days, 8))
    wet_share = _of_month(calendar, _WET_DAYS)
    is_wet = _wet_days(wet_share, lots[:, 0])
    rain = np.where(is_wet, _amounts(lots[:, 1]), 0.0)
    start = np.clip(16.3 + 5.5 * (lots[:, 2] + lots[:, 3] - 1.0), 10.5, 22.0)
    length = np.minimum(0.6 + rain / 32 + 1.5 * lots[:, 4], 23.5 - start)
    for day, storm in storms.items():
        row = calendar.number(day)
        rain[row], start[row], length[row] = storm.millimetres, storm.start_h, storm.length_h
    cloud = np.clip(0.16 + 0.30 * wet_share + 0.22 * (rain > 0.5) + 0.30 * (lots[:, 5] - 0.5), 0.05, 0.95)
    warmest = _of_month(calendar, _WARMEST_C) - 3.5 * (cloud - 0.35) + 2.0 * (lots[:, 6] - 0.5)
    coolest = _of_month(calendar, _COOLEST_C) + 1.6 * (lots[:, 7] - 0.5)
    light = sun(calendar)
    return Weather(
        calendar=calendar,
        sun=light,
        rain_mm=rain,
        storm_start_h=start,
        storm_length_h=length,
        cloud=cloud,
        warmest_c=warmest,
        coolest_c=coolest,
        reference_mm=_reference(light.radiation, warmest, coolest),
    )


def _of_month(calendar: Calendar, values: tuple[float, ...]) -> Floats:
    """Return the value of each day between the middles of the months."""
    return np.interp(calendar.months, np.arange(12) + 0.5, values, period=12)


def _wet_days(share: Floats, lots: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which days are wet; a wet one is more often followed by another."""
    persistence = 0.25
    wet = np.zeros(len(share), dtype=np.bool_)
    before = False
    for day, (mean, lot) in enumerate(zip(share, lots, strict=True)):
        before = bool(lot < mean * (1 - persistence) + persistence * before)
        wet[day] = before
    return wet


def _amounts(lots: Floats) -> Floats:
    """Return what a wet day brings [mm]: mostly little, 60 to 110 mm a few times a year."""
    return np.minimum(10.5 * (-np.log1p(-lots)) ** (1 / 0.75), _HEAVIEST_STORM_MM)


def _reference(radiation: Floats, warmest_c: Floats, coolest_c: Floats) -> Floats:
    """Return the reference evapotranspiration [mm/d].

    Source:
        Hargreaves and Samani 1985 in Allen et al. 1998, FAO-56, eq. 52; 0.408 is eq. 20.
    """
    mean = (warmest_c + coolest_c) / 2
    return 0.0023 * (mean + 17.8) * np.sqrt(warmest_c - coolest_c) * 0.408 * radiation


def air_temperature(sky: Weather, moments: Floats) -> Floats:
    """Return the temperature of the air [°C]: coolest at sunrise, warmest at three."""
    day, hour = sky.calendar.split(moments)
    rise = sky.sun.rise[day]
    by_day = np.sin(np.pi / 2 * np.clip((hour - rise) / (15.0 - rise), 0, 1)) ** 2
    next_day = np.minimum(day + 1, sky.calendar.days - 1)
    before_rise = hour < rise
    evening = np.where(before_rise, np.maximum(day - 1, 0), day)
    morning = np.where(before_rise, day, next_day)
    # From three in the afternoon to the next sunrise the air cools fast at first.
    since_three = np.where(before_rise, hour + 24 - 15, hour - 15)
    cooled = np.exp(-np.clip(since_three, 0, None) / 5.0)
    by_night = sky.coolest_c[morning] + (sky.warmest_c[evening] - sky.coolest_c[morning]) * cooled
    rising = sky.coolest_c[day] + (sky.warmest_c[day] - sky.coolest_c[day]) * by_day
    return np.where((hour >= rise) & (hour < 15.0), rising, by_night)


def air_humidity(sky: Weather, moments: Floats) -> Floats:
    """Return the relative humidity of the air [%].

    The vapour of the air changes little through a day, so that its share of saturation is high at dawn and
    low at three. After rain it rises for some hours.

    Source:
        vapour pressure of saturated air, Allen et al. 1998, FAO-56, eq. 11; dew at sunrise (eq. 48), in the
        dry season up to 2 °C under it. How much follows from rain is ours, not verified.
    """
    temperature = air_temperature(sky, moments)
    day, hour = sky.calendar.split(moments)
    # From the dryness of one sunrise to that of the next without a step at midnight.
    place = day + (hour - sky.sun.rise[day]) / 24.0
    dew = np.interp(place, np.arange(sky.calendar.days, dtype=np.float64), sky.coolest_c - _dryness(sky))
    share = _saturated(np.minimum(dew, temperature)) / _saturated(temperature)
    # What is left of the evening's rain at midnight goes on through the night.
    wet = np.maximum(
        _wet_after(sky, day, hour - sky.storm_start_h[day]),
        _wet_after(sky, np.maximum(day - 1, 0), hour + 24 - sky.storm_start_h[np.maximum(day - 1, 0)]),
    )
    moist: Floats = 100 * np.clip(share + (0.99 - share) * wet, 0.05, 0.995)
    return moist


def _wet_after(sky: Weather, day: Ints, since_h: Floats) -> Floats:
    """Return how wet the air still is of a day's rain that began so long ago [-]."""
    strength = np.minimum(sky.rain_mm[day] / 5.0, 1.0) * np.clip(since_h / 0.5, 0, 1)
    return np.asarray(strength * np.exp(-np.maximum(since_h, 0.0) / 5.0))


def _dryness(sky: Weather) -> Floats:
    """Return how far the dew point lies under the temperature at sunrise [°C], shape (days,)."""
    return np.interp(sky.cloud, (0.15, 0.45), (2.0, 0.3))


def _saturated(temperature_c: Floats) -> Floats:
    """Return the vapour pressure of saturated air [kPa].

    Source:
        Allen et al. 1998, FAO-56, eq. 11.
    """
    return np.asarray(0.6108 * np.exp(17.27 * temperature_c / (temperature_c + 237.3)))


def fallen(sky: Weather, moments: Floats, share: Floats) -> Floats:
    """Return the rain of a place since the world began [mm].

    Args:
        sky: The weather.
        moments: Until when [s UTC], shape (n,).
        share: How much of each day's rain falls on the place [-], shape (days,).
    """
    day, hour = sky.calendar.split(moments)
    of_day = sky.rain_mm * share
    before = np.concatenate([[0.0], np.cumsum(of_day)])
    passed = np.clip((hour - sky.storm_start_h[day]) / sky.storm_length_h[day], 0, 1)
    # A storm of the llanos gives most of its water in its first half.
    fell: Floats = before[day] + of_day[day] * (1 - (1 - passed) ** 2)
    return fell


def share_of(sky: Weather, place: str, *, seed: int) -> Floats:
    """Return how much of each day's rain falls on a place [-], shape (days,); some storms miss it."""
    lots = generator(seed, "share", place).random((sky.calendar.days, 2))
    missed = (lots[:, 0] < 0.12) & (sky.rain_mm < 40)
    return np.where(missed, 0.0, 0.75 + 0.5 * lots[:, 1])
