"""The gap test: no flag of a value, but where values should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Ints

TIMES: Final = 2
"""A silence longer than so many intervals is a gap.

Source:
    U.S. IOOS, QARTOD Manual for Dissolved Oxygen, version 2.1, 2018, test 1 (timing/gap).
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """Nothing was measured between two moments [s UTC]."""

    since: int
    until: int


def gaps(time: Ints, *, interval_s: int | None = None) -> list[Gap]:
    """Return where a series is silent for more than two of its intervals, rising.

    Args:
        time: When it was measured [s UTC], rising, shape (n,).
        interval_s: How often it should be [s]; None: as often as it mostly was.
    """
    moments: Ints = np.unique(time)
    apart: Ints = moments[1:] - moments[:-1]
    if not len(apart):
        return []
    usual = float(np.median(apart)) if interval_s is None else float(interval_s)
    silent = np.flatnonzero(apart > TIMES * usual).tolist()
    return [Gap(int(moments[place]), int(moments[place + 1])) for place in silent]
