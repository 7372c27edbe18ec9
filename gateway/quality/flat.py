"""The flat line test: water changes, and a probe that always says the same is stuck."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.quality.medians import Marked, Medians, stretches
from gateway.quality.windows import spread


@dataclass(frozen=True, slots=True)
class Stillness:
    """How still a probe may stand.

    Attributes:
        within: What moves less than this stands still [the quantity's unit].
        suspect_s: After so long it is SUSPECT [s].
        fail_s: After so long it FAILs [s].
        exempt_up_to: Water may stand still up to this value [the quantity's unit].
    """

    within: float
    suspect_s: int
    fail_s: int
    exempt_up_to: float


STILLNESS: Final = {
    "oxygen": Stillness(within=0.02, suspect_s=3 * 3600, fail_s=8 * 3600, exempt_up_to=0.7),
    "water_temperature": Stillness(within=0.01, suspect_s=6 * 3600, fail_s=8 * 3600, exempt_up_to=-math.inf),
}
"""How still each quantity may stand.

Source:
    U.S. IOOS, QARTOD Manual for Dissolved Oxygen, version 2.1, 2018, test 8 (flat line). The limits of
    oxygen: six ponds of Iowa State Hort. Farm, 2020, never more than 1.5 h of the same reading, but one
    that stood near 0 mg/L for 6.5 h. Those of temperature: Sapelo and Cat Point 2012, 99.9 % of the runs
    of one reading are under 5.3 h at 0.1 °C; ours, not verified in a pond.
"""


def flat_for(medians: Medians, stillness: Stillness, *, seconds: int) -> Marked:
    """Return for each bin whether nothing moved in that many seconds before it, shape (n,).

    Only what was measured without long gaps counts. Water that stands at `exempt_up_to` or below is
    not marked: a pond without oxygen stands still.
    """
    if not len(medians):
        return np.zeros(0, dtype=bool)
    first, reaches = stretches(medians, seconds=seconds)
    moved = np.round(spread(medians.value, first, np.arange(len(medians))), 6)
    still = moved < stillness.within
    return np.asarray(reaches & still & (medians.value > stillness.exempt_up_to))
