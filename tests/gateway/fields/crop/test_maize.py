"""The table of maize."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from gateway.domain.errors import ConfigError
from gateway.fields.crop.maize import NAME, maize, read
from gateway.fields.setting import DAYS_TO_MATURITY
from gateway.fields.soil.texture import TEXTURES
from gateway.fields.soil.threshold import DEPLETION_FRACTION


def the_file() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("gateway.fields.crop").joinpath(NAME).read_bytes())
    return found


def changed(*path: str, to: object) -> bytes:
    table = the_file()
    inner = table
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    return json.dumps(table).encode()


def without(*path: str) -> bytes:
    table = the_file()
    inner = table
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return json.dumps(table).encode()


def test_stages_last_20_35_40_and_30_days_by_fao_56_table_11() -> None:
    stages = maize().stages

    assert (stages.initial_days, stages.development_days, stages.middle_days, stages.late_days) == (
        20,
        35,
        40,
        30,
    )
    assert stages.to_maturity_days == DAYS_TO_MATURITY == 125


def test_coefficients_are_those_of_fao_56_tables_12_and_17() -> None:
    basal, single = maize().basal, maize().single

    assert (basal.initial, basal.middle, basal.end_dry, basal.end_wet) == (0.15, 1.15, 0.15, 0.50)
    assert (single.initial, single.middle, single.end_dry, single.end_wet) == (0.30, 1.20, 0.35, 0.60)


def test_maize_uses_0_55_of_a_full_soil_without_thirst_by_fao_56_table_22() -> None:
    assert maize().thirst.depletion_fraction == DEPLETION_FRACTION == 0.55


def test_every_texture_that_a_hand_can_tell_has_a_surface() -> None:
    assert set(maize().textures) == set(TEXTURES)


def test_the_table_is_read_once() -> None:
    assert maize() is maize()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (without("stages", "late_days"), "late_days"),
        (without("thirst"), "thirst"),
        (without("textures", "loam"), "loam"),
        (changed("stages", "late_days", to=0), "$.stages.late_days"),
        (changed("thirst", "depletion_fraction", to=1.2), "$.thirst.depletion_fraction"),
        (changed("basal", "middle", to="1.15"), "$.basal.middle"),
        (changed("basal", "midle", to=1.15), "midle"),
        (changed("basal", "middle", to=0.1), "middle"),
        (changed("body", "deepest_roots_m", to=0.2), "deepest_roots_m"),
        (changed("heat", "to_flowering", to=2100.0), "to_flowering"),
        (changed("heat", "cap_c", to=9.0), "cap_c"),
        (changed("textures", "loam", "curve_number", to=100), "curve_number"),
        (changed("textures", "gravel", to={}), "gravel"),
        (changed("version", to=2), "$.version"),
    ],
)
def test_a_missing_unknown_or_impossible_value_is_refused_and_its_key_named(text: bytes, named: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(text)

    assert named in str(refused.value)
    assert NAME in str(refused.value)


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"maize\.json"):
        read(b'{"version": 1, "cro')
