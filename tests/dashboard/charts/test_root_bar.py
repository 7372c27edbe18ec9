"""The bars of a field: places of the mark, the limit and the range."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fielded import LIMIT_MM, TOTAL_MM, a_course
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.root_bar import FULL, TOO_MUCH, root_bar, sowing_bar
from gateway.fields.advice.advised import Advice, Between, State


def test_the_mark_stands_on_the_side_of_the_limit_that_the_water_is_on() -> None:
    thirsty, fine = root_bar(a_course(LIMIT_MM - 10)), root_bar(a_course(LIMIT_MM + 10))

    assert thirsty.now < thirsty.limit == fine.limit < fine.now
    assert thirsty.left_mm == pytest.approx(-10)
    assert fine.left_mm == pytest.approx(10)


def test_full_roots_stand_at_the_border_and_water_to_spare_beyond_it() -> None:
    full, over = root_bar(a_course(TOTAL_MM)), root_bar(a_course(TOTAL_MM), is_over=True)

    assert full.now == FULL
    assert over.now == TOO_MUCH
    assert over.later is None


def test_without_rain_the_mark_goes_down() -> None:
    bar = root_bar(a_course())

    assert bar.later is not None
    assert bar.later < bar.now


def test_a_course_without_days_to_come_has_no_arrow() -> None:
    assert root_bar(replace(a_course(), ahead=())).later is None


@given(left=st.floats(0, TOTAL_MM), sigma=st.floats(0.1, 60))
def test_the_bracket_always_holds_the_mark_and_stays_on_the_bar(left: float, sigma: float) -> None:
    bar = root_bar(a_course(left, sigma))

    assert 0 < bar.low <= bar.now <= bar.high <= FULL


def test_sowing_is_possible_where_the_whole_bracket_lies_beyond_what_it_needs() -> None:
    wet = sowing_bar(Advice(State.SOW, 2, stored_mm=Between(56, 64), needed_mm=55.0))
    dry = sowing_bar(Advice(State.WAIT_TO_SOW, 2, stored_mm=Between(25, 35), needed_mm=55.0))

    assert wet is not None
    assert dry is not None
    assert wet.needed < wet.low < wet.high <= 98
    assert dry.low < dry.middle < dry.high < dry.needed


def test_what_was_not_looked_at_has_no_bar() -> None:
    assert sowing_bar(Advice(State.TOO_WET, 2)) is None
    assert sowing_bar(Advice(State.SOW, 2, stored_mm=Between(5, 6), needed_mm=0.0)) is None
