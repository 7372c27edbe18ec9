"""The attenuated signal test: slime takes a probe's swing between day and night before its mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Floats, Ints

DAY_S: Final = 86400
LATELY_DAYS: Final = 3
BEFORE_DAYS: Final = 14
LEAST_BEFORE: Final = 7
"""So many of the days before must have been measured; ours."""
LEFT: Final = 0.4
"""A probe with less than this share of its usual swing is fouled, if its neighbours kept theirs [-].

Source:
    U.S. IOOS, QARTOD Manual for Dissolved Oxygen, version 2.1, 2018, test 10 (attenuated signal); the share
    is ours, not verified in a pond.
"""


@dataclass(frozen=True, slots=True)
class Days:
    """The lowest and the highest of each local day of a series; n days, rising.

    Attributes:
        start: When each day begins [s UTC], shape (n,).
        low: The lowest of it [the quantity's unit], shape (n,).
        high: The highest of it [the quantity's unit], shape (n,).
    """

    start: Ints
    low: Floats
    high: Floats

    @property
    def swing(self) -> Floats:
        """Highest minus lowest, shape (n,)."""
        return np.asarray(self.high - self.low)


def left_of_swing(days: Days, *, until: int) -> float | None:
    """Return which share of its usual swing a probe still has [-], None where nobody can tell.

    The usual one is the median of the fourteen days before the last three.

    Args:
        days: At least the last seventeen days, gaps left out.
        until: The end of the last day [s UTC].
    """
    border = until - LATELY_DAYS * DAY_S
    lately = days.swing[(days.start >= border) & (days.start < until)]
    before = days.swing[(days.start >= border - BEFORE_DAYS * DAY_S) & (days.start < border)]
    if len(lately) < LATELY_DAYS or len(before) < LEAST_BEFORE:
        return None
    usual = float(np.median(before))
    return float(lately.mean()) / usual if usual > 0 else None


def is_attenuated(days: Days, neighbours: Sequence[Days], *, until: int) -> bool:
    """Tell whether a probe lost its swing while those of its neighbours kept theirs.

    A week of clouds takes the swing of all ponds; a pond without a neighbour is judged alone.

    Args:
        days: Of the probe.
        neighbours: Of the probes of other ponds over the same days.
        until: The end of the last day [s UTC].
    """
    own = left_of_swing(days, until=until)
    if own is None or own >= LEFT:
        return False
    theirs = [share for one in neighbours if (share := left_of_swing(one, until=until)) is not None]
    return not theirs or float(np.median(theirs)) >= LEFT
