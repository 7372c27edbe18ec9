"""The daily balance of a root zone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gateway.fields.balance.root_zone import Demand, Reservoir, Terms, step, terms_of
from gateway.fields.balance.surface import Surface, surface_of_soil
from gateway.fields.course import Stage
from gateway.fields.crop.stages import Growth
from gateway.fields.setting import FieldSetting, Soil, Watering
from gateway.fields.soil.layers import Layer, available_to

LOAM = Soil(0.31, 0.15)
SILT = Soil(0.32, 0.15)
DRY_SURFACE = surface_of_soil(LOAM).total_mm


def a_crop(*, kcb: float = 1.15, root_m: float = 0.8, height_m: float = 2.0) -> Growth:
    return Growth(Stage.MIDDLE, 70, 1100.0, kcb, root_m, height_m, None, 55)


def a_day(**changed: float) -> Demand:
    return replace(Demand(5.0, a_crop()), **changed)


def a_soil(depletion_mm: float = 0.0, **changed: float) -> Reservoir:
    return replace(Reservoir(depletion_mm, DRY_SURFACE, 0.8), **changed)


def without_runoff(*, wetted: float = 1.0, deepest_m: float = 0.8) -> Terms:
    return Terms(replace(surface_of_soil(LOAM), curve_number=None, wetted=wetted), deepest_m, 0.55)


@pytest.mark.parametrize(
    ("soil", "depth_m", "fraction", "taw_mm", "raw_mm"),
    [
        (Soil(0.15, 0.06), 0.4, 0.30, 36, 11),
        (Soil(0.15, 0.06), 0.8, 0.40, 72, 29),
        (Soil(0.15, 0.06), 1.2, 0.55, 108, 59),
        (SILT, 0.4, 0.30, 68, 20),
        (SILT, 0.8, 0.40, 136, 54),
        (SILT, 1.2, 0.55, 204, 112),
        (Soil(0.35, 0.23), 0.4, 0.30, 48, 14),
        (Soil(0.35, 0.23), 0.8, 0.40, 96, 38),
        (Soil(0.35, 0.23), 1.2, 0.55, 144, 79),
    ],
)
def test_what_a_root_zone_holds_is_that_of_fao_56_example_36(
    soil: Soil, depth_m: float, fraction: float, taw_mm: float, raw_mm: float
) -> None:
    terms = Terms(surface_of_soil(soil), depth_m, fraction, is_fixed=True)

    outcome = step(Reservoir(0.0, 0.0, depth_m), Demand(5.0, a_crop(root_m=depth_m)), soil, terms=terms)

    assert outcome.total_available_mm == pytest.approx(taw_mm, abs=0.6)
    assert outcome.readily_available_mm == pytest.approx(raw_mm, abs=0.6)


EXAMPLE_37 = (
    (0.93, 60.6),
    (0.87, 65.8),
    (0.81, 70.6),
    (0.75, 75.1),
    (0.70, 79.3),
    (0.65, 83.2),
    (0.61, 86.9),
    (0.56, 90.3),
    (0.53, 93.4),
    (0.49, 96.3),
)
"""Ks of each of ten dry days, and the depletion at its end [mm]."""


def test_tomatoes_on_silt_dry_out_over_ten_days_as_in_fao_56_example_37() -> None:
    surface = surface_of_soil(SILT)
    reservoir = Reservoir(55.0, surface.total_mm, 0.8)
    terms = Terms(surface, 0.8, 0.40)
    found = []

    for _ in EXAMPLE_37:
        outcome = step(reservoir, Demand(5.0, a_crop(kcb=1.2)), SILT, terms=terms)
        reservoir = outcome.reservoir
        found.append((outcome.stress, reservoir.depletion_mm))

    assert [one for one, _ in found] == pytest.approx([one for one, _ in EXAMPLE_37], abs=0.01)
    assert [one for _, one in found] == pytest.approx([one for _, one in EXAMPLE_37], abs=0.1)


def test_a_wet_soil_gives_the_crop_all_that_the_day_asks() -> None:
    outcome = step(a_soil(), a_day(), LOAM)

    assert outcome.stress == 1
    assert outcome.crop_mm == outcome.actual_mm == pytest.approx(1.15 * 5)
    assert outcome.reservoir.depletion_mm == pytest.approx(5.75)


def test_beyond_the_readily_available_water_the_crop_takes_less() -> None:
    outcome = step(a_soil(100.0), a_day(), LOAM)

    # TAW 128, ETc 5.75, p 0.55 - 0.04 * 0.75 = 0.52: Ks = 28 / 61.44
    assert outcome.readily_available_mm == pytest.approx(66.56)
    assert outcome.stress == pytest.approx(28 / 61.44)
    assert outcome.actual_mm == pytest.approx(5.75 * 28 / 61.44)


def test_at_the_wilting_point_nothing_is_taken_any_more() -> None:
    outcome = step(a_soil(128.0), a_day(), LOAM)

    assert outcome.stress == 0
    assert outcome.actual_mm == 0
    assert outcome.reservoir.depletion_mm == 128


def test_more_rain_than_the_soil_holds_sinks_away() -> None:
    outcome = step(a_soil(20.0), a_day(rain_mm=60.0), LOAM, terms=without_runoff())

    assert outcome.reservoir.depletion_mm == 0
    assert outcome.drained_mm == pytest.approx(60 - 20 - 5.75)


def test_a_storm_on_a_wet_surface_runs_off_in_part() -> None:
    outcome = step(a_soil(20.0, surface_mm=0.0), a_day(rain_mm=60.0), LOAM)

    # CN2 75, CN3 = 75 / (0.427 + 0.00573 * 75) = 87.54, S = 35.6: (60 - 7.12)^2 / (60 + 28.5)
    assert outcome.ran_off_mm == pytest.approx(31.6, abs=0.1)


def test_rain_below_a_fifth_of_the_reference_dries_on_the_leaves() -> None:
    light, dry = (step(a_soil(20.0), a_day(rain_mm=rain), LOAM) for rain in (0.99, 0.0))
    enough = step(a_soil(20.0), a_day(rain_mm=1.0), LOAM)

    assert light.reservoir == dry.reservoir
    assert light.intercepted_mm == 0.99
    assert enough.reservoir.depletion_mm == pytest.approx(dry.reservoir.depletion_mm - 1.0)


def seedlings(rain_mm: float = 0.0, **changed: float) -> Demand:
    return replace(Demand(5.0, a_crop(kcb=0.15, root_m=0.3, height_m=0.0), rain_mm), **changed)


def test_rain_of_today_wets_the_surface_and_tomorrow_it_dries() -> None:
    today = step(a_soil(10.0, depth_m=0.3), seedlings(20.0), LOAM)
    tomorrow = step(today.reservoir, seedlings(), LOAM)

    assert today.evaporated_mm == 0
    assert tomorrow.evaporated_mm == pytest.approx((1.2 - 0.15) * 5)


def test_under_a_closed_crop_a_wet_surface_hardly_dries() -> None:
    open_ground = step(a_soil(surface_mm=0.0), seedlings(), LOAM)
    closed = step(a_soil(surface_mm=0.0), a_day(), LOAM)

    # fc = ((1.15 - 0.15) / (1.2 - 0.15))^2 = 0.907
    assert open_ground.evaporated_mm == pytest.approx(5.25)
    assert closed.evaporated_mm == pytest.approx(0.05 * 5)


def test_irrigation_in_furrows_wets_six_tenths_of_the_ground() -> None:
    terms = without_runoff(wetted=0.6)

    watered = step(a_soil(30.0), seedlings(irrigation_mm=12.0), LOAM, terms=terms).reservoir
    rained = step(watered, seedlings(3.0), LOAM, terms=terms).reservoir

    assert watered.wetted == 0.6
    assert watered.surface_mm == pytest.approx(DRY_SURFACE - 12 / 0.6)
    assert rained.wetted == 1.0


def test_dry_wind_makes_a_tall_crop_ask_more_and_still_moist_air_less() -> None:
    middling = step(a_soil(), a_day(wind=2.0, lowest_humidity=45.0), LOAM)
    dry = step(a_soil(), a_day(wind=4.0, lowest_humidity=25.0), LOAM)
    moist = step(a_soil(), a_day(wind=1.0, lowest_humidity=70.0), LOAM)

    # eq. 70: (0.04 * 2 + 0.004 * 20) * (2 / 3)^0.3 = 0.1417; -(0.04 + 0.1) * 0.8855 = -0.1240
    assert middling == step(a_soil(), a_day(), LOAM)
    assert dry.crop_mm == pytest.approx((1.15 + 0.1417) * 5, abs=0.001)
    assert moist.crop_mm == pytest.approx((1.15 - 0.1240) * 5, abs=0.001)


def test_roots_that_grow_into_a_full_soil_bring_no_thirst_with_them() -> None:
    outcome = step(a_soil(40.0, depth_m=0.5), a_day(), LOAM)

    assert outcome.total_available_mm == pytest.approx(128)
    assert outcome.reservoir.depletion_mm == pytest.approx(45.75)


def test_roots_that_grow_into_a_dry_soil_find_it_dry() -> None:
    before = a_soil(40.0, depth_m=0.5, below_mm=30.0)

    outcome = step(before, Demand(0.0, a_crop(root_m=0.6)), LOAM)

    assert outcome.reservoir.depletion_mm == pytest.approx(50)
    assert outcome.reservoir.below_mm == pytest.approx(20)


def test_water_that_sinks_past_young_roots_waits_for_them() -> None:
    before = a_soil(10.0, depth_m=0.3, below_mm=30.0)

    outcome = step(before, seedlings(25.0), LOAM, terms=without_runoff())

    assert outcome.reservoir.depletion_mm == 0
    assert outcome.reservoir.below_mm == pytest.approx(30 - (25 - 10 - 0.75))
    assert outcome.drained_mm == 0


def test_after_the_harvest_the_upper_40_cm_keep_their_share_of_what_is_missing() -> None:
    outcome = step(a_soil(64.0), Demand(0.0), LOAM)

    assert outcome.root_depth_m == 0.4
    assert outcome.total_available_mm == pytest.approx(64)
    assert outcome.reservoir.depletion_mm == pytest.approx(32)
    assert outcome.reservoir.below_mm == pytest.approx(32)


def test_dry_bare_ground_loses_kc_min_of_the_reference_and_is_never_thirsty() -> None:
    outcome = step(a_soil(10.0, depth_m=0.4), Demand(5.0), LOAM)

    assert outcome.actual_mm == pytest.approx(0.15 * 5)
    assert outcome.stress == 1


def test_wet_bare_ground_loses_1_2_of_the_reference() -> None:
    outcome = step(a_soil(surface_mm=0.0, depth_m=0.4), Demand(5.0), LOAM)

    assert outcome.actual_mm == pytest.approx(1.2 * 5)


def test_a_dry_season_empties_the_upper_soil_of_a_fallow() -> None:
    reservoir = Reservoir(0.0, 0.0, 0.4)
    for _ in range(150):
        reservoir = step(reservoir, Demand(6.0), LOAM).reservoir

    assert reservoir.depletion_mm > 0.9 * available_to(0.4, LOAM)


def test_the_layers_of_a_soil_count_as_far_as_the_roots_reach() -> None:
    layers = [Layer(0.15, Soil(0.29, 0.145)), Layer(0.45, Soil(0.24, 0.12)), Layer(0.75, Soil(0.182, 0.091))]

    assert available_to(0.2, layers) == pytest.approx(27.75)
    assert available_to(0.6, layers) == pytest.approx(21.75 + 36 + 13.65)
    assert available_to(1.0, layers) == pytest.approx(21.75 + 36 + 0.55 * 91)


def test_the_terms_of_a_field_are_those_of_its_soil_its_roots_and_its_water() -> None:
    setting = FieldSetting("lote-3", 9.8, 160.0, LOAM, watering=Watering("drip", 0.9), root_limit_m=0.6)

    terms = terms_of(setting)

    assert terms.surface == Surface(9.0, pytest.approx(23.5), 75.0, 0.35)
    assert (terms.deepest_m, terms.depletion_fraction, terms.reference) == (0.6, 0.55, "grass")
