"""How the surface of a field dries and sheds water."""

from __future__ import annotations

from typing import get_args

import pytest

from gateway.domain.entries import IrrigationMethod, SoilTexture
from gateway.fields.balance.surface import WETTED, nearest_texture, surface_of, surface_of_soil
from gateway.fields.crop.maize import maize
from gateway.fields.setting import FieldSetting, Soil
from gateway.fields.soil.texture import HELD, TEXTURES


def soil_of(texture: SoilTexture) -> Soil:
    held = HELD[texture]
    return Soil(float(held.field_capacity), float(held.wilting_point))


@pytest.mark.parametrize("texture", TEXTURES)
def test_a_soil_with_the_marks_of_a_texture_has_its_surface(texture: SoilTexture) -> None:
    soil = soil_of(texture)

    surface = surface_of_soil(soil)

    ground = maize().textures[texture]
    assert nearest_texture(soil) == texture
    assert (surface.readily_mm, surface.curve_number) == (
        ground.readily_evaporable_mm,
        ground.curve_number,
    )


def test_the_upper_10_cm_lose_what_they_hold_above_half_the_wilting_point_by_fao_56_eq_73() -> None:
    assert surface_of_soil(Soil(0.31, 0.15)).total_mm == pytest.approx(23.5)


def test_a_sand_that_holds_little_never_readily_loses_all_of_it() -> None:
    surface = surface_of_soil(Soil(0.06, 0.02))

    assert surface.readily_mm == pytest.approx(0.9 * surface.total_mm)


def test_rain_wets_the_whole_ground_of_a_field_that_nobody_waters() -> None:
    assert surface_of(FieldSetting("lote-1", 9.8, 160.0, Soil(0.31, 0.15))).wetted == 1.0


def test_every_way_of_watering_wets_some_part_of_the_ground() -> None:
    assert set(WETTED) == set(get_args(IrrigationMethod))
    assert all(0 < part <= 1 for part in WETTED.values())
