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
from gateway.domain.speech import told


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
    found += _sunrise(world, moments) + _storms(world, moments) + _breakdowns(faults, moments)
    return sorted(found, key=lambda one: one.at)


def _is_seen(pond: DemoPond, faults: Sequence[Fault], moment: int) -> bool:
    """Tell whether the pages show the pond's oxygen; an aerator that stands hides nothing."""
    own = [one for one in faults if one.node == pond.node and one.trouble != "aerator_dead"]
    return not any(one.is_on(moment) for one in own)


def _crossings(world: World, pond: DemoPond, moments: Floats) -> list[Happening]:
    """Return when a pond falls under each limit for the first time, and when it is over the lowest again."""
    value = world.oxygen(pond, moments)
    found = []
    limits = (
        (DEFAULT_LIMITS.warn, told("Atención")),
        (DEFAULT_LIMITS.critical, told("Peligro")),
        (DEFAULT_LIMITS.emergency, told("Emergencia")),
    )
    for limit, word in limits:
        below = np.flatnonzero((value[1:] < limit) & (value[:-1] >= limit))
        if len(below):
            sentence = told(
                "%(pond)s baja de %(limit)s mg/L: %(word)s", pond=_named(pond), limit=f"{limit:g}", word=word
            )
            found.append(Happening(int(moments[below[0] + 1]), sentence))
    warn = DEFAULT_LIMITS.warn
    above = np.flatnonzero((value[1:] >= warn + 0.7) & (value[:-1] < warn + 0.7))
    if len(above) and value.min() < warn:
        sentence = told(
            "%(pond)s se recupera: más de %(limit)s mg/L", pond=_named(pond), limit=_decimal(warn + 0.7)
        )
        found.append(Happening(int(moments[above[0] + 1]), sentence))
    return found


def _named(pond: DemoPond) -> str:
    return told("el estanque %(number)s (%(name)s)", number=pond.number, name=pond.name)


def _decimal(value: float) -> str:
    """Return a number with the decimal sign of the reader."""
    whole, point, part = f"{value:g}".partition(".")
    return told("%(whole)s,%(part)s", whole=whole, part=part) if point else whole


def _sunrise(world: World, moments: Floats) -> list[Happening]:
    days = np.unique(world.calendar.split(moments)[0])
    rises = [world.calendar.begin + int(day * 24 * HOUR_S + world.sky.sun.rise[day] * HOUR_S) for day in days]
    return [Happening(at, told("sale el sol")) for at in rises if moments[0] <= at <= moments[-1]]


def _breakdowns(faults: Sequence[Fault], moments: Floats) -> list[Happening]:
    """Return when the mains go and when an aerator breaks."""
    names = {pond.node: _named(pond) for pond in PONDS}
    found = []
    for one in faults:
        if not moments[0] <= one.since <= moments[-1]:
            continue
        if one.trouble == "mains":
            found.append(Happening(one.since, told("se va la luz en la comuna")))
        elif one.trouble == "aerator_dead" and one.node in names:
            sentence = told("%(pond)s queda sin aireador: se daña", pond=names[one.node])
            found.append(Happening(one.since, sentence))
    return found


def _storms(world: World, moments: Floats) -> list[Happening]:
    found = []
    for day in np.unique(world.calendar.split(moments)[0]):
        at = world.calendar.begin + int((day * 24 + world.sky.storm_start_h[day]) * HOUR_S)
        rain = float(world.sky.rain_mm[day])
        if rain >= 5 and moments[0] <= at <= moments[-1]:
            sentence = told("empieza un aguacero de unos %(rain)s mm", rain=f"{rain:.0f}")
            found.append(Happening(at, sentence))
    return found


def clock_words(moment: float, calendar: Calendar) -> str:
    """Return a moment as people say it: `2:50 a. m.`."""
    local = calendar.local(moment)
    half = told("p. m.") if local.hour >= 12 else told("a. m.")
    return f"{(local.hour - 1) % 12 + 1}:{local.minute:02d} {half}"


def at_the_clock(moment: float, calendar: Calendar) -> str:
    """Return when something happens, with the article its hour needs: `a la 1:05 p. m.`."""
    words = clock_words(moment, calendar)
    if words.startswith("1:"):
        return told("a la %(clock)s", clock=words)
    return told("a las %(clock)s", clock=words)
