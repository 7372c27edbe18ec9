"""The rules about change together: what a series looks like beside its own hours before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Derived, Floats, Ints
from gateway.domain.readings import Flag, TimeKnown
from gateway.quality.dead import fell_dead
from gateway.quality.dry import dry, is_full
from gateway.quality.flat import STILLNESS, flat_for
from gateway.quality.medians import Marked, Medians, at_readings, medians
from gateway.quality.rate import MOST, leaps
from gateway.quality.spike import HEIGHT, spikes

JUDGED: Final = frozenset(HEIGHT)
"""The quantities that these rules know."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was measured with an oxygen probe, each shape (n,) of its readings or NaN where nothing was.

    Attributes:
        saturation: Oxygen in percent of saturation [%].
        temperature: The water's temperature [°C].
        spoilt: Whether the value was made of a temperature that cannot be; never NaN.
        lost: Whether the thermometer then said that it has no sensor; never NaN.
    """

    saturation: Floats
    temperature: Floats
    spoilt: Marked
    lost: Marked


def changed(quantity: str, rows: Derived, beside: Beside | None = None) -> Ints:
    """Return the flags after the rules about change, shape (n,); none becomes better than it was.

    SUSPECT after a spike, a leap, hours of stillness, in dry air or beside a broken thermometer; FAIL
    only after the longest stillness, where a probe fell dead, or where it says exactly nothing and its
    thermometer is lost.
    Values that failed by themselves, or whose moment nobody knows, say nothing of their neighbours.

    Args:
        quantity: One of `JUDGED`.
        rows: With the flags that each value has by itself, rising by time.
        beside: For the dry and the dead probe of oxygen.
    """
    stands = (rows.flag != Flag.FAIL) & (rows.flag != Flag.MISSING) & (rows.known <= TimeKnown.RESOLVED)
    bins = medians(rows.time[stands], rows.value[stands])
    stillness = STILLNESS[quantity]
    suspect = spikes(bins, HEIGHT[quantity]) | leaps(bins, MOST[quantity])
    still = flat_for(bins, stillness, seconds=stillness.suspect_s)
    suspect |= still
    # Whoever has stood still for long has stood still lately: most probes need no second look.
    stuck = flat_for(bins, stillness, seconds=stillness.fail_s) if still.any() else still
    fails = _at(stuck, bins, rows, stands)
    doubtful = _at(suspect, bins, rows, stands)
    if quantity == "oxygen":
        fails |= _dead(rows, stands, beside)
        doubtful |= _spoilt_or_in_air(rows, stands, beside)
    flag = np.where(doubtful, np.maximum(rows.flag, int(Flag.SUSPECT)), rows.flag)
    return np.where(fails, np.maximum(flag, int(Flag.FAIL)), flag)


def _at(marked: Marked, bins: Medians, rows: Derived, stands: Marked) -> Marked:
    return at_readings(marked, bins, rows.time) & stands


def _dead(rows: Derived, stands: Marked, beside: Beside | None) -> Marked:
    found = np.zeros(len(rows), dtype=bool) if beside is None else beside.lost & (rows.value == 0)
    found[stands] |= fell_dead(rows.time[stands], rows.value[stands])
    return found


def _spoilt_or_in_air(rows: Derived, stands: Marked, beside: Beside | None) -> Marked:
    if beside is None:
        return np.zeros(len(rows), dtype=bool)
    if not is_full(beside.saturation).any():
        return beside.spoilt
    known = stands & np.isfinite(beside.saturation) & np.isfinite(beside.temperature)
    full = medians(rows.time[known], beside.saturation[known])
    water = medians(rows.time[known], beside.temperature[known])
    return beside.spoilt | _at(dry(full, water), full, rows, known)
