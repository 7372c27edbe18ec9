"""An anemometer's pulses to wind, and a pyranometer's millivolts to sun."""

from __future__ import annotations

import numpy as np

from gateway.domain.calibration import RadiationScale, WindScale
from gateway.domain.columns import Floats


def wind_from_pulses(hertz: Floats, scale: WindScale) -> Floats:
    """Return the wind [m/s], shape of `hertz`; where nothing turns there is none.

    Source:
        the straight line of cup anemometers, wind = slope x frequency + offset (IEC 61400-12-1, annex F, not
        verified); the offset is the wind that they need to begin to turn, and in still air they tell of none.
    """
    turning = hertz * float(scale.slope) + float(scale.offset)
    return np.where(hertz > 0, turning, np.where(hertz == 0, 0.0, hertz))


def radiation_from_millivolts(millivolts: Floats, scale: RadiationScale) -> Floats:
    """Return the sun's radiation [W/m2], shape of `millivolts`."""
    return np.asarray((millivolts - float(scale.dark_millivolts)) * float(scale.w_per_m2_per_mv))
