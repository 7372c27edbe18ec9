"""A rain gauge that leaves or nests have blocked: it tells no rain while the soil gets wet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import numpy as np

from gateway.domain.columns import Derived, Ints
from gateway.quality.medians import Medians, medians
from gateway.quality.soil import HOUR_S, RISE, WINDOW_S, stands_alone
from gateway.quality.windows import extremes

DRY_S: Final = 30 * 24 * HOUR_S
"""So long without a drop in the wet season is a wonder [s]; ours."""
WET_MONTHS: Final = range(5, 11)
"""May to October in the llanos."""
LEAST_DAYS: Final = 24
"""On so many of the thirty days the gauge must have told, or it is only silent [days]; ours."""
LEAST_JUMPS: Final = 2
"""So many days with a jump of the soil: one may be an irrigation that nobody wrote down [days]; ours."""
_DAY_S: Final = 24 * HOUR_S


def is_blocked(rain: Derived, soils: Sequence[Derived], *, now: int, watered: Sequence[int] = ()) -> bool:
    """Tell whether a gauge told no rain for thirty days of the wet season while the soil beside it got wet.

    It is a fault of the gauge, seen afterwards: no value of it is flagged.

    Args:
        rain: What the gauge told in the last thirty days at least, a 0 too, rising by time.
        soils: What the probes that stand under the same rain told meanwhile [m3/m3].
        now: When this is judged [s UTC].
        watered: When people irrigated there [s UTC]; a jump within the day after is theirs.
    """
    if datetime.fromtimestamp(now, UTC).month not in WET_MONTHS:
        return False
    told = rain.usable().between(now - DRY_S, now + 1)
    if len(np.unique(told.time // _DAY_S)) < LEAST_DAYS or float(told.value.sum()) > 0:
        return False
    jumps = [_jumps(one.usable().between(now - DRY_S, now + 1)) for one in soils]
    moments = np.concatenate(jumps) if jumps else np.empty(0, dtype=np.int64)
    innocent = np.zeros(len(moments), dtype=bool)
    for one in watered:
        innocent |= (moments >= one) & (moments < one + _DAY_S)
    return len(np.unique(moments[~innocent] // _DAY_S)) >= LEAST_JUMPS


def _jumps(soil: Derived) -> Ints:
    """Return when a probe rose by more than dew or sun could make it within six hours [s UTC]."""
    every = medians(soil.time, soil.value)
    alone = stands_alone(every)
    bins = Medians(every.time[~alone], every.value[~alone])
    first = np.searchsorted(bins.time, bins.time - WINDOW_S)
    low, _ = extremes(bins.value, first, np.arange(len(bins)))
    return bins.time[bins.value - low > RISE]
