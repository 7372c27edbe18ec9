"""How far maize is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gateway.fields.course import Stage
from gateway.fields.crop.stages import Growth, degree_days_of, growths
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.setting import Planted

SOWN = date(2026, 5, 10)
OF_THE_TABLE = AirOfDay(22.0, 31.0)
"""16 degree days: 2,000 of them make 125 days."""


def days(count: int, air: AirOfDay | None = None, *, first: int = 0) -> list[FieldDay]:
    return [FieldDay(SOWN + timedelta(days=first + one), air) for one in range(count)]


def grown(planted: Planted, seen: list[FieldDay], *, ahead: int = 0) -> list[Growth]:
    found = growths(planted, seen, ahead=ahead, root_limit_m=0.8)
    return [one for one in found if one is not None]


def on(age: int, found: list[Growth]) -> Growth:
    return next(one for one in found if one.age_days == age)


def test_a_hot_day_counts_as_30_degrees_and_a_cold_night_as_10() -> None:
    assert degree_days_of(AirOfDay(22.0, 36.0)) == 16.0
    assert degree_days_of(AirOfDay(4.0, 24.0)) == 7.0
    assert degree_days_of(AirOfDay(2.0, 8.0)) == 0.0


def test_without_temperature_the_stages_of_125_days_are_those_of_fao_56_table_11() -> None:
    found = grown(Planted(SOWN), days(140))

    first = {stage: next(one.age_days for one in found if one.stage is stage) for stage in Stage}

    assert first[Stage.INITIAL] == 0
    assert first[Stage.DEVELOPMENT] == 20
    assert first[Stage.LATE] == 95
    assert first[Stage.RIPE] == 125


def test_a_variety_of_100_days_goes_through_every_stage_in_four_fifths_of_the_time() -> None:
    found = grown(Planted(SOWN, days_to_maturity=100), days(110))

    assert on(15, found).stage is Stage.INITIAL
    assert on(16, found).stage is Stage.DEVELOPMENT
    assert on(99, found).stage is Stage.LATE
    assert on(100, found).stage is Stage.RIPE


@pytest.mark.parametrize("variety", [87, 110, 118, 120, 123, 140])
def test_without_temperature_a_variety_is_ripe_on_its_day_and_not_a_day_later(variety: int) -> None:
    found = grown(Planted(SOWN, days_to_maturity=variety), days(150))

    assert on(variety - 1, found).stage is Stage.LATE
    assert on(variety, found).stage is Stage.RIPE
    assert on(0, found).days_to_maturity == variety


def test_basal_coefficient_goes_straight_between_the_values_of_fao_56_table_17() -> None:
    found = grown(Planted(SOWN), days(140))

    expected = {0: 0.15, 20: 0.15, 37: 0.6357, 55: 1.15, 95: 1.15, 110: 0.65, 125: 0.15, 139: 0.15}
    assert {age: on(age, found).kcb for age in expected} == pytest.approx(expected, abs=1e-4)


def test_roots_grow_from_0_3_m_to_the_limit_while_the_crop_closes() -> None:
    found = grown(Planted(SOWN), days(140))

    expected = {0: 0.3, 20: 0.3, 55: 0.8, 139: 0.8}
    assert {age: on(age, found).root_depth_m for age in expected} == pytest.approx(expected)


def test_where_a_pan_lies_at_20_cm_roots_stay_above_it() -> None:
    found = growths(Planted(SOWN), days(80), root_limit_m=0.2)

    assert {one.root_depth_m for one in found if one is not None} == {0.2}


def test_no_root_of_maize_goes_deeper_than_1_7_m_by_fao_56_table_22() -> None:
    found = [one for one in growths(Planted(SOWN), days(80), root_limit_m=2.5) if one is not None]

    assert found[-1].root_depth_m == 1.7


def test_flowering_is_at_930_degree_days_and_the_black_layer_at_2000() -> None:
    found = grown(Planted(SOWN), days(140, OF_THE_TABLE))

    flowering = next(one for one in found if one.days_to_flowering == 0)
    ripe = next(one for one in found if one.stage is Stage.RIPE)

    assert flowering.age_days == 59
    assert on(58, found).degree_days == pytest.approx(59 * 16)
    assert on(57, found).degree_days < 930 <= on(58, found).degree_days
    assert ripe.age_days == 125
    assert on(124, found).degree_days == pytest.approx(2000)


def test_a_cool_season_of_12_degree_days_ripens_in_167_days() -> None:
    found = grown(Planted(SOWN), days(170, AirOfDay(17.0, 27.0)))

    assert next(one.age_days for one in found if one.stage is Stage.RIPE) == 167


def test_flowering_hurts_from_ten_days_before_it_to_fifteen_after() -> None:
    found = grown(Planted(SOWN), days(140))

    flowering = [one.age_days for one in found if one.stage is Stage.FLOWERING]

    day = next(one.age_days for one in found if one.days_to_flowering == 0)
    assert day - 10 <= flowering[0] <= day - 9
    assert day + 14 <= flowering[-1] <= day + 15


def test_after_it_flowered_today_today_is_the_day_and_the_rest_follows() -> None:
    late = Planted(SOWN, flowered=SOWN + timedelta(days=66))

    before = grown(Planted(SOWN), days(67), ahead=90)
    found = grown(late, days(67), ahead=90)

    assert on(66, found).days_to_flowering == 0
    assert on(66, found).stage is Stage.FLOWERING
    assert on(65, found).days_to_flowering == 1
    assert on(67, found).days_to_flowering is None
    assert on(66, found).days_to_maturity - on(66, before).days_to_maturity in (7, 8)


def test_a_crop_that_came_up_late_is_late_from_then_on() -> None:
    found = grown(Planted(SOWN, emerged=SOWN + timedelta(days=14)), days(140))

    assert on(27, found).stage is Stage.INITIAL
    assert on(28, found).stage is Stage.DEVELOPMENT
    assert on(133, found).stage is Stage.RIPE


def test_frost_on_the_days_before_it_flowered_does_not_make_it_flower_on_them() -> None:
    seen = [*days(50, OF_THE_TABLE), *days(4, AirOfDay(-2.0, 5.0), first=50)]

    found = grown(Planted(SOWN, flowered=SOWN + timedelta(days=54)), seen, ahead=5)

    assert [on(age, found).days_to_flowering for age in (52, 53, 54, 55)] == [2, 1, 0, None]


def test_after_the_black_layer_was_seen_the_crop_is_ripe_from_that_day_on() -> None:
    found = grown(Planted(SOWN, matured=SOWN + timedelta(days=112)), days(130))

    assert on(111, found).stage is Stage.LATE
    assert {one.stage for one in found if one.age_days >= 112} == {Stage.RIPE}
    assert on(112, found).days_to_maturity == 0


def test_flowering_said_to_be_before_emergence_stands_and_the_emergence_is_left_out() -> None:
    planted = Planted(SOWN, emerged=SOWN + timedelta(days=70), flowered=SOWN + timedelta(days=58))

    assert grown(planted, days(80)) == grown(Planted(SOWN, flowered=planted.flowered), days(80))


def test_nothing_grows_before_sowing() -> None:
    found = growths(Planted(SOWN), days(8, first=-5), root_limit_m=0.8)

    assert found[:5] == [None] * 5
    assert [one.age_days for one in found if one is not None] == [0, 1, 2]


def test_days_that_begin_after_sowing_are_as_old_as_the_crop() -> None:
    found = grown(Planted(SOWN), days(10, first=40))

    assert found[0].age_days == 40
    assert found[0].stage is Stage.DEVELOPMENT


def test_days_ahead_are_as_warm_as_the_last_seven_measured_ones() -> None:
    warm = [*days(50, OF_THE_TABLE), *days(7, AirOfDay(17.0, 27.0), first=50)]

    found = grown(Planted(SOWN), warm, ahead=3)

    assert len(found) == 60
    assert found[-1].degree_days - found[-2].degree_days == pytest.approx(12.0)


def test_without_days_there_is_nothing() -> None:
    assert growths(Planted(SOWN), [], ahead=5, root_limit_m=0.8) == []


def test_a_week_of_frost_before_today_does_not_put_the_harvest_off_for_ever() -> None:
    found = grown(Planted(SOWN), days(20, AirOfDay(-2.0, 5.0)))

    assert found[-1].days_to_maturity == 501
