"""When watering maize does no good any more, or not now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from coursed import PLANTED, TODAY, a_course, with_yesterday

from gateway.fields.advice.stopping import (
    days_to_ripe,
    is_enough_to_ripen,
    is_ripe,
    needed_to_ripen_mm,
    why_wet,
)
from gateway.fields.course import Course, Stage
from gateway.fields.setting import Planted


@pytest.mark.parametrize(
    ("days_left", "needed_mm"), [(34, 190), (24, 127), (19, 95), (13, 57), (7, 25), (0, 0)]
)
def test_nebraska_2013_what_maize_still_takes_by_days_to_its_black_layer(
    days_left: int, needed_mm: int
) -> None:
    assert needed_to_ripen_mm(days_left) == needed_mm


def test_between_the_rows_the_need_is_a_straight_line_and_beyond_them_unknown() -> None:
    assert needed_to_ripen_mm(10) == pytest.approx(25 + 0.5 * 32)
    assert needed_to_ripen_mm(35) is None


def test_maize_is_ripe_when_somebody_saw_its_black_layer() -> None:
    seen = replace(PLANTED, matured=TODAY - timedelta(days=1))

    assert is_ripe(a_course(), seen, today=TODAY)
    assert not is_ripe(a_course(), PLANTED, today=TODAY)


def test_maize_is_ripe_when_its_age_says_so() -> None:
    assert is_ripe(a_course(stage=Stage.RIPE), PLANTED, today=TODAY)


def test_what_the_soil_holds_is_enough_when_it_lasts_to_the_black_layer() -> None:
    # Of 128 mm, 76.8 may be missing. 57 mm are needed for 13 days: 10 mm missing, give or take 8, is enough;
    # 15 mm is not.
    assert is_enough_to_ripen(a_course(10, 8), days_left=13)
    assert not is_enough_to_ripen(a_course(15, 8), days_left=13)


def test_a_soil_that_may_be_drier_is_not_enough() -> None:
    assert not is_enough_to_ripen(a_course(10, 14), days_left=13)


def test_in_the_middle_of_the_season_no_soil_is_enough() -> None:
    assert not is_enough_to_ripen(a_course(0, 0), days_left=35)


def without_air(course: Course) -> Course:
    days = tuple(replace(one, seen=replace(one.seen, air=None)) for one in course.days)
    return replace(course, days=days)


def test_days_to_ripe_are_those_of_the_table_where_nobody_measured_warmth() -> None:
    assert days_to_ripe(without_air(a_course()), PLANTED, today=TODAY) == 125 - 65
    assert days_to_ripe(a_course(), Planted(TODAY - timedelta(days=200)), today=TODAY) == 0


def test_days_to_ripe_are_fewer_where_it_flowered_early_and_more_where_late() -> None:
    course = without_air(a_course(past=70))
    usual = days_to_ripe(course, PLANTED, today=TODAY)

    early, late = (
        days_to_ripe(course, replace(PLANTED, flowered=PLANTED.sown + timedelta(days=age)), today=TODAY)
        for age in (50, 64)
    )

    assert early < usual < late


@pytest.mark.parametrize("ago", [0, 1])
def test_after_more_than_20_mm_nobody_waters(ago: int) -> None:
    assert why_wet(a_course(rain={ago: 21.0}), is_probe_heard=True) == "rained"
    assert why_wet(a_course(rain={ago: 20.0}), is_probe_heard=True) is None


def test_rain_of_the_day_before_yesterday_is_in_the_balance_already() -> None:
    assert why_wet(a_course(rain={2: 60.0}), is_probe_heard=True) is None


def test_a_probe_above_field_capacity_at_any_depth_stops_watering() -> None:
    wet = with_yesterday(a_course(), wet_depths=(75,))

    assert why_wet(wet, is_probe_heard=True) == "above_capacity"


def test_a_probe_in_doubt_is_not_asked() -> None:
    wet = with_yesterday(a_course(), wet_depths=(75,))

    assert why_wet(wet, is_probe_heard=False) is None


def test_a_rain_that_nobody_read_is_not_much_rain() -> None:
    assert why_wet(a_course(rain={0: None, 1: None}), is_probe_heard=True) is None
