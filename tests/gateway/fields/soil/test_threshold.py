"""A field needs water when the root zone has used more than maize may use."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.fields.soil.threshold import (
    available_fraction,
    depth_of,
    is_dry,
    layer_thickness_cm,
    root_zone_fraction,
)

FRACTIONS = st.dictionaries(st.integers(5, 120), st.floats(-1, 2), min_size=1)


def test_available_water_is_nothing_at_wilting_and_all_at_field_capacity() -> None:
    marks = {"field_capacity": 0.32, "wilting_point": 0.20}

    found = available_fraction(np.array([0.20, 0.26, 0.32, 0.35]), **marks)

    assert found == pytest.approx([0.0, 0.5, 1.0, 1.25])
    assert available_fraction(0.23, **marks) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("channel", "depth"),
    [("sonda-20cm", 20), ("sonda-5cm", 5), ("sonda-120cm", 120), ("sonda", None), ("20cm-sonda", None)],
)
def test_a_channel_carries_its_depth_in_its_name(channel: str, depth: int | None) -> None:
    assert depth_of(channel) == depth


def test_each_probe_speaks_for_the_soil_halfway_to_its_neighbours() -> None:
    assert layer_thickness_cm((20, 45, 75)).tolist() == [32.5, 27.5, 20.0]


def test_a_single_probe_speaks_for_the_whole_root_zone() -> None:
    assert root_zone_fraction({45: 0.4}) == pytest.approx(0.4)


def test_the_root_zone_is_the_mean_by_layers() -> None:
    fraction = root_zone_fraction({20: 0.2, 45: 0.5, 75: 1.0})

    assert fraction == pytest.approx((32.5 * 0.2 + 27.5 * 0.5 + 20 * 1.0) / 80)


def test_water_draining_below_does_not_hide_a_dry_layer_above() -> None:
    assert root_zone_fraction({20: 0.0, 75: 3.0}) == root_zone_fraction({20: 0.0, 75: 1.0})


@pytest.mark.parametrize(("fraction", "needed"), [(0.44, True), (0.46, False), (1.0, False)])
def test_maize_may_use_55_percent_as_fao_56_table_22_says(fraction: float, needed: bool) -> None:
    assert is_dry(root_zone_fraction({20: fraction, 45: fraction, 75: fraction})) is needed


def test_another_crop_may_use_less() -> None:
    assert is_dry(0.6, depletion_fraction=0.3)
    assert not is_dry(0.6)


@given(FRACTIONS)
def test_the_root_zone_lies_between_its_driest_and_its_wettest_layer(fractions: dict[int, float]) -> None:
    clipped = [min(max(one, 0.0), 1.0) for one in fractions.values()]

    assert min(clipped) - 1e-9 <= root_zone_fraction(fractions) <= max(clipped) + 1e-9


@given(FRACTIONS, st.integers(5, 120))
def test_more_water_never_makes_the_root_zone_drier(fractions: dict[int, float], depth: int) -> None:
    wetter = fractions | {depth: 2.0} if depth in fractions else fractions

    assert root_zone_fraction(fractions) <= root_zone_fraction(wetter) + 1e-9
