"""The water in the soil of the fields, hour by hour, in three layers.

Source:
    Allen et al. 1998, FAO-56, chapter 8 (balance of the root zone), tables 12, 17 and 22 for maize.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.weather import Weather, fallen
from gateway.domain.columns import Floats, Ints

DEPTHS_CM = (20, 45, 75)
"""Where the probes stand: in the middle of the layers, nearly."""
_THICKNESS_MM = np.array([300.0, 300.0, 300.0])
_INTAKE_MM_H = 28.0
"""More rain than this in an hour runs off [mm/h]; a silty clay loam, not verified."""
_DRAINED_AN_HOUR = 0.06
"""Which share of the water above field capacity sinks in an hour: drained after two days."""
_NO_STRESS = 0.55
_STAGES_D = (20, 55, 95, 125)
_CROP = (0.30, 1.20, 1.20, 0.45)
_WEEDS = 0.03
"""What grows on a field that nobody has sown, as a factor of ET0 (not verified) [-]."""


@dataclass(frozen=True, slots=True)
class Soil:
    """What a field's soil holds [m3/m3].

    Attributes:
        capacity: After draining.
        wilting: When plants wilt.
    """

    capacity: float
    wilting: float

    @property
    def saturation(self) -> float:
        """With every pore full [m3/m3]."""
        return min(0.58, self.capacity + 0.12)


@dataclass(frozen=True, slots=True)
class Growth:
    """A crop on a field, from its sowing to its harvest [s UTC]."""

    sown: int
    harvested: int


@dataclass(frozen=True, slots=True)
class Irrigation:
    """Water brought to a field at an even rate, in [start, end) [s UTC]."""

    start: int
    end: int
    millimetres: float


@dataclass(frozen=True, slots=True)
class Demand:
    """What a field meets in each hour; n rows.

    Attributes:
        supply_mm: Rain and irrigation [mm].
        crop_mm: What the crop would take with enough water [mm].
        bare_mm: What the bare surface would give off [mm].
        roots: Share of the roots in each layer, shape (n, 3).
    """

    supply_mm: Floats
    crop_mm: Floats
    bare_mm: Floats
    roots: Floats


def demand(
    sky: Weather, hours: Ints, *, share: Floats, growths: Sequence[Growth], irrigations: Sequence[Irrigation]
) -> Demand:
    """Return what a field meets.

    Args:
        sky: The weather.
        hours: The beginning of each hour [s UTC], rising by an hour, shape (n,).
        share: How much of each day's rain falls on it [-], shape (days,).
        growths: Its crops.
        irrigations: Water brought to it.
    """
    edges = np.append(hours, hours[-1] + HOUR_S).astype(np.float64)
    supply = np.diff(fallen(sky, edges, share))
    for one in irrigations:
        part = np.clip((edges - one.start) / max(one.end - one.start, 1), 0, 1)
        supply = supply + np.diff(part) * one.millimetres
    day, hour = sky.calendar.split(edges[:-1])
    rise, down = sky.sun.rise[day], sky.sun.set[day]
    light = np.clip(np.sin(np.pi * np.clip((hour + 0.5 - rise) / (down - rise), 0, 1)), 0, None)
    # The arch of a day sums to two thirds of its length, near enough.
    reference = sky.reference_mm[day] * light * np.pi / 2 / (down - rise)
    age = _age(edges[:-1], growths)
    factor = np.where(age >= 0, np.interp(age, _STAGES_D, _CROP), _WEEDS)
    cover = np.clip(factor / 1.2, 0, 1)
    return Demand(
        supply_mm=supply,
        crop_mm=reference * factor,
        bare_mm=reference * 0.8 * (1 - cover),
        roots=_roots(age),
    )


def _age(moments: Floats, growths: Sequence[Growth]) -> Floats:
    """Return the days since sowing, -1 where nothing grows."""
    age = np.full(len(moments), -1.0)
    for one in growths:
        inside = (moments >= one.sown) & (moments < one.harvested)
        age[inside] = (moments[inside] - one.sown) / 86_400
    return age


def _roots(age: Floats) -> Floats:
    """Return the share of the roots in each layer; maize reaches 0.9 m at flowering, weeds 0.7 m."""
    depth = np.where(age < 0, 700.0, np.interp(age, (0, 55), (200.0, 900.0)))
    inside = np.clip((depth[:, None] - np.array([0.0, 300.0, 600.0])) / 300.0, 0, 1)
    weighed = inside * np.array([0.5, 0.3, 0.2])
    shares: Floats = weighed / weighed.sum(axis=1, keepdims=True)
    return shares


def soil_water(soil: Soil, need: Demand, begin: Floats) -> Floats:
    """Return the water of each layer at the end of each hour [m3/m3], shape (n, 3).

    Args:
        soil: What the soil holds.
        need: What the field meets.
        begin: The water of each layer at the beginning [m3/m3], shape (3,).
    """
    found = np.empty((len(need.supply_mm), 3))
    water = [float(one) for one in begin]
    rows = zip(
        need.supply_mm.tolist(),
        need.crop_mm.tolist(),
        need.bare_mm.tolist(),
        need.roots.tolist(),
        strict=True,
    )
    for row, (supply, crop, bare, roots) in enumerate(rows):
        _take(soil, water, crop=crop, bare=bare, roots=roots)
        _sink(soil, water, min(supply, _INTAKE_MM_H))
        found[row] = water
    return found


def _take(soil: Soil, water: list[float], *, crop: float, bare: float, roots: list[float]) -> None:
    """Take what crop and sun take out of the layers."""
    if crop == 0 and bare == 0:
        return
    usable = soil.capacity - soil.wilting
    for layer in range(3):
        left = (water[layer] - soil.wilting) / usable
        stress = min(max(left / (1 - _NO_STRESS), 0.0), 1.0)
        water[layer] -= crop * roots[layer] * stress / _THICKNESS_MM[layer]
    # Only the top layer dries in the sun, and ever more slowly, down to half the wilting point.
    dry = soil.wilting / 2
    open_share = min(max((water[0] - dry) / (soil.capacity - dry), 0.0), 1.0)
    water[0] -= bare * open_share**2 / _THICKNESS_MM[0]


def _sink(soil: Soil, water: list[float], supply_mm: float) -> None:
    """Bring water in at the top and let what is above field capacity sink."""
    if supply_mm == 0 and max(water) <= soil.capacity:
        return
    carried = supply_mm / _THICKNESS_MM[0]
    for layer in range(3):
        water[layer] += carried
        above = max(water[layer] - soil.capacity, 0.0)
        forced = max(water[layer] - soil.saturation, 0.0)
        carried = forced + (above - forced) * _DRAINED_AN_HOUR
        water[layer] -= carried
