"""How a pond is at this moment, in one of four words."""

from __future__ import annotations

import math
from enum import Enum

from gateway.domain.alerts import Level, Limits
from gateway.domain.readings import Flag, Reading


class PondState(Enum):
    """What a page says of a pond; worst first."""

    DANGER = "danger"
    CAUTION = "caution"
    NO_DATA = "no_data"
    FINE = "fine"


def pond_state(latest: Reading | None, limits: Limits, *, now: int, patience_s: int = 900) -> PondState:
    """Return how a pond is, from its newest oxygen reading.

    What is old, failed or absent is NO_DATA, never the last thing that was known; a SUSPECT
    value counts.

    Args:
        latest: The newest oxygen reading whose time is known.
        limits: Of that pond.
        now: The time [s UTC].
        patience_s: How old a reading may be [s].
    """
    if latest is None or now - latest.at > patience_s or not is_a_value(latest):
        return PondState.NO_DATA
    match limits.level_below(latest.value):
        case Level.EMERGENCY | Level.CRITICAL:
            return PondState.DANGER
        case Level.WARN:
            return PondState.CAUTION
        case _:
            return PondState.FINE


def is_a_value(reading: Reading) -> bool:
    """Tell whether a reading says something about the water: it is a number and did not fail."""
    return reading.flag not in (Flag.FAIL, Flag.MISSING) and not math.isnan(reading.value)
