"""What is known of maize, read from one file that a better table can replace."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from gateway.domain.entries import SoilTexture
from gateway.domain.errors import ConfigError
from gateway.domain.speech import told
from gateway.fields.soil.texture import TEXTURES

NAME: Final = "maize.json"
VERSION: Final = 1

Days = Annotated[int, Meta(gt=0, le=200)]
Coefficient = Annotated[float, Meta(gt=0.0, le=1.5)]
Share = Annotated[float, Meta(gt=0.0, lt=1.0)]
Metres = Annotated[float, Meta(gt=0.0, le=4.0)]


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file; what it does not know is a fault, for it may be a misspelt key."""


class Stages(_Table, frozen=True):
    """How long each stage lasts in a crop of `to_maturity_days` [d]."""

    initial_days: Days
    development_days: Days
    middle_days: Days
    late_days: Days
    source: str

    @property
    def to_middle_days(self) -> int:
        """From sowing until the crop covers the ground [d]."""
        return self.initial_days + self.development_days

    @property
    def to_late_days(self) -> int:
        """From sowing until the leaves begin to yellow [d]."""
        return self.to_middle_days + self.middle_days

    @property
    def to_maturity_days(self) -> int:
        """From sowing until the black layer [d]."""
        return self.to_late_days + self.late_days


class Coefficients(_Table, frozen=True):
    """A crop coefficient by stage; it ends dry where the grain dries on the stalk, else wet [-]."""

    initial: Coefficient
    middle: Coefficient
    end_dry: Coefficient
    end_wet: Coefficient
    source: str

    def __post_init__(self) -> None:
        if not max(self.initial, self.end_dry) < self.middle:
            raise ValueError("`middle` must be above `initial` and `end_dry`")


class Basal(Coefficients, frozen=True):
    """Kcb, of the plants alone; `lowest` is Kc min, what dry bare soil still gives [-]."""

    lowest: Coefficient


class Bodily(_Table, frozen=True):
    """How tall and how deep it grows [m]."""

    tallest_m: Metres
    first_roots_m: Metres
    deepest_roots_m: Metres
    source: str

    def __post_init__(self) -> None:
        if not self.first_roots_m < self.deepest_roots_m:
            raise ValueError("`deepest_roots_m` must be below `first_roots_m`")


class Thirst(_Table, frozen=True):
    """How it takes thirst.

    Attributes:
        depletion_fraction: p, what it may use of a full soil at 5 mm a day [-].
        response: Ky, how much of the yield a lost share of the water costs, over the season [-].
    """

    depletion_fraction: Share
    response: Annotated[float, Meta(gt=0.0, le=3.0)]
    source: str


class Heat(_Table, frozen=True):
    """How much warmth brings it how far, from sowing on [°C d]."""

    base_c: float
    cap_c: float
    to_emergence: Annotated[float, Meta(gt=0.0)]
    to_flowering: float
    to_maturity: float
    flowering_opens_days: Days
    flowering_closes_days: Days
    source: str

    def __post_init__(self) -> None:
        if not self.base_c < self.cap_c:
            raise ValueError("`cap_c` must be above `base_c`")
        if not self.to_emergence < self.to_flowering < self.to_maturity:
            raise ValueError("`to_emergence`, `to_flowering`, `to_maturity` must rise")


class DryingSoil(_Table, frozen=True):
    """The soil that dries by itself.

    Attributes:
        depth_m: Ze, how deep it dries [m].
        bare_soil_m: How deep a field counts in which nothing grows [m].
    """

    depth_m: Annotated[float, Meta(ge=0.05, le=0.3)]
    bare_soil_m: Metres
    source: str


class Ground(_Table, frozen=True):
    """What a texture does at its surface.

    Attributes:
        readily_evaporable_mm: REW, what dries as fast as the sun wants [mm].
        curve_number: CN2, 0 to 100: the higher, the more of a storm runs off [-].
    """

    readily_evaporable_mm: Annotated[float, Meta(gt=0.0, le=20.0)]
    curve_number: Annotated[float, Meta(ge=30.0, lt=100.0)]


class Maize(_Table, frozen=True):
    """All that the file says of maize."""

    version: Annotated[int, Meta(ge=VERSION, le=VERSION)]
    crop: str
    stages: Stages
    basal: Basal
    single: Coefficients
    body: Bodily
    thirst: Thirst
    heat: Heat
    surface: DryingSoil
    textures: dict[SoilTexture, Ground]
    textures_source: str

    def __post_init__(self) -> None:
        missing = [one for one in TEXTURES if one not in self.textures]
        if missing:
            raise ValueError(f"`textures` lacks `{missing[0]}`")


_maize: Final = msgspec.json.Decoder(Maize)


def read(text: bytes) -> Maize:
    """Return the checked table of a file.

    Raises:
        ConfigError: It is not JSON, or a key is missing, unknown or has an impossible value; it is named.
    """
    try:
        return _maize.decode(text)
    except msgspec.MsgspecError as error:
        raise ConfigError(
            [told("La tabla del maíz (%(name)s) no sirve: %(reason)s.", name=NAME, reason=error)]
        ) from error


@cache
def maize() -> Maize:
    """Return the table that comes with the software; it is read and checked once.

    Raises:
        ConfigError: The installed file was damaged.
    """
    return read(files("gateway.fields.crop").joinpath(NAME).read_bytes())
