"""How the surface of a field dries and sheds water."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.domain.entries import IrrigationMethod, SoilTexture
from gateway.fields.crop.maize import maize
from gateway.fields.setting import FieldSetting, Soil
from gateway.fields.soil.texture import HELD

WETTED: Final[dict[IrrigationMethod, float]] = {
    "furrow": 0.6,
    "sprinkler": 1.0,
    "drip": 0.35,
    "hose": 1.0,
    "other": 1.0,
}
"""What part of the ground an irrigation wets, fw [-].

Source:
    Allen et al. 1998, FAO Irrigation and Drainage Paper 56, table 20, every furrow on narrow beds 0.6 to 1.0,
    trickle 0.3 to 0.4; hose and other are ours.
"""


@dataclass(frozen=True, slots=True)
class Surface:
    """What the upper 10 cm of a field do.

    Attributes:
        readily_mm: REW, what dries as fast as the sun wants [mm].
        total_mm: TEW, what can dry at all; above that [mm].
        curve_number: CN2, 0 to 100; None where nothing runs off [-].
        wetted: fw, what part of the ground an irrigation wets [-].
    """

    readily_mm: float
    total_mm: float
    curve_number: float | None = None
    wetted: float = 1.0


def surface_of(setting: FieldSetting) -> Surface:
    """Return the surface of a field, by its soil and by how it is watered."""
    wetted = 1.0 if setting.watering is None else WETTED[setting.watering.method]
    return surface_of_soil(setting.soil, wetted=wetted)


@lru_cache(maxsize=256)
def surface_of_soil(soil: Soil, *, wetted: float = 1.0) -> Surface:
    """Return the surface of a soil.

    What it can lose follows from its two marks; how fast, and what runs off, from the texture whose
    marks are nearest.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 73.
    """
    table = maize()
    ground = table.textures[nearest_texture(soil)]
    total = 1000 * (soil.field_capacity - 0.5 * soil.wilting_point) * table.surface.depth_m
    return Surface(min(ground.readily_evaporable_mm, 0.9 * total), total, ground.curve_number, wetted)


def nearest_texture(soil: Soil) -> SoilTexture:
    """Return the texture whose field capacity and wilting point are nearest to those of a soil."""

    def distance(texture: SoilTexture) -> float:
        held = HELD[texture]
        capacity = float(held.field_capacity) - soil.field_capacity
        wilting = float(held.wilting_point) - soil.wilting_point
        return capacity * capacity + wilting * wilting

    return min(HELD, key=distance)
