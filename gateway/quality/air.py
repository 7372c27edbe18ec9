"""The rules of the air at ingest: a sensor that stands still, and one that is wet through.

Source:
    the limits are ours, from what an SHT31 can tell; not verified in the llanos.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Derived, Ints
from gateway.domain.readings import Flag, TimeKnown
from gateway.quality.medians import Marked, Medians, at_readings, medians, stretches
from gateway.quality.windows import extremes, spread

HOUR_S: Final = 3600
WITHIN: Final = {"air_temperature": 0.05, "air_humidity": 0.1}
"""What moves less stands still [the quantity's unit].

Source:
    Sensirion, data sheet SHT3x-DIS: repeatability 0.04 °C and 0.08 % at high repeatability.
"""
SUSPECT_S: Final = 6 * HOUR_S
FAIL_S: Final = 24 * HOUR_S
"""No day passes without the air changing [s]."""
SATURATED: Final = 99.5
"""From here on a hygrometer says that the air is full [%]; it may say so for a night of fog."""
WET_S: Final = 48 * HOUR_S
"""After so long at full it is the sensor that is wet [s]."""

JUDGED: Final = frozenset(WITHIN)


@dataclass(frozen=True, slots=True)
class _Still:
    suspect: Marked
    fail: Marked


def air_flags(quantity: str, rows: Derived) -> Ints:
    """Return the flags of the air after its rules, shape (n,); none becomes better than it was.

    SUSPECT after six hours without any movement, FAIL after a day; full air may stand, and FAILs after two.
    Only what was measured without long gaps counts.

    Args:
        quantity: One of `JUDGED`.
        rows: With the flags that each value has by itself, rising by time.
    """
    stands = (rows.flag < Flag.FAIL) & (rows.known <= TimeKnown.RESOLVED)
    bins = medians(rows.time[stands], rows.value[stands])
    if not len(bins):
        return rows.flag
    still = _still(quantity, bins)
    suspect, fails = (at_readings(one, bins, rows.time) & stands for one in (still.suspect, still.fail))
    flag = np.where(suspect, np.maximum(rows.flag, int(Flag.SUSPECT)), rows.flag)
    return np.where(fails, np.maximum(flag, int(Flag.FAIL)), flag)


def _still(quantity: str, bins: Medians) -> _Still:
    is_full = (bins.value >= SATURATED) & (quantity == "air_humidity")
    suspect = _unmoved(bins, WITHIN[quantity], seconds=SUSPECT_S) & ~is_full
    if not suspect.any() and not is_full.any():
        return _Still(suspect, suspect)
    fail = _unmoved(bins, WITHIN[quantity], seconds=FAIL_S) & ~is_full
    return _Still(suspect, fail | (is_full & _wet_through(bins)))


def _unmoved(bins: Medians, within: float, *, seconds: int) -> Marked:
    first, reaches = stretches(bins, seconds=seconds)
    moved = np.round(spread(bins.value, first, np.arange(len(bins))), 6)
    return np.asarray(reaches & (moved < within))


def _wet_through(bins: Medians) -> Marked:
    first, reaches = stretches(bins, seconds=WET_S)
    low, _ = extremes(bins.value, first, np.arange(len(bins)))
    return np.asarray(reaches & (low >= SATURATED))
