"""The spike test: one bin far from both its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.quality.medians import BIN_S, Marked, Medians

FURTHEST_S: Final = 2700
"""A neighbour further away says nothing of a spike [s]; ours."""


@dataclass(frozen=True, slots=True)
class Height:
    """How far a bin may stand out, in a straight line between two distances [the quantity's unit].

    Attributes:
        at_10_min: Where the neighbours are ten minutes away.
        at_30_min: Where they are half an hour away.
    """

    at_10_min: float
    at_30_min: float


HEIGHT: Final = {"oxygen": Height(1.5, 3.0), "water_temperature": Height(1.0, 2.0)}
"""How high a spike may be of each quantity.

Source:
    U.S. IOOS, QARTOD Manual for Dissolved Oxygen, version 2.1, 2018, test 6 (spike). The limits of oxygen:
    99.9 % of the half hours of six ponds of Iowa State Hort. Farm, 2020, are under 2.9 to 6.0 mg/L, so it
    can be real and never FAILs. Those of temperature: twice what 99.9 % of the half hours of Sapelo and Cat
    Point 2012 stay under; ours, not verified in a pond.
"""


def spikes(medians: Medians, height: Height) -> Marked:
    """Return for each bin whether it stands out from both its neighbours to one side, shape (n,).

    QARTOD takes the mean of the two, which also marks the last bin before a fall; a pond that overturns
    has such falls every other night. The newest bin has no neighbour after it yet and is not marked: its
    flag is revised when that comes.
    """
    marked = np.zeros(len(medians), dtype=bool)
    if len(medians) < 3:
        return marked
    before, after = np.diff(medians.time)[:-1], np.diff(medians.time)[1:]
    apart = (before + after) / 2
    per_second = (height.at_30_min - height.at_10_min) / 1200
    limit = height.at_10_min + per_second * np.maximum(apart - BIN_S, 0)
    rise, fall = np.diff(medians.value)[:-1], -np.diff(medians.value)[1:]
    stands_out = (rise * fall > 0) & (np.minimum(np.abs(rise), np.abs(fall)) > limit)
    marked[1:-1] = stands_out & (before <= FURTHEST_S) & (after <= FURTHEST_S)
    return marked
