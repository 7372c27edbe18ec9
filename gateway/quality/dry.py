"""A probe out of the water: it says what air says."""

from __future__ import annotations

from typing import Final

import numpy as np

from gateway.domain.columns import Floats
from gateway.quality.medians import Marked, Medians, stretches
from gateway.quality.windows import extremes, spread

WINDOW_S: Final = 3 * 3600
FULL_PERCENT: Final = (95.0, 105.0)
"""What a probe says in air, of saturation [%].

Source:
    the check in air of every maker: 100 % by definition; 5 % is what a probe in order may be off.
"""
AIR_SWING_C: Final = 1.5
"""Air changes at least so much in three hours, a pond of a metre does not without its oxygen changing [°C].

Source:
    not verified: 300 W/m² of loss cools a metre of water by 0.26 °C an hour.
"""


def dry(saturation: Medians, temperature: Medians) -> Marked:
    """Return for each bin of the saturation whether the probe hung in air for three hours, shape (n,).

    The saturation stood at full while the thermometer beside the probe went like air. A thermometer that
    stayed in the water tells nothing, and nothing is marked.
    """
    time = saturation.time
    if not len(time) or not len(temperature):
        return np.zeros(len(time), dtype=bool)
    first, reaches = stretches(saturation, seconds=WINDOW_S)
    low, high = extremes(saturation.value, first, np.arange(len(time)))
    last_beside = np.searchsorted(temperature.time, time, side="right") - 1
    first_beside = np.searchsorted(temperature.time, time - WINDOW_S)
    beside = (last_beside >= 0) & (first_beside <= last_beside)
    swing = np.zeros(len(time))
    swing[beside] = spread(temperature.value, first_beside[beside], last_beside[beside])
    return np.asarray(reaches & is_full(low) & is_full(high) & (swing >= AIR_SWING_C))


def is_full(saturation: Floats) -> Marked:
    """Return where a probe says what it would say in air, shape of `saturation`."""
    return np.asarray((saturation >= FULL_PERCENT[0]) & (saturation <= FULL_PERCENT[1]))
