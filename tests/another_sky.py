"""Weather of the llanos, invented hour by hour, with a wind and a sun that no node of a commune sees.

The parameters are invented after descriptions of the western llanos; none was fitted to a station.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from gateway.domain.columns import Floats
from gateway.fields.observed import AirOfDay
from gateway.fields.weather.evapotranspiration import references_of

LATITUDE_DEG = 9.8
ALTITUDE_M = 170.0
RAINY_MONTHS = range(5, 11)
STORM_HOURS = (14, 20)
"""Storms begin in the afternoon."""
MOST_MM = 90.0


@dataclass(frozen=True, slots=True)
class Sky:
    """The weather of some days, one after the other.

    Attributes:
        air: With wind and radiation.
        rain_mm: By day and hour, shape (days, 24).
        reference_mm: What each day takes from grass [mm], shape (days,).
    """

    first: date
    air: tuple[AirOfDay, ...]
    rain_mm: Floats
    reference_mm: Floats

    def day(self, number: int) -> date:
        """Return the date of a day by its number from the first, 0."""
        return self.first + timedelta(days=number)


def a_sky(first: date, days: int, seed: int, *, dry_spell: range) -> Sky:
    """Return invented weather.

    Args:
        first: The first day.
        days: How many.
        seed: The same seed, the same weather.
        dry_spell: Numbers of the days on which no rain falls, whatever the month: the veranillo.
    """
    rng = np.random.default_rng(seed)
    dates = [first + timedelta(days=number) for number in range(days)]
    fallen = _fallen(dates, rng, dry_spell)
    air = tuple(_air(day, wet=bool(mm > 1), rng=rng) for day, mm in zip(dates, fallen.tolist(), strict=True))
    found = references_of(air, dates, latitude_deg=LATITUDE_DEG, altitude_m=ALTITUDE_M)
    return Sky(first, air, _by_hour(fallen, rng), np.array([one.millimetres for one in found]))


def _fallen(dates: list[date], rng: np.random.Generator, dry_spell: range) -> Floats:
    """Return the rain of each day: wet days follow wet days, and most storms are small [mm]."""
    fallen = np.zeros(len(dates))
    was_wet = False
    for number, day in enumerate(dates):
        if day.month in RAINY_MONTHS:
            chance = 0.60 if was_wet else 0.32
        elif day.month in (4, 11):
            chance = 0.35 if was_wet else 0.15
        else:
            chance = 0.20 if was_wet else 0.03
        was_wet = bool(rng.random() < chance) and number not in dry_spell
        if was_wet:
            fallen[number] = min(MOST_MM, rng.gamma(0.7, 20.0))
    return fallen


def _air(day: date, *, wet: bool, rng: np.random.Generator) -> AirOfDay:
    is_rainy = day.month in RAINY_MONTHS
    clear = float(np.clip(rng.normal(0.38 if wet else 0.54 if is_rainy else 0.63, 0.06), 0.15, 0.75))
    lowest = rng.normal(22.8 if is_rainy else 21.5, 0.8)
    highest = 24.5 + 16.5 * clear + rng.normal(0, 0.8)
    least = float(np.clip(rng.normal(95 - 65 * clear - (0 if is_rainy else 12), 4), 20, 90))
    most = float(np.clip(rng.normal(95 if is_rainy else 86, 3), least + 5, 100))
    wind = float(np.clip(rng.lognormal(np.log(1.3 if is_rainy else 2.2), 0.3), 0.4, 6.0))
    return AirOfDay(float(lowest), float(highest), least, most, radiation=clear * _outside(day), wind=wind)


def _outside(day: date) -> float:
    """Return the sun above the air near 10 N [MJ/m2 d], on a wave through the values of FAO-56, table 2.6."""
    return float(35.5 - 3.7 * np.cos(2 * np.pi * (day.timetuple().tm_yday + 10) / 365.0))


def _by_hour(fallen: Floats, rng: np.random.Generator) -> Floats:
    """Return each day's rain by hour: a storm of one to four hours, strongest at its beginning."""
    rain = np.zeros((len(fallen), 24))
    for number, millimetres in enumerate(fallen.tolist()):
        begins, lasts = int(rng.integers(*STORM_HOURS)), int(rng.integers(1, 5))
        shares = np.arange(lasts, 0, -1, dtype=np.float64)
        rain[number, begins : begins + lasts] = millimetres * shares / shares.sum()
    return rain
