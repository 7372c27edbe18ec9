from __future__ import annotations

import pytest

from gateway.domain.entries import SoilTexture
from gateway.fields.soil.texture import HELD, TEXTURES


@pytest.mark.parametrize("texture", TEXTURES)
def test_every_texture_holds_more_water_than_it_keeps_from_plants(texture: SoilTexture) -> None:
    held = HELD[texture]

    assert 0 < held.wilting_point < held.field_capacity < 0.6
