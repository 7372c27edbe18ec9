"""What people record about a field: its soil and its water, how far its maize is, why it is not watered."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from gateway.domain.bounds import Percent, Positive
from gateway.domain.entries.frame import Body, Slug

IrrigationMethod = Literal["furrow", "sprinkler", "drip", "hose", "other"]
SoilTexture = Literal[
    "loamy_sand",
    "sandy_loam",
    "loam",
    "silt_loam",
    "sandy_clay_loam",
    "clay_loam",
    "silty_clay_loam",
    "silty_clay",
    "clay",
]


class FieldDescribed(Body, frozen=True):
    """How a field holds and gets its water, or how that is known anew; beside PlaceRegistered.

    What its soil holds stands in PlaceRegistered; here is how that is known.

    Attributes:
        soil_known: From a sample of its own soil, from its texture, or not at all.
        texture: As a hand tells it, where somebody looked.
        method: How it is watered; None: it is not, rain alone waters it.
        efficiency: Of 100 litres so many reach the roots [%]; None: what is usual for the method.
        pump: The short name of the pump; fields of one pump wait for each other.
        pump_m3_h: What that pump gives [m3/h].
        root_limit_m: Deeper no root goes, where a pit has shown it [m].
    """

    place: Slug
    soil_known: Literal["sample", "texture", "guess"]
    texture: SoilTexture | None = None
    method: IrrigationMethod | None = None
    efficiency: Percent | None = None
    pump: Slug | None = None
    pump_m3_h: Positive | None = None
    root_limit_m: Positive | None = None


class StageSeen(Body, frozen=True):
    """Somebody saw how far a crop is: half of it has come up, has tasselled, or has its black layer."""

    cycle: str
    stage: Literal["emergence", "flowering", "maturity"]


class CannotIrrigate(Body, frozen=True):
    """A field cannot be watered now.

    Attributes:
        days: For how long, as people expect it [d].
    """

    place: Slug
    why: Literal["pump", "power", "fuel", "water", "people", "other"]
    days: Annotated[int, Meta(ge=1, le=60)] | None = None


class NotIrrigated(Body, frozen=True):
    """Nobody watered a field on a day on which its probe makes it look so.

    Attributes:
        day: The local day, as `2026-07-14`.
    """

    place: Slug
    day: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
