"""What people did about the water: planned for the history, followed in the journal afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.cast import FIELDS, PONDS, DemoPond
from gateway.demo.world.chance import generator
from gateway.demo.world.commune import World
from gateway.demo.world.cycles import CALENDAR, field_cycles, irrigations
from gateway.domain.entries import Entry, Intervened

_WORTH_GETTING_UP: Final = 1.8
"""Under which minimum the teams went out to aerate, when they did [mg/L]."""
_WENT_OUT: Final = 0.14
"""In which share of such nights somebody did [-]."""


def switches_of(entries: Iterable[Entry]) -> list[Switch]:
    """Return what entries of the book switched on and off; what was taken back never happened."""
    every = list(entries)
    taken_back = {one.reverses for one in every if one.reverses is not None}
    found: list[Switch] = []
    for one in every:
        body = one.body
        if not isinstance(body, Intervened) or one.uid in taken_back:
            continue
        if body.means == "feeding" or body.means == "swimming":
            continue  # they change nothing in the simulated water
        found.append(Switch(body.place, body.means, is_on=body.action == "on", at=one.happened))
    return found


def planned_irrigations() -> list[Switch]:
    """Return every irrigation of the history, by field and time."""
    return [switch for one in FIELDS for cycle in field_cycles(one) for switch in irrigations(cycle)]


def planned_aerations(world: World) -> list[Switch]:
    """Return the aerations of the history, by pond and time; none in its last three nights."""
    return [switch for pond in PONDS if "aerator" in pond.means for switch in _aerations(world, pond)]


def _aerations(world: World, pond: DemoPond) -> list[Switch]:
    chance = generator(cast.SEED, "aerations", pond.place)
    first, last = CALENDAR.number(cast.HISTORY_DAY) + 1, CALENDAR.number(cast.MORNING) - 3
    low, low_h = world.ponds[pond.place].low, world.ponds[pond.place].low_h
    switches: list[Switch] = []
    for day in range(first, last):
        goes_out, late = chance.random(2)
        if low[day] >= _WORTH_GETTING_UP or goes_out > _WENT_OUT:
            continue
        midnight = CALENDAR.begin + day * 24 * HOUR_S
        night = np.arange(midnight - 3 * HOUR_S, midnight + low_h[day] * HOUR_S, 300.0)
        under = night[world.oxygen(pond, night) < _WORTH_GETTING_UP + 0.4]
        on = int(under[0]) + 60 * int(5 + 50 * late)
        off = midnight + round((low_h[day] + 1.0) * HOUR_S) // 300 * 300
        if on < off:
            switches.append(Switch(pond.place, "aerator", is_on=True, at=on))
            switches.append(Switch(pond.place, "aerator", is_on=False, at=off))
    return switches
