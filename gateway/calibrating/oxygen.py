"""An oxygen probe set in air or in water full of air: its marks, its factor, and whether they can be."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

import numpy as np

from gateway.conversion.oxygen import saturation_millivolts
from gateway.domain.calibration import OxygenMarks
from gateway.ponds.oxygen import air_pressure, oxygen_solubility

HPA_PER_ATM: Final = 1013.25
"""Source: the standard atmosphere by definition, CGPM 1954."""
FORTH_C: Final = 25.0
"""Probes are compared with each other as if the water had this temperature [°C]."""
LEAST_MV: Final = 400.0
"""A probe that gives less in air is broken: torn membrane, no electrolyte, no cable [mV at 25 °C].

Source:
    facts of the firmware, section 6: a SEN0237 gives about 1600 mV in air, its output ends at 3000; ours.
"""
WEAK_MV: Final = 900.0
"""Under this a probe in air is nearly spent: its electrolyte or membrane is due [mV at 25 °C]; ours."""
MOST_MV: Final = 2450.0
"""Above this the converter of an ESP32 is no longer straight [mV]; facts of the firmware, section 6, ADC."""
MOST_ZERO_SHARE: Final = 0.15
"""A zero above so much of the mark in air is no zero: there was air in the water [0 to 1]; ours."""
FALLEN_SHARE: Final = 0.25
"""A probe that gives so much less or more than at its last calibration is asked about [0 to 1]; ours."""
LEAST_FACTOR, MOST_FACTOR = Decimal("0.7"), Decimal("1.4")
"""A digital probe that is further off than this is not calibrated but cleaned or mended [-]; ours."""

Fault = Literal["too_low", "too_high", "zero_too_high", "impossible_factor"]
Doubt = Literal["weak", "far_from_before"]


def pressure_hpa(altitude_m: float) -> float:
    """Return the mean air pressure at an altitude [hPa]."""
    return air_pressure(altitude_m) * HPA_PER_ATM


def full_of_air(temperature_c: float, *, hpa: float, salinity_psu: float = 0.0) -> float:
    """Return what water full of air holds [mg/L]: what a probe in it, or in moist air, has to say.

    Args:
        temperature_c: Of the water, or of the moist air where the probe hangs [°C].
        hpa: Air pressure [hPa].
        salinity_psu: Practical salinity [-].
    """
    held = oxygen_solubility(
        np.array([temperature_c]), pressure_atm=hpa / HPA_PER_ATM, salinity_psu=salinity_psu
    )
    return float(held[0])


def marks_in_air(
    millivolts: float,
    temperature_c: float,
    *,
    hpa: float,
    altitude_m: float,
    before: OxygenMarks | None = None,
) -> OxygenMarks:
    """Return the marks of a galvanic probe that gave so much in moist air or in water full of air.

    It follows the pressure of oxygen, so a mark taken elsewhere, or on a day of other weather, is brought
    to the mean air pressure of the commune, for which the conversion takes it.

    Args:
        millivolts: What it gave [mV].
        temperature_c: Of the air or water then [°C].
        hpa: The air pressure then [hPa].
        altitude_m: Of the commune [m].
        before: The marks that stand; their zero and salinity go on to hold.
    """
    zero = float(before.zero_millivolts or 0) if before else 0.0
    salinity = float(before.salinity_psu) if before else 0.0
    ours = full_of_air(temperature_c, hpa=pressure_hpa(altitude_m), salinity_psu=salinity)
    there = full_of_air(temperature_c, hpa=hpa, salinity_psu=salinity)
    at_home = zero + (millivolts - zero) * ours / there
    return OxygenMarks(
        millivolts=_rounded(at_home, "0.1"),
        temperature_c=_rounded(temperature_c, "0.01"),
        salinity_psu=before.salinity_psu if before else Decimal(0),
        zero_millivolts=before.zero_millivolts if before else None,
    )


def fault_of(marks: OxygenMarks, millivolts: float) -> Fault | None:
    """Return why marks cannot be taken, None where they can.

    Args:
        marks: As `marks_in_air` made them.
        millivolts: What the probe really gave [mV].
    """
    at_25 = float(saturation_millivolts(marks, np.array([FORTH_C]))[0])
    if at_25 < LEAST_MV:
        return "too_low"
    if millivolts > MOST_MV:
        return "too_high"
    if marks.zero_millivolts is not None and marks.zero_millivolts > marks.millivolts * Decimal(
        str(MOST_ZERO_SHARE)
    ):
        return "zero_too_high"
    return None


def doubts_of(marks: OxygenMarks, before: OxygenMarks | None) -> list[Doubt]:
    """Return what is to be asked about marks that can be taken; empty where nothing is."""
    at = np.array([FORTH_C])
    now = float(saturation_millivolts(marks, at)[0])
    found: list[Doubt] = ["weak"] if now < WEAK_MV else []
    if before is not None:
        then = float(saturation_millivolts(before, at)[0])
        if then > 0 and abs(now / then - 1) > FALLEN_SHARE:
            found.append("far_from_before")
    return found


def factor_in_air(said: float, reference: float) -> Decimal:
    """Return by what a digital probe's own word is to be multiplied [-].

    Args:
        said: What it said by itself [mg/L], above zero.
        reference: What it had to say [mg/L].
    """
    return _rounded(reference / said, "0.001")


def factor_fault(factor: Decimal) -> Fault | None:
    """Return why a factor cannot be taken, None where it can."""
    return None if LEAST_FACTOR <= factor <= MOST_FACTOR else "impossible_factor"


def _rounded(value: float, step: str) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP)
