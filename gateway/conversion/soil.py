"""A soil stick's millivolts to water, between two marks taken in the field's own soil."""

from __future__ import annotations

import numpy as np

from gateway.domain.calibration import SoilMarks
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
