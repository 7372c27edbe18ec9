"""Any signal to the values that a person can read, by the constants that are in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gateway.conversion.digital import corrected
from gateway.conversion.oxygen import oxygen_from_millivolts, saturation_percent
from gateway.conversion.soil import water_from_millivolts, water_from_points
from gateway.conversion.weather import radiation_from_millivolts, wind_from_pulses
from gateway.domain.calibration import (
    Constants,
    OxygenMarks,
    ProbeFactor,
    RadiationScale,
    SoilMarks,
    SoilPoints,
    TipSize,
    WindScale,
)
from gateway.domain.columns import Floats
from gateway.domain.quantities import DERIVED_FROM

Marked = NDArray[np.bool_]
Values = tuple[Floats, Marked]
"""Values, and where they rest on an assumption."""


class Place(NamedTuple):
    """What is known of where a signal was measured.

    Attributes:
        water: The temperature of the water at each moment [°C], and where it is only assumed.
        altitude_m: Of the commune [m].
    """

    water: Callable[[], Values]
    altitude_m: float


def converted(signal: str, value: Floats, constants: Constants, place: Place) -> dict[str, Values]:
    """Return by quantity the values of a signal, each of the shape of `value`."""
    match constants:
        case OxygenMarks() as marks:
            temperature, assumed = place.water()
            oxygen, full = oxygen_from_millivolts(value, temperature, marks, altitude_m=place.altitude_m)
            return {"oxygen": (oxygen, assumed), "oxygen_saturation": (full, assumed)}
        case ProbeFactor() as factor if signal == "oxygen_probe":
            return _oxygen_said(corrected(value, factor), place)
        case other:
            (quantity,) = DERIVED_FROM[signal]
            return {quantity: (_by_itself(value, other), np.zeros(len(value), dtype=bool))}


def _oxygen_said(oxygen: Floats, place: Place) -> dict[str, Values]:
    """Return oxygen as a probe has made it, and how full fresh water of that temperature is of it.

    The probe has reckoned with its own thermometer, pressure and salt: only the saturation hangs on ours.
    """
    temperature, assumed = place.water()
    full = saturation_percent(oxygen, temperature, altitude_m=place.altitude_m)
    return {"oxygen": (oxygen, np.zeros(len(oxygen), dtype=bool)), "oxygen_saturation": (full, assumed)}


def _by_itself(
    value: Floats, constants: SoilMarks | SoilPoints | TipSize | ProbeFactor | WindScale | RadiationScale
) -> Floats:
    """Return the values of a signal that hangs on nothing beside it."""
    match constants:
        case SoilMarks():
            return water_from_millivolts(value, constants)
        case SoilPoints():
            return water_from_points(value, constants)
        case TipSize(size):
            return value * float(size)
        case ProbeFactor():
            return corrected(value, constants)
        case WindScale():
            return wind_from_pulses(value, constants)
        case RadiationScale():
            return radiation_from_millivolts(value, constants)
