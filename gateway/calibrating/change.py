"""What other constants would make of a value that was read by the ones that stand."""

from __future__ import annotations

import numpy as np

from gateway.conversion.oxygen import oxygen_from_millivolts, saturation_millivolts
from gateway.conversion.soil import line_through, water_from_millivolts, water_from_points
from gateway.domain.calibration import OxygenMarks, ProbeFactor, SoilMarks, SoilPoints, TipSize
from gateway.ponds.oxygen import air_pressure, oxygen_solubility

Handed = OxygenMarks | SoilMarks | SoilPoints | TipSize | ProbeFactor
"""The constants that people take by hand at the probe."""


def value_of(
    signal: float, constants: Handed, *, temperature_c: float = 25.0, altitude_m: float = 0.0
) -> float:
    """Return what a signal becomes by some constants [the unit of what it becomes].

    Args:
        signal: As the probe gave it.
        constants: Of its sort.
        temperature_c: Of the water, for an oxygen probe [°C].
        altitude_m: Of the commune [m].
    """
    one = np.array([signal])
    match constants:
        case OxygenMarks() as marks:
            water = np.array([temperature_c])
            return float(oxygen_from_millivolts(one, water, marks, altitude_m=altitude_m)[0][0])
        case SoilMarks() as marks:
            return float(water_from_millivolts(one, marks)[0])
        case SoilPoints() as points:
            return float(water_from_points(one, points)[0])
        case ProbeFactor(factor, offset):
            return signal * float(factor) + float(offset)
        case TipSize(millimetres):
            return signal * float(millimetres)


def signal_of(
    value: float, constants: Handed, *, temperature_c: float = 25.0, altitude_m: float = 0.0
) -> float:
    """Return the signal that some constants read as a value; the inverse of `value_of`."""
    match constants:
        case OxygenMarks() as marks:
            water = np.array([temperature_c])
            held = oxygen_solubility(
                water, pressure_atm=air_pressure(altitude_m), salinity_psu=float(marks.salinity_psu)
            )
            zero = float(marks.zero_millivolts or 0)
            return zero + value / float(held[0]) * (float(saturation_millivolts(marks, water)[0]) - zero)
        case SoilMarks() as marks:
            dry, wet = float(marks.dry_millivolts), float(marks.wet_millivolts)
            low, high = float(marks.dry_water), float(marks.wet_water)
            return dry - (value - low) / (high - low) * (dry - wet)
        case SoilPoints() as points:
            line = line_through(points)
            return (value - line.offset) / line.slope
        case ProbeFactor(factor, offset):
            return (value - float(offset)) / float(factor)
        case TipSize(millimetres):
            return value / float(millimetres)


def becomes(
    value: float,
    before: Handed,
    after: Handed,
    *,
    temperature_c: float = 25.0,
    altitude_m: float = 0.0,
) -> float:
    """Return what a value that was read by the constants before is by those after [the same unit]."""
    signal = signal_of(value, before, temperature_c=temperature_c, altitude_m=altitude_m)
    return value_of(signal, after, temperature_c=temperature_c, altitude_m=altitude_m)
