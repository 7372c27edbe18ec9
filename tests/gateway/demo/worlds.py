"""One world for all tests of it: it is a function, so nobody can spoil it."""

from __future__ import annotations

from functools import cache

import numpy as np

from gateway.demo.world import cast
from gateway.demo.world.commune import World, make_world
from gateway.demo.world.cycles import CALENDAR, field_cycles, irrigations
from gateway.domain.columns import Floats

START = CALENDAR.at(cast.MORNING, 2 + 50 / 60)
IRRIGATIONS = tuple(
    switch for field in cast.FIELDS for cycle in field_cycles(field) for switch in irrigations(cycle)
)


@cache
def the_world() -> World:
    return make_world(IRRIGATIONS)


def pond(number: int) -> cast.DemoPond:
    return cast.PONDS[number - 1]


def field(number: int) -> cast.DemoField:
    return cast.FIELDS[number - 1]


def moments(start: float, *, hours: float, step_s: float) -> Floats:
    return np.arange(start, start + hours * 3600, step_s)


def nights(world: World, one: cast.DemoPond, first: int, count: int) -> Floats:
    """Return the oxygen from noon to noon of `count` nights, shape (count, 288)."""
    noon = world.calendar.begin + (first * 24 + 12) * 3600
    return world.oxygen(one, moments(noon, hours=24.0 * count, step_s=300)).reshape(count, 288)
