"""What is wrong with a soil probe, from what it said in the last ten days.

A flag is given when a reading comes in, beside one day of rain; standing still for ten days can only be
seen afterwards, so it is a fault of the probe and no flag of its values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from gateway.domain.columns import Derived
from gateway.quality.medians import Marked, Medians, medians
from gateway.quality.soil import DRIEST, DROP, HOUR_S, WETTEST, WINDOW_S, WaterGiven
from gateway.quality.windows import extremes

SoilTrouble = Literal["out_of_range", "in_air", "flat"]

LOOKS_BACK_S: Final = 252 * HOUR_S
"""So much must be handed in [s]: ten days, over half a day without readings."""
AGREEING: Final = 3
"""So many readings, one after the other, must say the same: a single glitch calls nobody."""
SILENT_S: Final = 48 * HOUR_S
"""What was said longer ago says nothing of now; that the data is old is told elsewhere [s]."""
UNMOVED: Final = 0.0005
"""What moves no more stands still [m3/m3].

Source:
    the default of SaQC for constant values of soil water; a stick that works trembles by more.
"""
WET_FLAT_S: Final = 72 * HOUR_S
DRY_FLAT_S: Final = 240 * HOUR_S
WET_MM: Final = 10.0
"""With more water than this a probe must move within three days, without it within ten [mm]."""
AIR: Final = 0.05
"""A probe that fell at once to this little is out of the soil [m3/m3]; ours: its dry mark is 0.04."""
LONGEST_GAP_S: Final = 12 * HOUR_S
"""Over a longer silence nobody can tell whether it stood still [s]; ours."""


@dataclass(frozen=True, slots=True)
class SoilFault:
    """Something is wrong with a soil probe: nothing it says may go into an advice.

    Attributes:
        what: `out_of_range`: it says what no soil holds, as with a loose or shorted wire; `in_air`: it fell
            at once to what it says out of the soil; `flat`: it says the same whatever the soil does.
        since: When it was first seen in what was handed in [s UTC].
    """

    what: SoilTrouble
    since: int


def soil_fault(water: Derived, given: WaterGiven, *, now: int) -> SoilFault | None:
    """Return what is wrong with a soil probe now, None when nothing is seen; the surest first.

    Args:
        water: What the probe said in the last `LOOKS_BACK_S`, what failed too, rising by time; readings or
            one value an hour.
        given: Rain and written irrigation of that time, as far as known.
        now: When this is judged [s UTC].
    """
    if not len(water) or now - int(water.time[-1]) > SILENT_S:
        return None
    holds = (water.value > DRIEST) & (water.value <= WETTEST)
    run = _last_run(~holds)
    if run >= AGREEING:
        return SoilFault("out_of_range", int(water.time[-run]))
    bins = medians(water.time[holds], water.value[holds])
    return _in_air(bins) or _flat(bins, given)


def _in_air(bins: Medians) -> SoilFault | None:
    run = _last_run(bins.value <= AIR)
    began = len(bins) - run
    if run < AGREEING or began == 0:
        return None
    first = int(np.searchsorted(bins.time, bins.time[began] - WINDOW_S))
    if first == began or bins.value[first:began].max() - bins.value[began] <= DROP:
        return None
    return SoilFault("in_air", int(bins.time[began]))


def _flat(bins: Medians, given: WaterGiven) -> SoilFault | None:
    since = _unmoved_since(bins)
    if since is None:
        return None
    stood = int(bins.time[-1]) - since
    inside = (given.time >= since) & (given.time < bins.time[-1] - WET_FLAT_S / 3)
    is_wet = float(given.millimetres[inside].sum()) > WET_MM
    return SoilFault("flat", since) if stood >= (WET_FLAT_S if is_wet else DRY_FLAT_S) else None


def _unmoved_since(bins: Medians) -> int | None:
    """Return since when the newest bins have not moved [s UTC], None where there are too few to tell."""
    if len(bins) < 2:
        return None
    count = len(bins)
    low, high = extremes(bins.value, np.arange(count), np.full(count, count - 1))
    moved = (np.round(high - low, 6) > UNMOVED) | _before_a_gap(bins)
    return int(bins.time[_last_false_from(moved)])


def _before_a_gap(bins: Medians) -> Marked:
    """Return for each bin whether a long gap lies between it and the newest."""
    gap = np.append(np.diff(bins.time) > LONGEST_GAP_S, False)
    return np.asarray(np.cumsum(gap[::-1])[::-1] > 0)


def _last_false_from(moved: Marked) -> int:
    wrong = np.flatnonzero(moved)
    return int(wrong[-1]) + 1 if len(wrong) else 0


def _last_run(marked: Marked) -> int:
    """Return how many of the newest in a row are marked."""
    clear = np.flatnonzero(~marked)
    return len(marked) - (int(clear[-1]) + 1 if len(clear) else 0)
