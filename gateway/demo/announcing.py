"""What will happen in the demo's next hours, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gateway.demo.world.calendar import HOUR_S, Calendar
from gateway.demo.world.cast import PONDS, DemoPond
from gateway.demo.world.commune import World
from gateway.demo.world.faults import Fault
from gateway.domain.alerts import DEFAULT_LIMITS
from gateway.domain.columns import Floats

_LIMITS = (
    (DEFAULT_LIMITS.warn, "Atención"),
    (DEFAULT_LIMITS.critical, "Peligro"),
    (DEFAULT_LIMITS.emergency, "Emergencia"),
)
_HALVES = ("a. m.", "p. m.")


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that will be seen on the pages.

    Attributes:
        at: When [s UTC].
    """

    at: int
    sentence: str


def happenings(world: World, *, start: int, hours: float, faults: Sequence[Fault] = ()) -> list[Happening]:
    """Return what will happen in the hours after `start` [s UTC], rising by time.

    Computed from the world as it stands: whoever switches an aerator on changes it.
    """
    moments = np.arange(start, start + hours * HOUR_S, 60.0)
    found = [
        one for pond in PONDS if _is_seen(pond, faults, start) for one in _crossings(world, pond, moments)
    ]
    found += _sunrise(world, moments) + _storms(world, moments)
    return sorted(found, key=lambda one: one.at)


def _is_seen(pond: DemoPond, faults: Sequence[Fault], moment: int) -> bool:
    return not any(one.node == pond.node and one.is_on(moment) for one in faults)


def _crossings(world: World, pond: DemoPond, moments: Floats) -> list[Happening]:
    """Return when a pond falls under each limit for the first time, and when it is over the lowest again."""
    value = world.oxygen(pond, moments)
    found = []
    for limit, word in _LIMITS:
        below = np.flatnonzero((value[1:] < limit) & (value[:-1] >= limit))
        if len(below):
            sentence = f"el estanque {pond.number} ({pond.name}) baja de {limit:g} mg/L: {word}"
            found.append(Happening(int(moments[below[0] + 1]), sentence))
    warn = DEFAULT_LIMITS.warn
    above = np.flatnonzero((value[1:] >= warn + 0.7) & (value[:-1] < warn + 0.7))
    if len(above) and value.min() < warn:
        sentence = f"el estanque {pond.number} ({pond.name}) se recupera: más de {_decimal(warn + 0.7)} mg/L"
        found.append(Happening(int(moments[above[0] + 1]), sentence))
    return found


def _decimal(value: float) -> str:
    """Return a number as it is written in Venezuela."""
    return f"{value:g}".replace(".", ",")


def _sunrise(world: World, moments: Floats) -> list[Happening]:
    days = np.unique(world.calendar.split(moments)[0])
    rises = [world.calendar.begin + int(day * 24 * HOUR_S + world.sky.sun.rise[day] * HOUR_S) for day in days]
    return [Happening(at, "sale el sol") for at in rises if moments[0] <= at <= moments[-1]]


def _storms(world: World, moments: Floats) -> list[Happening]:
    found = []
    for day in np.unique(world.calendar.split(moments)[0]):
        at = world.calendar.begin + int((day * 24 + world.sky.storm_start_h[day]) * HOUR_S)
        rain = float(world.sky.rain_mm[day])
        if rain >= 5 and moments[0] <= at <= moments[-1]:
            found.append(Happening(at, f"empieza un aguacero de unos {rain:.0f} mm"))
    return found


def clock_words(moment: float, calendar: Calendar) -> str:
    """Return a moment as people say it: `2:50 a. m.`."""
    local = calendar.local(moment)
    return f"{(local.hour - 1) % 12 + 1}:{local.minute:02d} {_HALVES[local.hour >= 12]}"


def at_the_clock(moment: float, calendar: Calendar) -> str:
    """Return when something happens, with the article its hour needs: `a la 1:05 p. m.`."""
    words = clock_words(moment, calendar)
    return f"a la {words}" if words.startswith("1:") else f"a las {words}"
