"""The only table of other people's units: what a number of theirs is in the stored unit of a quantity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from gateway.domain.errors import BodyError
from gateway.domain.quantities import QUANTITIES


class Change(NamedTuple):
    """What makes a number of theirs one of ours: times a factor, and something added."""

    factor: float = 1.0
    offset: float = 0.0

    def of(self, value: float) -> float:
        """Return a number of theirs in our unit."""
        return value * self.factor + self.offset


SAME: Final = Change()

_WATER: Final = {"mm": SAME, "cm": Change(10.0), "m": Change(1000.0), "in": Change(25.4), "L/m2": SAME}

WRITTEN: Final[Mapping[str, Mapping[str, Change]]] = {
    "mg/L": {
        "mg/L": SAME,
        "mg/l": SAME,
        "g/m3": SAME,
        "ppm": SAME,
        "µg/L": Change(0.001),
        "kg/m3": Change(1000.0),
        "mmol/m3": Change(0.031998),
        "µmol/L": Change(0.031998),
    },
    "%": {"%": SAME, "%RH": SAME, "fraction": Change(100.0)},
    "m3/m3": {"m3/m3": SAME, "fraction": SAME, "%": Change(0.01)},
    "°C": {
        "°C": SAME,
        "C": SAME,
        "K": Change(1.0, -273.15),
        "°F": Change(5 / 9, -160 / 9),
        "F": Change(5 / 9, -160 / 9),
    },
    "mV": {"mV": SAME, "V": Change(1000.0), "µV": Change(0.001)},
    "V": {"V": SAME, "mV": Change(0.001)},
    "hPa": {
        "hPa": SAME,
        "mbar": SAME,
        "Pa": Change(0.01),
        "kPa": Change(10.0),
        "mmHg": Change(1013.25 / 760),
    },
    "m/s": {"m/s": SAME, "km/h": Change(1 / 3.6), "kn": Change(1852 / 3600), "mph": Change(0.44704)},
    "W/m2": {"W/m2": SAME},
    "Hz": {"Hz": SAME},
    "µS/cm": {
        "µS/cm": SAME,
        "uS/cm": SAME,
        "mS/cm": Change(1000.0),
        "dS/m": Change(1000.0),
        "S/m": Change(1e4),
    },
    "mm": _WATER,
    "cm": {"cm": SAME, "mm": Change(0.1), "m": Change(100.0), "in": Change(2.54)},
    "pH": {"pH": SAME},
    "tips": {"tips": SAME},
    "0/1": {"0/1": SAME},
    "level": {"level": SAME},
    "code": {"code": SAME},
}
"""By stored unit, what a person may write in the configuration.

Source:
    31.998 g/mol of oxygen (IUPAC 2021, abridged); one part per million of water by mass is 1 mg/L. 760 mmHg
    are 1013.25 hPa, a knot is 1852 m an hour, an international mile 1609.344 m (not verified).
"""

PRIMARY: Final[Mapping[str, Mapping[str, Change]]] = {
    "mg/L": {"kg/m3": Change(1000.0)},
    "%": {"/": Change(100.0), "%": Change(100.0)},
    "m3/m3": {"/": SAME, "%": SAME},
    "°C": {"Cel": SAME, "K": Change(1.0, -273.15)},
    "mV": {"V": Change(1000.0)},
    "V": {"V": SAME},
    "hPa": {"Pa": Change(0.01)},
    "m/s": {"m/s": SAME},
    "W/m2": {"W/m2": SAME},
    "Hz": {"Hz": SAME},
    "µS/cm": {"S/m": Change(1e4)},
    "mm": {"m": Change(1000.0)},
    "cm": {"m": Change(100.0)},
    "pH": {"pH": SAME},
    "tips": {"count": SAME},
    "0/1": {"/": SAME, "%": SAME},
    "level": {"/": SAME},
    "code": {"/": SAME},
}
"""By stored unit, the units of SenML. There `%` is a ratio, 1 for the whole; never a hundredth.

Source:
    RFC 8428, section 12.1 and its note 1.
"""

SECONDARY: Final[Mapping[str, Mapping[str, Change]]] = {
    "mg/L": {"mg/l": SAME, "ug/m3": Change(1e-6)},
    "%": {"/100": SAME, "/1000": Change(0.1)},
    "m3/m3": {"/100": Change(0.01), "/1000": Change(0.001)},
    "mV": {"mV": SAME},
    "V": {"mV": Change(0.001)},
    "hPa": {"hPa": SAME},
    "m/s": {"km/h": Change(1 / 3.6)},
    "mm": {"mm": SAME, "cm": Change(10.0)},
    "cm": {"cm": SAME, "mm": Change(0.1)},
}
"""By stored unit, the secondary units of SenML, to be read only in a pack that says that it has such.

Source:
    RFC 8798, section 3; `mg/l` is a later registration (CoRE-1).
"""

_ONLY_OF_AIR: Final = "%RH"
"""Relative humidity, 0 to 100; of nothing but air. Source: RFC 8428, section 12.1."""


def written_units(quantity: str) -> Mapping[str, Change]:
    """Return what may be written in the configuration as the unit of a quantity."""
    found = WRITTEN[QUANTITIES[quantity].unit]
    if quantity == "air_humidity":
        return found
    return {unit: change for unit, change in found.items() if unit != _ONLY_OF_AIR}


def senml_change(unit: str, quantity: str, *, has_secondary: bool) -> Change:
    """Return what makes a number in a unit of SenML one of a quantity.

    Args:
        unit: The symbol that the pack states.
        quantity: Of the table of quantities.
        has_secondary: Whether the pack says that it has secondary units.

    Raises:
        BodyError: The quantity has no such unit, or the pack may not use it.
    """
    stored = QUANTITIES[quantity].unit
    if unit == _ONLY_OF_AIR and quantity == "air_humidity":
        return SAME
    secondary = SECONDARY.get(stored, {}).get(unit)
    found = PRIMARY[stored].get(unit) or (secondary if has_secondary else None)
    if found is not None:
        return found
    if secondary is not None:
        raise BodyError(f"the secondary unit {unit!r} is only for packs with bver 26")
    raise BodyError(f"{quantity} is not measured in {unit[:20]!r}")
