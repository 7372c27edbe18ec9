"""What conuco.toml says once, while a station is empty: places, nodes, marks, enterprises."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.bounds import Percent, Positive
from gateway.domain.calibration import Constants
from gateway.domain.entries import IrrigationMethod, Slug, SoilTexture


class PondSeed(Struct, frozen=True):
    """A pond to begin with."""

    slug: Slug
    number: Annotated[int, Meta(ge=1)]
    name: str
    area_m2: Positive
    depth_m: Positive
    means: list[Literal["aerator", "pump", "exchange"]] = []


class FieldSeed(Struct, frozen=True):
    """A field to begin with.

    Attributes:
        texture: As a hand tells its soil.
        soil_known: How its two marks are known; None: by its texture where that is told, else a guess.
        method: How it is watered; None: nobody said, or rain alone waters it.
        efficiency: Of 100 litres so many reach the roots [%]; None: what is usual for the method.
        pump: The short name of its pump; fields of one pump take turns.
        pump_m3_h: What that pump gives [m3/h].
        root_limit_m: Deeper no root goes [m].
    """

    slug: Slug
    number: Annotated[int, Meta(ge=1)]
    name: str
    area_m2: Positive
    field_capacity: Positive
    wilting_point: Positive
    means: list[Literal["aerator", "pump", "exchange"]] = []
    texture: SoilTexture | None = None
    soil_known: Literal["sample", "texture", "guess"] | None = None
    method: IrrigationMethod | None = None
    efficiency: Percent | None = None
    pump: Slug | None = None
    pump_m3_h: Positive | None = None
    root_limit_m: Positive | None = None

    @property
    def is_described(self) -> bool:
        """Whether the file says how it holds or gets its water."""
        told = (self.texture, self.soil_known, self.method, self.root_limit_m, self.pump, self.pump_m3_h)
        return any(one is not None for one in told)


class NodeSeed(Struct, frozen=True):
    """A node to begin with, and where it stands.

    Attributes:
        place: None where it stands at no pond or field: a weather node.
    """

    slug: Slug
    place: Slug | None = None


class CalibrationSeed(Struct, frozen=True):
    """Constants of a probe to begin with."""

    node: Slug
    channel: str
    quantity: Literal[
        "oxygen_signal",
        "oxygen_probe",
        "soil_signal",
        "soil_probe",
        "rain_tips",
        "wind_signal",
        "radiation_signal",
    ]
    constants: Constants


class EnterpriseSeed(Struct, frozen=True):
    """An enterprise (EPS) to begin with."""

    slug: Slug
    name: str
    form: Literal["EPSDC", "EPSIC", "UPF", "GIS", "other"]


class UnitSeed(Struct, frozen=True):
    """A productive unit to begin with."""

    slug: Slug
    enterprise: Slug
    place: Slug
    name: str
    area_m2: Positive
    area_method: Literal["gps", "tape", "declared"] = "declared"
