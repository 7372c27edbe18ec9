"""Whether a value rises or falls, from what was measured and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Derived

HOUR_S: Final = 3600
WINDOW_S: Final = HOUR_S
FEWEST: Final = 4
SHORTEST_S: Final = 1500
"""A trend told from less than 25 minutes would be the probe's noise [s]."""
STILL_PER_HOUR: Final = 0.1
"""A slower change than a tenth an hour is not one that the number on the page shows."""


@dataclass(frozen=True, slots=True)
class Trend:
    """How fast a value changed over the last hour of measuring [unit/h]."""

    per_hour: float

    @property
    def way(self) -> str:
        """`up`, `down` or `still`."""
        if abs(self.per_hour) < STILL_PER_HOUR:
            return "still"
        return "up" if self.per_hour > 0 else "down"


def trend(found: Derived, *, now: int) -> Trend | None:
    """Return the straight line's slope through the last hour, None where that is too little to tell.

    Readings at half-hour steps are told over the last two hours.
    """
    for window in (WINDOW_S, 2 * WINDOW_S):
        recent = found.between(now - window, now + 1).usable()
        if len(recent) >= FEWEST and recent.time[-1] - recent.time[0] >= SHORTEST_S:
            hours = (recent.time - recent.time[0]) / HOUR_S
            return Trend(float(np.polyfit(hours, recent.value, 1)[0]))
    return None
