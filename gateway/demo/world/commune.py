"""The whole world of the demo: a function of its seed, the moment, and what people did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch, aerated
from gateway.demo.world.calendar import HOUR_S, Calendar
from gateway.demo.world.cast import FIELDS, NIGHTS, PONDS, STORMS, DemoField, DemoPond
from gateway.demo.world.chance import stream
from gateway.demo.world.cycles import CALENDAR, IRRIGATION_MM_H, UNTOLD, Cycle, field_cycles, pond_cycles
from gateway.demo.world.fields import Growth, Irrigation, demand, soil_water
from gateway.demo.world.ponds import Days, oxygen, pond_days, water_temperature
from gateway.demo.world.weather import Weather, fallen, share_of, weather
from gateway.domain.columns import Floats

_LONGEST_PUMPING_S = 8 * HOUR_S
"""A pump that nobody switched off stops when its tank is empty; invented."""


@dataclass(frozen=True, slots=True)
class World:
    """A commune that does not exist.

    Attributes:
        ponds: The days of each pond.
        shares: How much of each day's rain falls on each field, and on the weather node.
        soils: The water of each field's layers [m3/m3] at the end of each hour, shape (hours, 3).
        switches: What people did.
    """

    calendar: Calendar
    sky: Weather
    ponds: Mapping[str, Days]
    shares: Mapping[str, Floats]
    soils: Mapping[str, Floats]
    switches: tuple[Switch, ...]

    def oxygen(self, pond: DemoPond, moments: Floats) -> Floats:
        """Return the dissolved oxygen of a pond [mg/L]."""
        day, hour = self.calendar.split(moments)
        return aerated(oxygen(self.ponds[pond.place], day, hour), moments, self._switches_of(pond.place))

    def water_temperature(self, pond: DemoPond, moments: Floats) -> Floats:
        """Return the temperature of a pond [°C]."""
        return water_temperature(self.sky, pond.nature, moments)

    def soil_water(self, field: DemoField, moments: Floats) -> Floats:
        """Return the water of a field's three layers [m3/m3], shape (n, 3)."""
        water = self.soils[field.place]
        place = (moments - self.calendar.begin) / HOUR_S - 1
        hours = np.arange(len(water), dtype=np.float64)
        return np.column_stack([np.interp(place, hours, water[:, layer]) for layer in range(3)])

    def rain(self, under: str, moments: Floats) -> Floats:
        """Return the rain of a field, or of the weather node, since the world began [mm]."""
        return fallen(self.sky, moments, self.shares[under])

    def with_switches(self, switches: Sequence[Switch]) -> World:
        """Return the same world with other doings of people."""
        changed = {one.place for one in set(switches) ^ set(self.switches)}
        soils = {
            field.place: _soil(self.sky, field, switches, self.shares[field.place])
            for field in FIELDS
            if field.place in changed
        }
        return replace(self, switches=tuple(switches), soils={**self.soils, **soils})

    def _switches_of(self, place: str) -> list[Switch]:
        return [one for one in self.switches if one.place == place]


def make_world(switches: Sequence[Switch] = (), *, seed: int = cast.SEED) -> World:
    """Return the world of a seed, with what people did."""
    sky = weather(CALENDAR, seed=seed, storms=STORMS)
    gauges = (*(field.place for field in FIELDS), cast.WEATHER)
    shares = {under: share_of(sky, under, seed=seed) for under in gauges}
    ponds = {
        pond.place: pond_days(
            sky,
            pond.nature,
            seed=stream(seed, pond.place),
            load=_load(pond_cycles(pond)),
            written=NIGHTS.get(pond.place, {}),
        )
        for pond in PONDS
    }
    soils = {field.place: _soil(sky, field, switches, shares[field.place]) for field in FIELDS}
    return World(CALENDAR, sky, ponds, shares, soils, tuple(switches))


def _load(cycles: Sequence[Cycle]) -> Floats:
    """Return how much fish a pond carries each day, 0 empty to 1 ready for the harvest."""
    load = np.zeros(CALENDAR.days)
    for one in cycles:
        first = CALENDAR.number(one.begins)
        last = CALENDAR.days if one.ends is None else CALENDAR.number(one.ends)
        age = np.arange(last - max(first, 0)) + max(-first, 0)
        load[max(first, 0) : last] = np.clip(age / 200.0, 0, 1)
    return load


def _soil(sky: Weather, field: DemoField, switches: Sequence[Switch], share: Floats) -> Floats:
    hours = CALENDAR.begin + HOUR_S * np.arange(CALENDAR.days * 24, dtype=np.int64)
    growths = [
        Growth(CALENDAR.at(one.begins, 8.0), CALENDAR.at(one.ends or cast.LAST_DAY, 8.0))
        for one in field_cycles(field)
    ]
    need = demand(sky, hours, share=share, growths=growths, irrigations=_irrigations(field.place, switches))
    return soil_water(field.soil, need, np.full(3, field.soil.capacity - 0.02))


def _irrigations(place: str, switches: Sequence[Switch]) -> list[Irrigation]:
    """Return the water that switching a pump on and off brought to a field, and what nobody told."""
    own = sorted((one for one in switches if one.place == place), key=lambda one: one.at)
    found = [_irrigation(UNTOLD.begins, UNTOLD.ends)] if place == UNTOLD.place else []
    begun: int | None = None
    for one in own:
        if one.is_on and begun is None:
            begun = one.at
        elif not one.is_on and begun is not None:
            found.append(_irrigation(begun, one.at))
            begun = None
    return found if begun is None else [*found, _irrigation(begun, begun + _LONGEST_PUMPING_S)]


def _irrigation(start: int, end: int) -> Irrigation:
    stop = min(end, start + _LONGEST_PUMPING_S)
    return Irrigation(start, stop, IRRIGATION_MM_H * (stop - start) / HOUR_S)
