from __future__ import annotations

import pytest

from gateway.fields.texture import HELD, TEXTURES, Texture


@pytest.mark.parametrize("texture", TEXTURES)
def test_every_texture_holds_more_water_than_it_keeps_from_plants(texture: Texture) -> None:
    held = HELD[texture]

    assert 0 < held.wilting_point < held.field_capacity < 0.6
