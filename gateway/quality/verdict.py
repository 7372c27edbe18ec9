"""What is wrong with an oxygen probe, from what it said lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from gateway.domain.columns import Derived
from gateway.domain.readings import Flag
from gateway.quality.day_and_night import follows_no_day
from gateway.quality.dead import fell_dead, is_lost
from gateway.quality.dry import WINDOW_S, dry
from gateway.quality.flat import STILLNESS, flat_for
from gateway.quality.gross import gross_range
from gateway.quality.medians import Marked, Medians, medians

Trouble = Literal["dry", "flat", "dead", "out_of_range", "no_day_and_night"]

AGREEING: Final = 3
"""So many readings, one after the other, must say the same: a single glitch calls nobody."""
FRESH_S: Final = 2 * 3600
"""What was said longer ago says nothing of now; silence is another alarm [s]."""
NOTHING_S: Final = 3 * 3600
"""After so long at exactly nothing the wire is worth a look, whatever the water does [s].

Source:
    that of the flat line; the oxygen alarm goes on beside it.
"""


@dataclass(frozen=True, slots=True)
class ProbeFault:
    """Something is wrong with a probe.

    Attributes:
        what: `dead`: its thermometer is lost (-127 or 85 °C), or its voltage is nothing;
            `out_of_range`: it says what no water can; `flat`: it always says the same;
            `dry`: it hangs in the air; `no_day_and_night`: it does not follow the day.
        since: When it was first seen in what was handed in [s UTC].
    """

    what: Trouble
    since: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What else is known of a probe; without it some faults cannot be seen.

    Attributes:
        saturation: What the probe said in percent of saturation over the same hours, for the dry probe [%].
        hours: One value an hour of at least the last three days, for day and night [mg/L]; without it
            what the probe said is taken, if it goes back so far.
    """

    saturation: Derived | None = None
    hours: Medians | None = None


NOTHING_ELSE: Final = Beside()


def verdict(
    oxygen: Derived, temperature: Derived | None, *, now: int, beside: Beside = NOTHING_ELSE
) -> ProbeFault | None:
    """Return what is wrong with a probe now, None when nothing is seen; the surest first.

    It decides about the probe alone: whether an oxygen alarm rings is told by the flags. Where a dead
    probe cannot be told from water without oxygen both call.

    Args:
        oxygen: What the probe said lately, rising by time, with its flags: at least the last 11 h.
        temperature: What the thermometer beside it said meanwhile, None where there is none.
        now: When this is judged [s UTC].
        beside: What else is known.
    """
    if not len(oxygen) or now - int(oxygen.time[-1]) > FRESH_S:
        return None
    possible = gross_range("oxygen", oxygen.value) != Flag.FAIL
    said = oxygen.take(possible)
    bins = medians(said.time, said.value)
    return (
        _dead(oxygen, temperature, now=now)
        or _impossible(oxygen, ~possible)
        or _flat(bins)
        or _impossible(oxygen, oxygen.flag == Flag.FAIL)
        or _dry(beside.saturation, temperature)
        or _no_day_and_night(bins if beside.hours is None else beside.hours)
    )


def _dead(oxygen: Derived, temperature: Derived | None, *, now: int) -> ProbeFault | None:
    fell = _last_run(fell_dead(oxygen.time, oxygen.value))
    if fell >= AGREEING:
        return ProbeFault("dead", int(oxygen.time[-fell]))
    nothing = _last_run(oxygen.value == 0)
    if nothing >= AGREEING and oxygen.time[-1] - oxygen.time[-nothing] >= NOTHING_S:
        return ProbeFault("dead", int(oxygen.time[-nothing]))
    if temperature is None or not len(temperature) or now - int(temperature.time[-1]) > FRESH_S:
        return None
    lost = _last_run(is_lost(temperature.value))
    return ProbeFault("dead", int(temperature.time[-lost])) if lost >= AGREEING else None


def _impossible(oxygen: Derived, marked: Marked) -> ProbeFault | None:
    run = _last_run(marked)
    return ProbeFault("out_of_range", int(oxygen.time[-run])) if run >= AGREEING else None


def _flat(medians: Medians) -> ProbeFault | None:
    stillness = STILLNESS["oxygen"]
    still = _last_run(flat_for(medians, stillness, seconds=stillness.suspect_s))
    return ProbeFault("flat", int(medians.time[-still]) - stillness.suspect_s) if still else None


def _dry(saturation: Derived | None, temperature: Derived | None) -> ProbeFault | None:
    if saturation is None or temperature is None:
        return None
    full, water = (medians(one.time, one.value) for one in (saturation.usable(), temperature.usable()))
    run = _last_run(dry(full, water))
    return ProbeFault("dry", int(full.time[-run]) - WINDOW_S) if run else None


def _no_day_and_night(hours: Medians) -> ProbeFault | None:
    return (
        ProbeFault("no_day_and_night", int(hours.time[0]))
        if follows_no_day(hours.time, hours.value)
        else None
    )


def _last_run(marked: Marked) -> int:
    """Return how many of the newest in a row are marked."""
    clear = np.flatnonzero(~marked)
    return len(marked) - (int(clear[-1]) + 1 if len(clear) else 0)
