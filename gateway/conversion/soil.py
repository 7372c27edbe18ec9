"""A soil stick's millivolts to water, by marks or weighed points taken in the field's own soil."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gateway.domain.calibration import SoilMarks, SoilPoints
from gateway.domain.columns import Floats


def water_from_millivolts(millivolts: Floats, marks: SoilMarks) -> Floats:
    """Return the water in the soil [m3/m3], shape of `millivolts`.

    The line through the two marks; the signal falls when the soil is wet. Two points give an
    honest index of that soil, not a laboratory's water content. Not a number where both marks
    are the same.

    Source:
        facts of the capacitive stick v1.2: two-point field calibration in air-dry and in
        saturated, drained soil (Water Supply 25(3):424 finds it must be done per soil and stick).
    """
    dry, wet = float(marks.dry_millivolts), float(marks.wet_millivolts)
    if dry == wet:
        return np.full_like(millivolts, np.nan)
    share = (dry - millivolts) / (dry - wet)
    low, high = float(marks.dry_water), float(marks.wet_water)
    return low + share * (high - low)


class Line(NamedTuple):
    """A straight line through points.

    Attributes:
        slope: Water for each millivolt [m3/m3/mV]; below zero, for the signal falls when the soil is wet.
        offset: Water at 0 mV [m3/m3].
        residual: The standard error of the points about it, two degrees of freedom taken off [m3/m3].
    """

    slope: float
    offset: float
    residual: float


def line_through(points: SoilPoints) -> Line:
    """Return the line with the least squares through weighed points.

    Not a number where all points have the same signal. A line, not a curve: three to six points that a
    commune weighs do not carry a second order.

    Source:
        Draper and Smith 1998, Applied Regression Analysis, 3rd ed., sections 1.2 and 1.4.
    """
    signal = np.array([float(one.millivolts) for one in points.points])
    water = np.array([float(one.water) for one in points.points])
    spread = signal - signal.mean() if len(signal) else signal
    if not (spread**2).sum():
        return Line(np.nan, np.nan, np.nan)
    slope = float((spread * water).sum() / (spread**2).sum())
    offset = float(water.mean() - slope * signal.mean())
    off = water - (offset + slope * signal)
    freedom = len(signal) - 2
    return Line(slope, offset, float(np.sqrt((off**2).sum() / freedom)) if freedom > 0 else 0.0)


def water_from_points(millivolts: Floats, points: SoilPoints) -> Floats:
    """Return the water in the soil [m3/m3] by the line through weighed points, shape of `millivolts`."""
    line = line_through(points)
    return line.offset + line.slope * millivolts
