"""What holds of an advice whatever happens on a field."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import any_course
from coursed import PLANTED, TODAY, a_course, with_yesterday
from hypothesis import assume, given
from hypothesis import strategies as some

from gateway.fields.advice.advised import Between, State
from gateway.fields.advice.footing import STALE_H
from gateway.fields.advice.needs import Said, advise
from gateway.fields.course import Course
from gateway.fields.setting import FieldSetting, Planted

watered = any_course.settings_with(any_course.waterings)
rain_fed = any_course.settings_with(some.none())
either = some.one_of(watered, rain_fed)
stale = some.one_of(some.none(), some.floats(STALE_H + 0.01, 500))
known = any_course.courses(any_course.fresh_ages, any_course.fresh_ages)

soon = some.builds(
    a_course,
    some.floats(35, 128),
    some.floats(1, 15),
    daily_mm=some.floats(1, 9),
    rain=some.dictionaries(some.integers(2, 14), some.one_of(some.none(), some.floats(0, 120))),
    is_learning=some.booleans(),
    soil_age_h=any_course.ages,
)
"""Courses of fields that must be watered soon, or now."""

OF_PUMPS = {State.IRRIGATE, State.WAIT, State.WET}
OF_RAIN = {State.THIRST, State.FINE, State.TOO_WET}
OF_BARE = {State.SOW, State.WAIT_TO_SOW, State.TOO_WET, State.NO_ADVICE}


@given(any_course.courses(rain_age=stale), either, any_course.said)
def test_there_is_no_advice_when_rain_is_stale(course: Course, setting: FieldSetting, said: Said) -> None:
    for planted in (PLANTED, None):
        assert advise(course, setting, planted, today=TODAY, said=said).state is State.NO_ADVICE


@given(any_course.courses(air_age=stale), either, any_course.said)
def test_there_is_no_advice_for_maize_when_temperature_is_stale(
    course: Course, setting: FieldSetting, said: Said
) -> None:
    assert advise(course, setting, PLANTED, today=TODAY, said=said).state is State.NO_ADVICE


@given(known, either, any_course.depths)
def test_what_a_failed_probe_shows_moves_nothing(
    course: Course, setting: FieldSetting, depths: tuple[int, ...]
) -> None:
    failed, shown = Said(is_probe_failed=True), with_yesterday(course, wet_depths=depths)

    found = advise(shown, setting, PLANTED, today=TODAY, said=failed)

    assert found == advise(with_yesterday(course, wet_depths=()), setting, PLANTED, today=TODAY, said=failed)
    assert found.confidence < 3


@given(any_course.courses(), rain_fed, any_course.sowings, any_course.said)
def test_a_field_that_rain_alone_waters_is_never_told_irrigate_wait_or_wet(
    course: Course, setting: FieldSetting, planted: Planted | None, said: Said
) -> None:
    found = advise(course, setting, planted, today=TODAY, said=said)

    assert found.state not in OF_PUMPS
    assert (found.amount, found.window, found.cannot_until) == (None, None, None)


@given(any_course.courses(), watered, any_course.plantings, any_course.said)
def test_a_field_with_water_and_maize_knows_only_its_four_words(
    course: Course, setting: FieldSetting, planted: Planted, said: Said
) -> None:
    found = advise(course, setting, planted, today=TODAY, said=said)

    assert found.state in (OF_PUMPS | {State.NO_ADVICE} if planted.sown <= TODAY else OF_BARE)


@given(some.one_of(soon, known), watered, any_course.said)
def test_amounts_are_steps_of_five_and_the_rest_is_whole(
    course: Course, setting: FieldSetting, said: Said
) -> None:
    found = advise(course, setting, PLANTED, today=TODAY, said=said)
    assume(found.state is State.IRRIGATE)

    assert found.amount is not None
    assert all(one >= 5 and one % 5 == 0 for one in found.amount.millimetres)
    for one in (found.amount.millimetres, found.amount.cubic_metres, found.amount.pump_hours):
        assert one is None or is_whole(one)


@given(any_course.courses(), either, any_course.sowings, any_course.said)
def test_every_range_is_whole_and_goes_from_the_least_to_the_most(
    course: Course, setting: FieldSetting, planted: Planted | None, said: Said
) -> None:
    found = advise(course, setting, planted, today=TODAY, said=said)

    for one in (found.days, found.lacking_mm, found.stored_mm, found.thirst_if_not):
        assert one is None or is_whole(one)
    assert found.loss is None or is_whole(found.loss.kg_ha)
    assert 1 <= found.confidence <= 3


def is_whole(one: Between) -> bool:
    return 0 <= one.low <= one.high and one.low % 1 == one.high % 1 == 0


@given(some.one_of(soon, known), watered, any_course.said, some.integers(0, 20))
def test_the_window_is_never_in_the_past_nor_before_it_can_be_watered(
    course: Course, setting: FieldSetting, said: Said, late: int
) -> None:
    today = TODAY + timedelta(days=late)

    found = advise(course, setting, PLANTED, today=today, said=said)

    assert (found.window is not None) == (found.state is State.IRRIGATE)
    if found.window is not None:
        assert today <= found.window.first <= found.window.last
        assert said.cannot_until is None or said.cannot_until < found.window.first


@given(soon, watered, some.floats(0.1, 10))
def test_a_less_sure_course_is_watered_earlier_within_a_wider_window_or_not_at_all(
    course: Course, setting: FieldSetting, more: float
) -> None:
    less_sure = replace(
        course,
        sigma_mm=course.sigma_mm + more,
        ahead=tuple(replace(one, sigma_mm=one.sigma_mm + more) for one in course.ahead),
    )

    one, other = (advise(each, setting, PLANTED, today=TODAY) for each in (course, less_sure))
    assume(one.window is not None and other.state is not State.NO_ADVICE)

    assert one.window is not None
    assert other.window is not None
    assert other.window.first <= one.window.first
    assert other.window.last - other.window.first >= one.window.last - one.window.first


@given(any_course.courses(), either, any_course.sowings, any_course.said)
def test_no_advice_always_names_what_is_missing_and_who_mends_it_and_nothing_else_does(
    course: Course, setting: FieldSetting, planted: Planted | None, said: Said
) -> None:
    found = advise(course, setting, planted, today=TODAY, said=said)

    assert (found.missing is not None) == (found.state is State.NO_ADVICE)
    if found.missing is not None:
        assert found.missing.what in {"rain", "temperature", "spread"}
        assert found.missing.mends in {"sensors", "grower"}
        nothing: Any = (found.amount, found.window, found.days, found.thirst_if_not, found.loss)
        assert nothing == (None,) * 5
        assert found.confidence == 1


@given(any_course.courses(), rain_fed, any_course.plantings)
def test_maize_that_rain_alone_waters_is_thirsty_fine_too_wet_or_without_advice(
    course: Course, setting: FieldSetting, planted: Planted
) -> None:
    assume(planted.sown <= TODAY)

    assert advise(course, setting, planted, today=TODAY).state in OF_RAIN | {State.NO_ADVICE}
