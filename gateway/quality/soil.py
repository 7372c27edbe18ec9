"""The rules of soil water at ingest: range, spike, rise without water, drop.

Source:
    the tests of the ISMN flags (Dorigo et al. 2013, Vadose Zone Journal 12(3): C01, C02, D04 to D08) with
    limits of our own for hourly readings: on 15,412 warm hours of clean data of Kings Creek, Kansas, an
    early form of them marked 0, 1 and 8 readings at three depths. In a field of ours: not verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Derived, Floats, Ints
from gateway.domain.readings import Flag, TimeKnown
from gateway.quality.medians import BIN_S, Marked, Medians, at_readings, medians
from gateway.quality.windows import extremes

HOUR_S: Final = 3600
DRIEST: Final = 0.0
WETTEST: Final = 0.60
"""No soil holds this little, or more than this [m3/m3]. Source: ISMN flags C01 and C02."""
STANDS_OUT: Final = 0.03
"""A reading that stands out by more from both its neighbours is a spike [m3/m3]."""
RETURNED: Final = 0.02
"""The neighbours of a spike differ by no more [m3/m3]: after rain the soil does not return; ours."""
NEIGHBOUR_S: Final = 5400
"""A neighbour further away says nothing of a spike [s]; ours."""
WINDOW_S: Final = 6 * HOUR_S
RISE: Final = 0.03
"""Soil becomes no wetter by more within six hours without water [m3/m3]."""
DROP: Final = 0.06
"""Soil loses no more within six hours [m3/m3]."""
RAIN_S: Final = 24 * HOUR_S + WINDOW_S
"""Rain of the day before those six hours counts [s]."""
LEAST_RAIN_MM: Final = 1.0
"""With so much rain before it a rise is no wonder [mm]."""
GAUGE_HOURS: Final = 26
"""Of those thirty hours so many need a reading of the gauge, or nobody knows that it was dry; ours."""


@dataclass(frozen=True, slots=True)
class WaterGiven:
    """What water came from above; n rows, rising.

    Attributes:
        time: When it was told [s UTC], a 0 too, shape (n,).
        millimetres: How much since the row before [mm], shape (n,).
    """

    time: Ints
    millimetres: Floats

    @classmethod
    def of(cls, *told: Derived) -> WaterGiven:
        """Return what gauges told; what failed is left out."""
        usable = Derived.joined(*(one.usable() for one in told)) if told else Derived.empty()
        return cls(usable.time, usable.value)

    def lately(self, time: Ints) -> tuple[Floats, Marked]:
        """Return the water of the 30 hours before each moment [mm], and whether it is known, shape (n,)."""
        total = np.concatenate([[0.0], np.cumsum(self.millimetres)])
        last = np.searchsorted(self.time, time + BIN_S)
        fell = total[last] - total[np.searchsorted(self.time, time + BIN_S - RAIN_S)]
        hours = np.unique(self.time // HOUR_S)
        now = time // HOUR_S
        told = np.searchsorted(hours, now, side="right") - np.searchsorted(
            hours, now - RAIN_S // HOUR_S, side="right"
        )
        return np.asarray(fell), np.asarray(told >= GAUGE_HOURS)


def soil_flags(rows: Derived, given: WaterGiven) -> Ints:
    """Return the flags of soil water after its rules, shape (n,); none becomes better than it was.

    FAIL only for what no soil holds. A spike, a rise without water and a drop are SUSPECT: an irrigation that
    nobody wrote down is the commonest cause of a rise, and the page asks about it. Where no gauge of the
    node is known to have told the day before, nothing is said of a rise: every storm would be one.

    Args:
        rows: With the flags that each value has by itself, rising by time.
        given: What the gauge of the same node told.
    """
    holds = (rows.value > DRIEST) & (rows.value <= WETTEST)
    stands = holds & (rows.flag < Flag.FAIL) & (rows.known <= TimeKnown.RESOLVED)
    bins = medians(rows.time[stands], rows.value[stands])
    doubtful = at_readings(doubtful_bins(bins, given), bins, rows.time) & stands
    flag = np.where(doubtful, np.maximum(rows.flag, int(Flag.SUSPECT)), rows.flag)
    return np.where(holds, flag, np.maximum(flag, int(Flag.FAIL)))


def doubtful_bins(bins: Medians, given: WaterGiven) -> Marked:
    """Return for each bin whether it is a spike, a rise without water or a drop, shape (n,)."""
    found = stands_alone(bins)
    rest = Medians(bins.time[~found], bins.value[~found])
    found[~found] = rises_without_water(rest, given) | drops(rest)
    return found


def stands_alone(bins: Medians) -> Marked:
    """Return for each bin whether it stands out from both its neighbours, which agree, shape (n,).

    The newest has no neighbour after it yet: its flag is revised when that comes.
    """
    marked = np.zeros(len(bins), dtype=bool)
    if len(bins) < 3:
        return marked
    before, after = np.diff(bins.time)[:-1], np.diff(bins.time)[1:]
    rise, fall = np.diff(bins.value)[:-1], -np.diff(bins.value)[1:]
    out = (rise * fall > 0) & (np.minimum(np.abs(rise), np.abs(fall)) > STANDS_OUT)
    agree = np.abs(rise - fall) <= RETURNED
    marked[1:-1] = out & agree & (before <= NEIGHBOUR_S) & (after <= NEIGHBOUR_S)
    return marked


def rises_without_water(bins: Medians, given: WaterGiven) -> Marked:
    """Return for each bin whether the soil became wetter within six hours and no water came, shape (n,)."""
    low, _ = _extremes(bins)
    fell, is_known = given.lately(bins.time)
    return np.asarray((bins.value - low > RISE) & (fell < LEAST_RAIN_MM) & is_known)


def drops(bins: Medians) -> Marked:
    """Return for each bin whether the soil lost more within six hours than soil can, shape (n,)."""
    _, high = _extremes(bins)
    return np.asarray(high - bins.value > DROP)


def _extremes(bins: Medians) -> tuple[Floats, Floats]:
    """Return the lowest and the highest of the six hours up to each bin."""
    first = np.searchsorted(bins.time, bins.time - WINDOW_S)
    return extremes(bins.value, first, np.arange(len(bins)))
