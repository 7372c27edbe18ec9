"""What thirst in the days ahead may cost."""

from __future__ import annotations

from coursed import a_course

from gateway.fields.advice.advised import Loss
from gateway.fields.advice.cost import loss_of
from gateway.fields.advice.yield_loss import lost_to_thirst
from gateway.fields.course import Stage


def test_days_without_thirst_cost_nothing_worth_a_word() -> None:
    course = a_course(10)

    assert loss_of(course, course.ahead) is None
    assert loss_of(course, ()) is None


def test_thirst_ahead_is_set_against_what_the_whole_season_takes() -> None:
    # 14 days of 5 mm are known and 61 more to the black layer: 375 mm. At 98.5 mm thirst lets through 2.5 of
    # 5 mm on the first day to come, and a little less on each after it.
    course = a_course(99)
    lacking = sum(5 - one.actual_mm for one in course.ahead)

    found = loss_of(course, course.ahead)

    assert 12.5 < lacking < 25
    assert found == Loss(lost_to_thirst(375 - lacking, 375), "fao33")


def test_the_more_thirst_the_more_it_may_cost_and_always_as_a_range() -> None:
    dry, drier = a_course(80), a_course(115, stage=Stage.FLOWERING)

    one, other = loss_of(dry, dry.ahead), loss_of(drier, drier.ahead)

    assert one is not None
    assert other is not None
    assert one.kg_ha.low < one.kg_ha.high
    assert one.kg_ha.high < other.kg_ha.high
