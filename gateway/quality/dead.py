"""A probe that is not there any more: its thermometer is lost, or its voltage fell to nothing at a blow."""

from __future__ import annotations

from typing import Final

import numpy as np

from gateway.domain.columns import Floats, Ints
from gateway.quality.gross import SENSOR_FAULTS
from gateway.quality.medians import Marked

BLOW_S: Final = 180
"""Within so long no water loses its oxygen to the last trace, and no membrane says so [s].

Source:
    DFRobot SEN0237 data sheet: 98 % of a change within 90 s at 25 °C, so the last 0.1 % after 160 s.
"""
STILL_BREATHED: Final = 2.0
"""A probe that said at least this just before was in living water [mg/L].

Source:
    the critical limit as shipped: below it an alarm stands already, which nothing here may end.
"""
STAYS_S: Final = 8 * 3600
"""So long the blow is remembered [s]; after that both alarms ring."""


def fell_dead(time: Ints, value: Floats) -> Marked:
    """Return for each reading whether the probe fell dead, shape (n,).

    It does so from living water to exactly 0 at a blow, and stays dead until it says anything else,
    `STAYS_S` at most. Oxygen that runs out on its way down passes every limit first, and what a membrane
    gives without oxygen trembles; so this mutes no alarm of real water.

    Args:
        time: When [s UTC], rising, shape (n,).
        value: Oxygen as it came [mg/L], shape (n,).
    """
    if not len(time):
        return np.zeros(0, dtype=bool)
    is_nothing = value == 0
    begins = is_nothing & ~np.concatenate([[False], is_nothing[:-1]])
    last_value = np.concatenate([[np.nan], value[:-1]])
    last_time = np.concatenate([time[:1], time[:-1]])
    at_a_blow = begins & (last_value >= STILL_BREATHED) & (time - last_time <= BLOW_S)
    run = np.cumsum(begins)
    began = np.concatenate([time[:1], time[begins]])[run]
    return np.asarray(is_nothing & np.isin(run, run[at_a_blow]) & (time - began <= STAYS_S))


def is_lost(temperature: Floats) -> Marked:
    """Return for each reading of a thermometer whether it says that it has no sensor, shape (n,)."""
    return np.isin(temperature, SENSOR_FAULTS["water_temperature"])
