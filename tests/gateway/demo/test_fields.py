"""The water in the simulated soil."""

from __future__ import annotations

import numpy as np
import pytest

from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.cycles import UNTOLD
from gateway.fields.soil.threshold import available_fraction
from tests.gateway.demo.worlds import START, field, moments, the_world


def left_at_twenty_centimetres(number: int) -> float:
    one = field(number)
    water = the_world().soil_water(one, np.array([float(START)]))[0, 0]
    return available_fraction(water, field_capacity=one.soil.capacity, wilting_point=one.soil.wilting)


def test_at_the_start_young_maize_without_a_pump_has_little_left_on_top_and_watered_maize_has_half() -> None:
    assert left_at_twenty_centimetres(4) < 0.15
    assert left_at_twenty_centimetres(1) > 0.4


def test_a_field_has_the_water_that_nobody_told() -> None:
    hours = UNTOLD.begins + np.array([0.0, 8 * 3600.0])

    before, after = the_world().soil_water(field(2), hours)

    assert 40 < (after - before).sum() * 300 < 55


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_soil_never_holds_more_than_its_pores_nor_less_than_dust(number: int) -> None:
    one = field(number)

    water = the_world().soil_water(one, moments(START - 86_400 * 700, hours=700 * 24, step_s=3600))

    assert water.max() <= one.soil.saturation + 0.01
    assert water.min() >= one.soil.wilting / 2


def test_a_storm_wets_the_top_first_and_the_depth_later() -> None:
    begin = the_world().calendar.at(cast.MORNING, 16.0)

    water = the_world().soil_water(field(3), moments(begin, hours=36, step_s=3600))

    assert water[4, 0] - water[0, 0] > 0.08
    assert water[4, 2] - water[0, 2] < 0.01


def test_a_pump_wets_a_field_within_hours() -> None:
    on = the_world().with_switches([*the_world().switches, Switch("lote-1", "pump", is_on=True, at=START)])
    when = START + np.array([0.0, 4 * 3600.0])

    top = on.soil_water(field(1), when)[:, 0]

    assert top[1] - top[0] > 0.05


def test_a_forgotten_pump_stops_by_itself() -> None:
    on = the_world().with_switches([*the_world().switches, Switch("lote-1", "pump", is_on=True, at=START)])

    gained = on.soil_water(field(1), np.array([START + 11 * 3600.0])) - the_world().soil_water(
        field(1), np.array([START + 11 * 3600.0])
    )

    assert 40 < gained.sum() * 300 < 75


def test_maize_takes_four_to_seven_millimetres_a_day_at_full_height() -> None:
    dry = moments(the_world().calendar.at(cast.MORNING, 0.0) - 2 * 86_400, hours=49, step_s=86_400)

    water = the_world().soil_water(field(1), dry)
    # Six days after its irrigation nothing drains any more: the soil only feeds the crop.
    taken = (water[1] - water[2]).sum() * 300

    assert 4 < taken < 8
