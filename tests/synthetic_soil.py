"""SYNTHETIC hourly soil water: the demo's soil model under measured daily weather, and faults put into it.

No probe measured this. The weather is that of three seasons (samples/fields/*/SOURCE.md): Maricopa,
Arizona, 2018; Greeley, Colorado, 2022 and 2023. The hour of each storm is drawn; the soils, the roots, the
sticks' noise and their swing with the sun are the demo's.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from gateway.demo.world.calendar import Calendar, sun
from gateway.demo.world.cast import FIELDS, LATITUDE
from gateway.demo.world.fields import DEPTHS_CM, Growth, Irrigation, demand, soil_water
from gateway.demo.world.weather import Weather, fallen
from gateway.domain.columns import Derived, Floats, Ints
from gateway.domain.readings import Flag, TimeKnown
from gateway.quality.soil import WaterGiven

SAMPLES = Path(__file__).parent / "samples" / "fields"
SEASONS = ("cotton_maricopa_2018", "maize_lirf_2022", "maize_lirf_2023")
HOUR = 3600
TIP_MM = 0.2
MILLIVOLTS_A_UNIT = 1250 / 0.38
"""What a stick gives for a whole m3/m3 [mV]: its two marks lie 1250 mV and 0.38 m3/m3 apart."""
NOISE_MV = 3.0
SWING_MV = (5.0, 2.0, 0.5)


@dataclass(frozen=True)
class Profile:
    """What one probe of one synthetic field said in a season, and what its gauge told.

    Attributes:
        name: Season, field and depth.
        rows: An hour a row, none flagged.
        rain: Of the gauge of the same node.
        watered: The gauge's rain and the irrigations that were written down.
    """

    name: str
    rows: Derived
    rain: WaterGiven
    watered: WaterGiven


@cache
def profiles(*, irrigated: bool = False) -> tuple[Profile, ...]:
    """Return three depths of five soils in each of three seasons; irrigated with 40 mm every ten days."""
    return tuple(
        one
        for number, season in enumerate(SEASONS)
        for soil in range(len(FIELDS))
        for one in _profiles(season, soil, seed=100 * number + soil, irrigated=irrigated)
    )


def _profiles(season: str, number: int, *, seed: int, irrigated: bool) -> list[Profile]:
    sky = _sky(season, seed=seed)
    hours: Ints = sky.calendar.begin + HOUR * np.arange(24 * sky.calendar.days, dtype=np.int64)
    share = np.ones(sky.calendar.days)
    irrigations = [
        Irrigation(start := int(hours[0]) + (day * 24 + 7) * HOUR, start + 3 * HOUR, 40.0)
        for day in range(20, sky.calendar.days - 10, 10)
        if irrigated
    ]
    growth = Growth(int(hours[0]) + 15 * 24 * HOUR, int(hours[-1]))
    need = demand(sky, hours, share=share, growths=[growth], irrigations=irrigations)
    soil = FIELDS[number].soil
    water = soil_water(soil, need, np.full(3, (soil.capacity + soil.wilting) / 2))
    ends = hours + HOUR
    tips = np.floor(fallen(sky, ends.astype(float), share) / TIP_MM + 1e-9)
    rain = np.diff(tips, prepend=0.0) * TIP_MM
    written = rain + (need.supply_mm - np.diff(fallen(sky, np.append(hours, ends[-1]).astype(float), share)))
    chance = np.random.default_rng(seed)
    return [
        Profile(
            f"{season} {FIELDS[number].name} {depth} cm",
            readings(ends, _measured(water[:, layer], SWING_MV[layer], chance)),
            WaterGiven(ends, rain),
            WaterGiven(ends, written),
        )
        for layer, depth in enumerate(DEPTHS_CM)
    ]


def _sky(season: str, *, seed: int) -> Weather:
    with (SAMPLES / season / "weather.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    calendar = Calendar(date.fromisoformat(rows[0]["date"]), len(rows), LATITUDE, -69.2, -4)
    rain, warmest, coolest, reference = (
        np.array([float(row[name] or 0) for row in rows])
        for name in ("rain_mm", "tmax_c", "tmin_c", "etref_mm")
    )
    start = np.random.default_rng(seed).uniform(0.0, 21.0, len(rows))
    length = np.minimum(0.6 + rain / 32, 23.5 - start)
    return Weather(
        calendar, sun(calendar), rain, start, length, np.zeros(len(rows)), warmest, coolest, reference
    )


def _measured(water: Floats, swing_mv: float, chance: np.random.Generator) -> Floats:
    warmth = np.cos(2 * np.pi * (np.arange(len(water)) % 24 - 15) / 24)
    millivolts = swing_mv * warmth + chance.normal(0.0, NOISE_MV, len(water))
    return water + np.round(millivolts) / MILLIVOLTS_A_UNIT


def readings(time: Ints, value: Floats) -> Derived:
    """Return readings that no rule has looked at."""
    good = np.full(len(time), int(Flag.GOOD), dtype=np.int64)
    return Derived(time, value, good, np.full(len(time), int(TimeKnown.SYNCED)))


def with_fault(rows: Derived, fault: str, at: int, chance: np.random.Generator) -> tuple[Derived, int]:
    """Return the readings with a fault from row `at` on, and the row after its last.

    `spike`: one reading off by 0.06 to 0.20; `air`: out of the soil, 0.02 to 0.04, for 6 to 72 hours;
    `short`: a wire shorted or open, for 6 to 72 hours; `flat`: the same for eleven days; `step`: 0.07 to 0.15
    up or down, for ever.
    """
    value, off = rows.value.copy(), chance.choice([-1.0, 1.0])
    end = at + {"spike": 1, "flat": 264, "step": len(value)}.get(fault, int(chance.integers(6, 72)))
    inside = slice(at, min(end, len(value)))
    match fault:
        case "spike":
            value[inside] += off * chance.uniform(0.06, 0.20)
        case "air":
            value[inside] = 0.03 + chance.uniform(-0.01, 0.01, len(value[inside]))
        case "short":
            value[inside] = 0.83 if off > 0 else -0.17
        case "flat":
            value[inside] = value[at]
        case _:
            value[inside] += off * chance.uniform(0.07, 0.15)
    return readings(rows.time, value), min(end, len(value))
