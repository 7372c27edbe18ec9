"""Between what is reckoned and what the probes say, each counts by how sure it is."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest

from gateway.fields.probes.filtering import (
    CALIBRATED_MM,
    DEMAND,
    MODEL_MM,
    OFFSET,
    PROBE,
    Belief,
    Heard,
    Passed,
    doubting,
    expected,
    heard,
    passed,
    shrunk,
    sown,
    trusting,
)
from gateway.fields.probes.missing import said
from tests.followed import all_depths

DAY = Passed(depletion_mm=40.0, taken_mm=5.0, supply_mm=0.0, overflow_mm=0.0, unknown_mm=0.0, holds_mm=120.0)
BELIEF = Belief(depletion_mm=40.0, depletion_variance=25.0)
TRUE = Heard(depletion_mm=50.0, noise_mm=5.0, reach_mm=800.0)


def test_a_dry_day_adds_2_mm_to_the_doubt() -> None:
    assert passed(BELIEF, DAY).depletion_variance == pytest.approx(25.0 + MODEL_MM**2)


def test_15_parts_of_100_of_rain_and_irrigation_are_not_known() -> None:
    found = passed(BELIEF, replace(DAY, supply_mm=40.0))

    assert found.depletion_variance == pytest.approx(25.0 + MODEL_MM**2 + 36.0)


def test_what_nobody_knows_of_a_day_is_added() -> None:
    assert passed(BELIEF, replace(DAY, unknown_mm=10.0)).depletion_variance == pytest.approx(129.0)


def test_nobody_knows_less_than_that_it_stands_between_full_and_empty() -> None:
    found = passed(replace(BELIEF, depletion_variance=9000.0), DAY)

    assert found.sigma_mm == pytest.approx(120.0 / sqrt(12))


def test_a_soil_that_overflows_by_far_is_full_for_sure() -> None:
    found = passed(replace(BELIEF, depletion_variance=400.0), replace(DAY, overflow_mm=80.0))

    assert found.sigma_mm == pytest.approx(MODEL_MM)


def test_one_that_just_overflows_keeps_34_parts_of_100_of_its_variance() -> None:
    """A normal distribution cut off at its mean: 1/2 - 1/(2 pi) of the variance is left."""
    found = passed(replace(BELIEF, depletion_variance=396.0), replace(DAY, overflow_mm=1e-9))

    assert found.depletion_variance == pytest.approx(400.0 * 0.3408, rel=1e-3)


def test_two_equally_sure_voices_meet_in_the_middle() -> None:
    found = heard(BELIEF, TRUE, holds_mm=120.0)

    assert found.depletion_mm == pytest.approx(45.0)
    assert found.depletion_variance == pytest.approx(12.5)


def test_what_is_believed_stays_between_full_and_empty() -> None:
    unsure = doubting(replace(BELIEF, depletion_variance=900.0))

    assert heard(unsure, replace(TRUE, depletion_mm=-300.0), holds_mm=120.0).depletion_mm == 0.0
    assert heard(BELIEF, replace(TRUE, depletion_mm=900.0), holds_mm=120.0).depletion_mm == 120.0


def test_a_crop_that_takes_more_than_its_table_is_found_out_by_trusted_probes() -> None:
    belief = trusting(replace(BELIEF, depletion_mm=0.0))
    for day in range(1, 41):
        reckoned = belief.depletion_mm + 5.0 * (1 + belief.demand)
        belief = passed(belief, replace(DAY, depletion_mm=reckoned, holds_mm=300.0))
        belief = heard(belief, replace(TRUE, depletion_mm=6.0 * day), holds_mm=300.0)

    assert belief.demand == pytest.approx(0.2, abs=0.03)
    assert belief.demand_variance < DEMAND**2 / 4


def test_the_first_word_of_probes_with_a_steady_fault_says_little_and_the_next_ones_more() -> None:
    first = heard(doubting(BELIEF), TRUE, holds_mm=120.0)

    assert abs(first.depletion_mm - 40.0) < 1.0
    assert first.offset < 0
    assert first.offset_variance < OFFSET**2 / 2

    drier = replace(first, depletion_variance=first.depletion_variance + 200.0)
    second = heard(drier, replace(TRUE, depletion_mm=70.0), holds_mm=120.0)
    assert second.depletion_mm > first.depletion_mm + 10.0


def test_their_fault_is_taken_off_what_is_expected_of_them() -> None:
    apart, sigma = expected(replace(BELIEF, offset=0.05), TRUE)

    assert apart == pytest.approx(50.0 - (40.0 - 0.05 * 800.0))
    assert sigma == pytest.approx(sqrt(50.0))


def test_more_than_full_is_full_unless_their_fault_is_not_known() -> None:
    wet = replace(TRUE, depletion_mm=-30.0)

    assert expected(BELIEF, wet)[0] == -40.0
    assert expected(doubting(BELIEF), wet)[0] == -70.0


def test_of_half_a_root_zone_half_the_depletion_and_half_the_doubt_are_left() -> None:
    found = shrunk(BELIEF, 0.5)

    assert found.depletion_mm == 20.0
    assert found.sigma_mm == 2.5


def test_each_depth_speaks_for_the_soil_nearest_to_it() -> None:
    found = said(
        {20: 0.30, 40: 0.28, 80: 0.20}, all_depths(0.30) | {40: 0.30, 80: 0.30}, depth_m=0.8, is_trusted=True
    )

    assert found is not None
    assert found.depletion_mm == pytest.approx(1000 * (0.3 * 0.0 + 0.3 * 0.02 + 0.2 * 0.10))
    assert found.reach_mm == 800.0


def test_a_depth_below_young_roots_does_not_speak_and_one_that_is_alone_speaks_for_all() -> None:
    capacity = all_depths(0.30)

    young = said({20: 0.28, 45: 0.10, 75: 0.10}, capacity, depth_m=0.3, is_trusted=True)
    alone = said({75: 0.28}, capacity, depth_m=0.3, is_trusted=True)

    assert young is not None
    assert young.depletion_mm == pytest.approx(6.0)
    assert alone is not None
    assert alone.depletion_mm == pytest.approx(6.0)


def test_three_calibrated_depths_miss_5_mm_and_others_3_parts_of_100_of_the_soil() -> None:
    capacity, soil = all_depths(0.30), all_depths(0.25)

    sure = said(soil, capacity, depth_m=0.8, is_trusted=True, is_calibrated=True)
    other = said(soil, capacity, depth_m=0.8, is_trusted=True)

    assert sure is not None
    assert sure.noise_mm == CALIBRATED_MM
    assert other is not None
    assert other.noise_mm == pytest.approx(PROBE * 800.0 / sqrt(3))


def test_a_depth_without_a_field_capacity_says_nothing() -> None:
    assert said({30: 0.25}, all_depths(0.30), depth_m=0.8, is_trusted=True) is None
    assert said({}, all_depths(0.30), depth_m=0.8, is_trusted=True) is None


def test_a_thirsty_crop_brings_two_depletions_together() -> None:
    unsure = Belief(depletion_mm=80.0, depletion_variance=400.0)

    thirsty, at_ease = passed(unsure, replace(DAY, carried=0.9)), passed(unsure, DAY)

    assert thirsty.depletion_variance == pytest.approx(0.81 * 400.0 + MODEL_MM**2)
    assert at_ease.depletion_variance == pytest.approx(400.0 + MODEL_MM**2)


def test_what_bare_soil_gave_off_its_table_teaches_nothing_of_the_crop_sown_in_it() -> None:
    bare = replace(BELIEF, demand=0.4, demand_variance=0.01, depletion_demand=0.2)

    found = sown(bare)

    assert (found.demand, found.demand_variance, found.depletion_demand) == (0.0, DEMAND**2, 0.0)
    assert found.depletion_mm == 40.0
    assert sown(BELIEF).demand_variance == 0.0


def test_a_root_zone_that_is_nearly_empty_is_surely_nearly_empty() -> None:
    unsure = Belief(depletion_mm=110.0, depletion_variance=1200.0)

    after = passed(unsure, replace(DAY, depletion_mm=119.0, taken_mm=0.2))

    assert after.depletion_variance == pytest.approx(119.0 * 1.0)
