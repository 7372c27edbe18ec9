"""What a hundred nodes of a commune say each minute: 20 of ponds, 80 of fields, 8 readings each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal

from gateway.derivation import derive
from gateway.domain.calibration import Calibration, OxygenMarks, SoilMarks
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import SeriesKey

PONDS = tuple(f"pond-{n}" for n in range(1, 21))
FIELDS = tuple(f"field-{n}" for n in range(1, 81))
NODES = (*PONDS, *FIELDS)
READINGS = 8
DAY = 86_400

_OXYGEN = OxygenMarks(Decimal(1600), Decimal(28))
_SOIL = SoilMarks(Decimal(2600), Decimal("0.04"), Decimal(1350), Decimal("0.42"))
PROBES = ("sonda-0cm", "sonda-40cm", "sonda-80cm")
STICKS = tuple(f"sonda-{depth}cm" for depth in range(10, 90, 10))
CALIBRATIONS = [
    *(Calibration(n, one, "oxygen_signal", since=0, constants=_OXYGEN) for n in PONDS for one in PROBES),
    *(Calibration(n, one, "soil_signal", since=0, constants=_SOIL) for n in FIELDS for one in STICKS),
]


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    """Derive and flag as a station does."""
    return derive(signals, calibrations=CALIBRATIONS, altitude_m=180.0)


def values(node: str, second: int) -> dict[str, dict[str, float]]:
    """Return the eight readings of a node at a moment [s UTC]."""
    day = math.sin(second / DAY * 2 * math.pi)
    ripple = math.sin(second / 500) / 50
    if node in FIELDS:
        wet = 1800 + 200 * math.sin(second / DAY / 3) + 20 * ripple
        return {stick: {"soil_signal": round(wet + 3 * n)} for n, stick in enumerate(STICKS)}
    probes = {
        one: {
            "oxygen_signal": round(900 + 300 * (day + ripple) - 40 * n),
            "water_temperature": round(28 + day, 2),
        }
        for n, one in enumerate(PROBES)
    }
    return {**probes, "tablero": {"mains": 1.0, "aerator_running": 0.0}}
