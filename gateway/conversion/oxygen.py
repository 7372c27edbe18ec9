"""A galvanic probe's millivolts to dissolved oxygen."""

from __future__ import annotations

import numpy as np

from gateway.domain.calibration import OxygenMarks
from gateway.domain.columns import Floats
from gateway.ponds.oxygen import air_pressure, oxygen_solubility

SLOPE_MV_PER_C = 35.0
"""How a galvanic probe's signal at saturation rises with the water's temperature [mV/°C].

Source:
    DFRobot SEN0237 wiki, one-point calibration: Vsat = CAL1_V + 35 (T - CAL1_T).
"""


def saturation_millivolts(marks: OxygenMarks, temperature_c: Floats) -> Floats:
    """Return what the probe would give in air-saturated water [mV], shape of `temperature_c`.

    Source:
        DFRobot SEN0237 wiki, one-point and two-point calibration.
    """
    at, signal = float(marks.temperature_c), float(marks.millivolts)
    slope = SLOPE_MV_PER_C
    if marks.cool_millivolts is not None and marks.cool_temperature_c is not None:
        cool_at, cool_signal = float(marks.cool_temperature_c), float(marks.cool_millivolts)
        if cool_at != at:
            slope = (signal - cool_signal) / (at - cool_at)
    return signal + slope * (temperature_c - at)


def oxygen_from_millivolts(
    millivolts: Floats, temperature_c: Floats, marks: OxygenMarks, *, altitude_m: float
) -> tuple[Floats, Floats]:
    """Return dissolved oxygen [mg/L] and its saturation [%], each of the shape of `millivolts`.

    A galvanic probe follows the partial pressure of oxygen, so its signal over the signal at
    saturation, both above its zero, is the saturation; what the water holds then comes from its
    temperature, the air pressure of the place and the salt. Not a number where the marks are impossible.
    """
    zero = float(marks.zero_millivolts or 0)
    reach = saturation_millivolts(marks, temperature_c) - zero
    share = np.divide(millivolts - zero, reach, out=np.full_like(millivolts, np.nan), where=reach > 0)
    solubility = oxygen_solubility(
        temperature_c, pressure_atm=air_pressure(altitude_m), salinity_psu=float(marks.salinity_psu)
    )
    return share * solubility, share * 100.0


def saturation_percent(oxygen: Floats, temperature_c: Floats, *, altitude_m: float) -> Floats:
    """Return how full of oxygen fresh water is [%], shape of `oxygen`; not a number where a cause is none."""
    full = oxygen_solubility(temperature_c, pressure_atm=air_pressure(altitude_m))
    with np.errstate(over="ignore", invalid="ignore"):  # a broken probe may say anything
        return np.asarray(oxygen / full * 100.0)
