"""Field capacity is learnt from how each depth comes to rest after a wetting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from gateway.fields.observed import FieldDay
from gateway.fields.probes.capacity import WETTING_DAYS, Filled, Learning, taught
from tests.followed import FIRST, all_depths


def learnt(
    soils: Sequence[dict[int, float]],
    rain: dict[int, float],
    *,
    full: dict[int, float] | None = None,
    missing: float = 0.0,
    taken: float = 0.0,
    roots_cm: float = 80.0,
    apart: int = 1,
) -> Learning:
    """Return what is known after readings that come some days apart.

    Args:
        soils: What is read, one after the other.
        rain: By the number of the reading [mm].
        full: How deep the balance has it full, by the number [cm].
        missing: Part of what the root zone holds [-].
        taken: On each day [m3/m3].
        roots_cm: How deep they are [cm].
        apart: Days from one to the next.
    """
    learning, supply = Learning(), (0.0,) * WETTING_DAYS
    for number, soil in enumerate(soils):
        seen = FieldDay(FIRST + timedelta(days=number * apart), soil=soil)
        supply = (*supply[1:], rain.get(number, 0.0))
        filled = Filled((full or {}).get(number, 0.0), missing, taken, roots_cm)
        learning = taught(learning, seen, supply=supply, filled=filled)
    return learning


def test_before_a_wetting_nothing_is_known() -> None:
    assert learnt([all_depths(0.25)] * 30, {3: 12.0}).learned is None


def test_40_mm_in_three_days_teach_the_dawn_24_to_48_hours_later() -> None:
    soils = [all_depths(one) for one in (0.20, 0.22, 0.27, 0.34, 0.31, 0.30)]

    found = learnt(soils, {1: 14.0, 2: 14.0, 3: 14.0}).learned

    assert found is not None
    assert found.capacity == all_depths(0.31)
    assert found.on == FIRST + timedelta(days=4)
    assert found.rain_mm == 42.0


def test_a_wetting_that_the_root_zone_could_not_hold_teaches_however_small_it_was() -> None:
    soils = [all_depths(one) for one in (0.30, 0.33, 0.31)]

    assert learnt(soils, {1: 12.0}).learned is None
    assert learnt(soils, {1: 12.0}, full={1: 50.0}).learned is not None


def test_40_mm_into_a_soil_that_stays_far_from_full_teach_nothing() -> None:
    soils = [all_depths(one) for one in (0.20, 0.24, 0.23)]

    assert learnt(soils, {1: 45.0}, missing=0.11).learned is None
    assert learnt(soils, {1: 45.0}, missing=0.09).learned is not None


def test_what_the_day_took_is_added_to_the_plateau_of_each_depth_within_the_roots() -> None:
    soils = [all_depths(one) for one in (0.20, 0.33, 0.30)]

    found = learnt(soils, {1: 45.0}, full={1: 1000.0}, taken=0.008, roots_cm=50.0).learned

    assert found is not None
    assert found.capacity == pytest.approx({20: 0.308, 45: 0.308, 75: 0.30})


def test_a_depth_under_the_roots_shows_nothing_until_water_sank_out_of_their_reach() -> None:
    soils = [all_depths(one) for one in (0.20, 0.33, 0.30)]

    young = learnt(soils, {1: 45.0}, full={1: 50.0}, roots_cm=50.0).learned

    assert young is not None
    assert young.capacity == {20: 0.30, 45: 0.30}


def test_a_depth_that_the_water_did_not_reach_shows_nothing() -> None:
    soils = [{20: 0.20, 75: 0.18}, {20: 0.33, 75: 0.18}, {20: 0.30, 75: 0.18}]

    found = learnt(soils, {1: 45.0}).learned

    assert found is not None
    assert found.capacity == {20: 0.30}


def test_rain_on_the_day_after_puts_the_plateau_off() -> None:
    soils = [all_depths(one) for one in (0.20, 0.34, 0.35, 0.32)]

    found = learnt(soils, {1: 45.0, 2: 8.0}).learned

    assert found is not None
    assert found.capacity == all_depths(0.32)


def test_a_plateau_that_nobody_saw_within_three_days_is_lost() -> None:
    soils: list[dict[int, float]] = [all_depths(0.20), all_depths(0.34), {}, {}, {}, all_depths(0.28)]

    assert learnt(soils, {1: 45.0}).learned is None


def wettings(plateaus: Sequence[float]) -> Learning:
    """Return what is known after one wetting after the other that came to rest there."""
    soils, rain = [all_depths(0.2)], {}
    for plateau in plateaus:
        rain[len(soils)] = 45.0
        soils += [all_depths(0.40), all_depths(plateau), *[all_depths(0.2)] * 4]
    return learnt(soils, rain)


def test_of_the_first_three_plateaus_the_highest_counts() -> None:
    found = wettings([0.29, 0.32, 0.30]).learned

    assert found is not None
    assert found.capacity == all_depths(0.32)


def test_later_and_higher_ones_move_it_by_a_tenth_of_the_way_and_lower_ones_do_not() -> None:
    higher, lower = wettings([0.30, 0.30, 0.30, 0.34]).learned, wettings([0.30, 0.30, 0.30, 0.28]).learned

    assert higher is not None
    assert higher.capacity == pytest.approx(all_depths(0.304))
    assert lower is not None
    assert lower.capacity == all_depths(0.30)


def test_of_readings_a_week_apart_the_wettest_of_the_first_five_counts_by_depth() -> None:
    soils = [{20: 0.30, 45: 0.20}, {20: 0.25, 45: 0.26}, *[{20: 0.2, 45: 0.2}] * 3, {20: 0.35, 45: 0.35}]

    found = learnt(soils, {}, apart=7).learned

    assert found is not None
    assert found.capacity == {20: 0.30, 45: 0.26}
    assert learnt(soils[:4], {}, apart=7).learned is None


def test_a_probe_that_was_once_heard_daily_is_not_taught_by_its_gaps() -> None:
    learning, supply = Learning(), (0.0, 0.0, 0.0)
    for day in (0, 1, 9, 18, 27, 36, 45, 54):
        seen = FieldDay(FIRST + timedelta(days=day), soil=all_depths(0.25))
        learning = taught(learning, seen, supply=supply, filled=Filled(0.0, 0.0, 0.0, 50.0))

    assert learning.learned is None


def test_an_irrigation_that_did_not_fill_the_soil_teaches_no_less_than_it_held_at_rest() -> None:
    # A clay loam rests at 0.37, dries, and gets 30 mm that the balance takes for a full root zone.
    soils = [all_depths(one) for one in (0.40, 0.38, 0.38, 0.37, 0.37, 0.30, 0.26, 0.33, 0.31)]

    found = learnt(soils, {7: 30.0}, full={7: 50.0}).learned

    assert found is not None
    assert found.capacity == all_depths(0.38)


def test_a_single_wet_dawn_at_rest_is_not_believed() -> None:
    soils = [all_depths(one) for one in (0.30, 0.30, 0.45, 0.30, 0.28, 0.36, 0.33)]

    found = learnt(soils, {5: 45.0}).learned

    assert found is not None
    assert found.capacity == all_depths(0.33)


def test_what_stands_above_a_known_capacity_at_rest_lifts_it_slowly() -> None:
    taught_low = [all_depths(one) for one in (0.20, 0.34, 0.31)]
    resting = [all_depths(0.35)] * 8

    found = learnt([*taught_low, *resting], {1: 45.0}).learned

    assert found is not None
    # Water of the third day before counts, and two dawns in a row: 6 of the 8 dawns move a tenth of the way.
    assert found.capacity[20] == pytest.approx(0.35 - 0.04 * 0.9**6)
