"""What is known of a field before anything is measured in it: its soil, its water, its crop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from gateway.domain.entries import IrrigationMethod

SoilKnown = Literal["sample", "texture", "guess"]

EFFICIENCY: Final[dict[IrrigationMethod, float]] = {
    "furrow": 0.60,
    "sprinkler": 0.75,
    "drip": 0.90,
    "hose": 0.70,
    "other": 0.60,
}
"""Of the water that leaves the pump so much reaches the roots [-].

Source:
    Allen et al. 1998, FAO-56 names no values of its own; furrow 0.60, sprinkler 0.75 to 0.80, drip 0.90 are
    what handbooks give. Hose is ours. None was verified in the commune: it is a setting of the field.
"""

ROOT_LIMIT_M: Final = 0.8
"""How deep maize roots in soils of the llanos with a plough pan, unless a pit says otherwise [m].

Source:
    not verified.
"""

DAYS_TO_MATURITY: Final = 125
"""From sowing to the black layer of maize for grain [d].

Source:
    Allen et al. 1998, FAO-56, table 11: 20 + 35 + 40 + 30 (Nigeria, humid, June; India, dry cool, October).
"""


@dataclass(frozen=True, slots=True)
class Soil:
    """The two marks of a field's soil, and how they are known.

    Attributes:
        field_capacity: What it holds after draining [m3/m3].
        wilting_point: What plants cannot take [m3/m3]; below field capacity.
        known: From a sample, from its texture, or not at all: a guess of a loam.
    """

    field_capacity: float
    wilting_point: float
    known: SoilKnown = "texture"

    @property
    def available(self) -> float:
        """What plants can take of a full soil [m3/m3]."""
        return self.field_capacity - self.wilting_point


@dataclass(frozen=True, slots=True)
class Watering:
    """How a field is watered.

    Attributes:
        efficiency: Of the water that leaves the pump so much reaches the roots, 0 to 1 [-].
        pump: The short name of the pump, None where nobody said which.
        pump_m3_h: What it gives [m3/h], None where nobody measured it.
    """

    method: IrrigationMethod
    efficiency: float
    pump: str | None = None
    pump_m3_h: float | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """The maize that stands on a field.

    Attributes:
        days_to_maturity: From sowing to the black layer [d].
        emerged, flowered, matured: When somebody saw it, None where nobody did.
    """

    sown: date
    days_to_maturity: int = DAYS_TO_MATURITY
    emerged: date | None = None
    flowered: date | None = None
    matured: date | None = None


@dataclass(frozen=True, slots=True)
class FieldSetting:
    """A field.

    Attributes:
        place: Its short name.
        latitude_deg: Of the commune [degrees], north positive.
        altitude_m: Of the commune [m].
        area_m2: None where nobody measured it [m2].
        soil: Always known in some way.
        watering: None where rain alone waters it.
        root_limit_m: Deeper no root goes [m].
    """

    place: str
    latitude_deg: float
    altitude_m: float
    soil: Soil
    area_m2: float | None = None
    watering: Watering | None = None
    root_limit_m: float = ROOT_LIMIT_M
