"""The built courses keep the rules that courses of the balance keep."""

from __future__ import annotations

from datetime import timedelta

from coursed import TODAY, a_course


def test_days_follow_each_other_up_to_yesterday_and_go_on_from_today() -> None:
    course = a_course()

    days = [one.day for one in course.days] + [one.day for one in course.ahead]

    assert days == [TODAY + timedelta(days=offset) for offset in range(-14, 5)]
    assert course.today.day == TODAY


def test_a_course_goes_on_from_where_it_stands_and_thirst_slows_it() -> None:
    course = a_course(68, daily_mm=5)

    assert course.last.depletion_mm == 68
    assert [round(one.depletion_mm) for one in course.ahead] == [73, 78, 82, 86, 90]
    assert [one.sigma_mm for one in course.ahead] == sorted(one.sigma_mm for one in course.ahead)


def test_rain_is_named_by_how_many_days_ago_it_fell() -> None:
    course = a_course(rain={0: 3.0, 1: 25.0, 4: None})

    assert course.today.rain_mm == 3.0
    assert [one.seen.rain_mm for one in course.days[-4:]] == [None, 0.0, 0.0, 25.0]


def test_bare_soil_has_no_stage_and_no_age() -> None:
    course = a_course(stage=None)

    assert {(one.stage, one.age_days) for one in course.days} == {(None, None)}
