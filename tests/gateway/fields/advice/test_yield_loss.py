"""What thirst may have cost is a wide range, and nothing where there was no thirst."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.fields.advice.advised import Between
from gateway.fields.advice.yield_loss import EXPECTED_KG_HA, lost_to_thirst

CHECKS = Path(__file__).parents[3] / "samples" / "fields" / "fao56" / "checks.json"
SHARES = st.floats(0.0, 1.0)
YIELDS = st.floats(0.0, 15_000.0)


def test_the_range_holds_the_loss_of_fao_33_at_a_fifth_less_water_in_its_middle() -> None:
    case = next(one for one in json.loads(CHECKS.read_text())["checks"] if one["id"] == "ky")
    inputs = case["inputs"]

    found = lost_to_thirst(inputs["eta"], inputs["etc"], expected_kg_ha=inputs["ym"])

    lost = inputs["ym"] - case["expect"]["ya"]
    assert sum(found) / 2 == pytest.approx(lost, abs=100)


def test_the_range_is_as_wide_as_the_method_was_wrong_at_zaragoza_1773_of_8400_kg() -> None:
    found = lost_to_thirst(300.0, 400.0, expected_kg_ha=8400.0)

    assert found == pytest.approx((2625 - 1773, 2625 + 1773), abs=100)


def test_without_thirst_nothing_is_lost() -> None:
    assert lost_to_thirst(500.0, 500.0) == Between(0.0, 0.0)
    assert lost_to_thirst(500.1, 500.0) == Between(0.0, 0.0)


def test_before_a_crop_has_taken_any_water_nothing_is_lost() -> None:
    assert lost_to_thirst(0.0, 0.0) == Between(0.0, 0.0)


def test_a_small_loss_may_be_none_or_twice_as_large() -> None:
    low, high = lost_to_thirst(480.0, 500.0, expected_kg_ha=6000.0)

    assert (low, high) == (0.0, 600.0)


def test_a_crop_that_got_no_water_may_have_lost_all_of_it_and_never_more() -> None:
    assert lost_to_thirst(0.0, 500.0).high == EXPECTED_KG_HA


@pytest.mark.parametrize(("actual", "crop", "expected"), [(-1, 500, 6000), (1, -500, 6000), (1, 500, -1)])
def test_less_than_nothing_is_refused(actual: float, crop: float, expected: float) -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        lost_to_thirst(actual, crop, expected_kg_ha=expected)


@given(SHARES, YIELDS)
def test_the_range_is_in_whole_hundreds_between_nothing_and_the_whole_harvest(
    share: float, expected: float
) -> None:
    low, high = lost_to_thirst(500 * share, 500.0, expected_kg_ha=expected)

    assert 0 <= low <= high <= expected + 100
    assert low % 100 == 0
    assert high % 100 == 0


@given(st.floats(0.0, 0.999), st.floats(100.0, 15_000.0))
def test_where_there_was_thirst_it_is_never_a_number(share: float, expected: float) -> None:
    low, high = lost_to_thirst(500 * share, 500.0, expected_kg_ha=expected)

    assert high - low >= 100


@given(SHARES, SHARES, YIELDS)
def test_more_thirst_never_costs_less(one: float, other: float, expected: float) -> None:
    worse, better = (
        lost_to_thirst(500 * share, 500.0, expected_kg_ha=expected) for share in sorted((one, other))
    )

    assert worse.low >= better.low
    assert worse.high >= better.high
