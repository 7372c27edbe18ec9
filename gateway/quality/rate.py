"""The rate of change test: a bin far from what was measured within the half hour before it."""

from __future__ import annotations

from typing import Final

import numpy as np

from gateway.quality.medians import Marked, Medians
from gateway.quality.windows import extremes

WINDOW_S: Final = 1800
FURTHEST_S: Final = 5400
"""Over a longer silence nothing is said of a rate [s]; ours."""

MOST: Final = {"oxygen": 4.0, "water_temperature": 3.0}
"""How much each quantity may change within half an hour [its unit].

Source:
    U.S. IOOS, QARTOD Manual for Dissolved Oxygen, version 2.1, 2018, test 7 (rate of change). The limit of
    oxygen: 99.9 % of the half hours of six ponds of Iowa State Hort. Farm, 2020, are under 4.2 to 8.8 mg/L
    when they overturn, so it can be real and never FAILs. That of temperature: one and a half times what
    99.9 % of the half hours of Sapelo and Cat Point 2012 stay under; ours, not verified in a pond.
"""


def leaps(medians: Medians, most: float) -> Marked:
    """Return for each bin whether it is further from the half hour before than water changes, shape (n,).

    Where less was measured the bin before counts, and the limit grows with the time between.

    Args:
        medians: The bins.
        most: The most that may change within half an hour.
    """
    time, value = medians.time, medians.value
    if not len(time):
        return np.zeros(0, dtype=bool)
    last = np.arange(len(time))
    first = np.minimum(np.searchsorted(time, time - WINDOW_S), np.maximum(last - 1, 0))
    apart = time - time[first]
    low, high = extremes(value, first, last)
    change = np.maximum(value - low, high - value)
    return np.asarray((change > most * np.maximum(apart / WINDOW_S, 1)) & (apart <= FURTHEST_S))
