"""The course of a field: what was reckoned, what the probes said, and what comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gateway.fields.course import Question, Rung
from gateway.fields.season.whole import USUAL_RAIN_MM, Ages
from tests.followed import DEPTHS, a_day, course, day_number, drying

FILLED = {10: 45.0, 11: 45.0}


def test_a_field_of_which_nothing_is_known_begins_half_full_as_unsure_as_can_be() -> None:
    found = course([a_day(air=None, rain_mm=0.0)], planted=None)

    first = found.days[0]
    assert first.depletion_mm == pytest.approx(first.total_available_mm / 2, abs=2.0)
    assert first.sigma_mm == pytest.approx(first.total_available_mm / 12**0.5, abs=0.1)


def test_a_wet_spell_leaves_a_full_soil_and_little_doubt() -> None:
    found = course([a_day(number, rain_mm=45.0) for number in range(6)])

    assert found.days[-1].depletion_mm == 0.0
    assert found.sigma_mm < 5.0
    assert found.sigma_mm < found.days[0].sigma_mm


def test_a_probe_in_a_field_of_which_nothing_is_known_narrows_the_doubt() -> None:
    with_probe, without = course(drying(5)), course([a_day(number) for number in range(5)])

    assert with_probe.sigma_mm < without.sigma_mm


def test_the_table_is_in_force_until_the_probes_have_shown_a_full_soil() -> None:
    found = course(drying(9))

    assert found.is_learning
    assert found.learned is None
    assert all(not day.wet_depths for day in found.days)


def test_probes_that_came_to_rest_after_a_wetting_teach_field_capacity_in_their_own_water() -> None:
    found = course(drying(14, rain=FILLED, offset=0.06))

    assert found.learned is not None
    assert found.learned.capacity[75] == pytest.approx(0.31 - 0.002 + 0.06)
    taken = found.days[12].actual_mm / 1000 / found.days[12].root_depth_m
    assert found.learned.capacity[20] == pytest.approx(0.31 - 0.002 + 0.06 + taken)
    assert found.learned.on == day_number(12)
    assert found.learned.rain_mm == 90.0
    assert not found.is_learning


def test_once_learnt_probes_that_all_tell_too_wet_say_the_same_as_true_ones() -> None:
    true, wet = course(drying(50, rain=FILLED)), course(drying(50, rain=FILLED, offset=0.06))

    assert wet.days[-1].observed_mm == pytest.approx(true.days[-1].observed_mm, abs=3.0)
    assert wet.depletion_mm == pytest.approx(true.depletion_mm, abs=3.0)


def test_a_depth_above_its_learnt_field_capacity_is_named() -> None:
    days = drying(14, rain=FILLED)
    days.append(a_day(14, rain_mm=30.0, soil={20: 0.36, 45: 0.30, 75: 0.30}))

    assert course(days).days[-1].wet_depths == (20,)


def test_probes_that_saw_water_which_nobody_wrote_down_are_asked_about_and_not_believed() -> None:
    found = course(drying(50, rain=FILLED, hidden={40: 30.0}))

    assert found.question == Question("irrigated", day_number(40), 30.0)
    assert found.days[39].is_believed
    assert not found.days[40].is_believed
    assert found.days[40].depletion_mm == found.days[40].predicted_mm


@pytest.mark.parametrize("written", [39, 40, 41])
def test_an_irrigation_written_a_day_off_at_most_answers_the_question(written: int) -> None:
    days = drying(50, rain=FILLED, hidden={40: 30.0})
    days[written] = replace(days[written], irrigation_mm=30.0)

    found = course(days)

    assert found.question is None
    assert found.days[-1].is_believed


def test_an_irrigation_of_an_amount_that_nobody_knows_answers_it_too() -> None:
    days = drying(50, rain=FILLED, hidden={40: 30.0})
    days[40] = replace(days[40], irrigation_mm=None)

    assert course(days).question is None


def test_where_somebody_said_that_nobody_watered_probes_and_model_disagree() -> None:
    found = course(drying(50, rain=FILLED, hidden={40: 30.0}), denied=[day_number(40)])

    assert found.question == Question("disagree", day_number(40))
    assert not found.days[-1].is_believed


def test_a_day_whose_rain_nobody_knows_counts_as_dry_and_as_unsure() -> None:
    dry = course([a_day(number, rain_mm=45.0) for number in range(5)] + [a_day(5)])
    unread = course([a_day(number, rain_mm=45.0) for number in range(5)] + [a_day(5, rain_mm=None)])

    assert unread.days[-1].depletion_mm == dry.days[-1].depletion_mm
    assert unread.sigma_mm**2 - dry.sigma_mm**2 == pytest.approx(USUAL_RAIN_MM**2)


def test_an_unread_day_after_a_dry_month_is_as_sure_as_a_dry_one() -> None:
    full = [a_day(number, rain_mm=60.0) for number in range(4)]
    month = [a_day(number) for number in range(4, 40)]

    unread, dry = course([*full, *month, a_day(40, rain_mm=None)]), course([*full, *month, a_day(40)])

    assert unread.sigma_mm == pytest.approx(dry.sigma_mm)


@pytest.mark.parametrize(
    ("ago_h", "share"), [(1.0, 1 / 24), (6.0, 1 / 4), (24.0, 1.0), (40.0, 1.0), (None, 1.0)]
)
def test_of_today_only_the_hours_since_the_gauge_was_read_are_unsure(
    ago_h: float | None, share: float
) -> None:
    days = [a_day(number, rain_mm=45.0) for number in range(6)]

    read = course(days, today=a_day(6, rain_mm=0.0))
    unread = course(days, today=a_day(6, rain_mm=None), ages=Ages(ago_h, 1.0, None))

    assert unread.sigma_mm**2 - read.sigma_mm**2 == pytest.approx(USUAL_RAIN_MM**2 * share)


def test_the_water_of_today_is_in_the_depletion_of_now() -> None:
    days = [a_day(number, rain_mm=45.0) for number in range(4)] + [a_day(number) for number in range(4, 16)]

    dry, watered = course(days), course(days, today=a_day(16, irrigation_mm=10.0))

    assert dry.depletion_mm == pytest.approx(dry.days[-1].depletion_mm)
    assert watered.depletion_mm == pytest.approx(dry.depletion_mm - 10.0)
    assert watered.ahead[0].depletion_mm < dry.ahead[0].depletion_mm


def test_the_days_ahead_are_today_and_five_more_drying_and_less_sure_until_thirst() -> None:
    days = [a_day(number, rain_mm=45.0) for number in range(4)] + [a_day(number) for number in range(4, 8)]

    found = course(days)

    assert [one.day for one in found.ahead] == [day_number(number) for number in range(8, 14)]
    depletions, sigmas = ([one.depletion_mm for one in found.ahead], [one.sigma_mm for one in found.ahead])
    assert depletions == sorted(depletions)
    assert sigmas == sorted(sigmas)


def test_three_and_five_days_ahead_grass_goes_astray_by_4_and_6_mm() -> None:
    days = [a_day(number, rain_mm=60.0) for number in range(8)]

    found = course(days)

    for place, grass_mm in ((2, 4.0), (4, 6.0)):
        share = sum(one.actual_mm for one in found.ahead[: place + 1])
        share /= (place + 1) * found.days[-1].reference_mm
        alone = found.days[-1].sigma_mm ** 2 + 4.0 * (place + 1)
        assert found.ahead[place].sigma_mm == pytest.approx(
            (alone + (share * grass_mm) ** 2) ** 0.5, rel=0.02
        )


def test_probes_that_say_what_was_expected_count_as_hits() -> None:
    found = course(drying(50, rain=FILLED))

    assert found.hits is not None
    assert found.hits.days == 49
    assert found.hits.within >= 40


def test_without_probes_there_is_nothing_to_hit_and_nothing_to_learn() -> None:
    found = course([a_day(number) for number in range(5)])

    assert found.hits is None
    assert not found.is_learning
    assert found.days[-1].observed_mm is None


def test_a_field_without_a_crop_counts_its_upper_40_cm() -> None:
    found = course(drying(5), planted=None)

    assert found.days[-1].root_depth_m == 0.4
    assert found.days[-1].stage is None
    assert found.days[-1].total_available_mm == pytest.approx(64.0)


def test_what_the_days_say_is_told_as_it_was_even_where_it_cannot_be() -> None:
    days = [a_day(number) for number in range(3)]
    days[1] = replace(days[1], rain_mm=-5.0, soil={20: float("nan"), 45: 0.2})

    found = course(days)

    assert found.days[1].seen is days[1]
    assert found.days[1].rung is not Rung.MONTH
    assert found.days[1].observed_mm == pytest.approx((0.31 - 0.2) * 1000 * found.days[1].root_depth_m)


def test_one_depth_of_three_that_fell_silent_leaves_the_others_to_speak() -> None:
    days = drying(20, rain=FILLED)
    days.append(replace(days[-1], day=day_number(20), soil={DEPTHS[0]: 0.3}))

    assert course(days).days[-1].observed_mm is not None


def test_a_course_reaches_up_to_yesterday() -> None:
    found = course(drying(5))

    assert found.last.day == date(2026, 6, 5)
    assert found.ahead[0].day == date(2026, 6, 6)
