"""Where a pond's gauge points: three zones, each as wide as its word needs."""

from __future__ import annotations

from typing import Final

import numpy as np

from gateway.domain.alerts import Limits

BORDERS_PERCENT: Final = (2.0, 33.0, 60.0, 98.0)
"""The left end, the two borders between the zones, and the right end [%]."""


def gauge_percent(oxygen: float, limits: Limits) -> float:
    """Return where an oxygen value [mg/L] stands on the gauge [%].

    Within a zone it moves evenly; the numbers stand at the borders.
    """
    borders = (0.0, limits.critical, limits.warn, limits.warn * 2)
    return round(float(np.interp(oxygen, borders, BORDERS_PERCENT)), 1)
