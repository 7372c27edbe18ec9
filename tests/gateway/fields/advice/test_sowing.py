"""Can I sow? What a field on which nothing grows is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from coursed import TODAY, a_course, a_dry_setting, a_seen_day, a_setting, with_yesterday
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.entries import SoilTexture
from gateway.fields.advice.advised import Advice, Between, Missing, State
from gateway.fields.advice.sowing import WAITED, cost_of_waiting, sowing_advice
from gateway.fields.course import Course, Rung
from gateway.fields.observed import FieldDay
from gateway.fields.season.whole import Ages, course_of
from gateway.fields.setting import FieldSetting, Planted, Soil
from gateway.fields.soil.texture import HELD

MAY = date(2026, 5, 20)
LOAM_MM = 64.0
"""What 40 cm of a loam hold: (0.31 - 0.15) * 400 mm; of it 0.65 are 41.6 mm, on the page 40."""


def bare(
    depletion_mm: float, sigma_mm: float = 4.0, *, rain: dict[int, float | None] | None = None, **others: Any
) -> Course:
    known = {"daily_mm": 1.0, "total_mm": LOAM_MM, "readily_mm": 35.0}
    return a_course(depletion_mm, sigma_mm, stage=None, rain=rain, **(known | others))


def told(course: Course, setting: FieldSetting | None = None, *, today: date = MAY) -> Advice:
    return sowing_advice(course, setting or a_dry_setting(), today=today)


def test_a_loam_that_holds_40_mm_in_its_upper_40_cm_can_be_sown_raes_2004() -> None:
    advice = told(bare(depletion_mm=22.0))

    assert advice.state is State.SOW
    assert advice.needed_mm == 40
    assert advice.stored_mm == Between(35, 50)  # 42 within 5.1: from 36.9 to 47.1
    assert advice.lacking_mm is None
    assert advice.reasons[0] == "wet_to_40"


def test_a_loam_with_30_mm_waits_for_5_to_15_mm_of_rain() -> None:
    advice = told(bare(depletion_mm=34.0, sigma_mm=3.9))

    assert advice.state is State.WAIT_TO_SOW
    assert advice.stored_mm == Between(25, 35)  # 30 within 5
    assert advice.lacking_mm == Between(5, 15)
    assert advice.reasons[0] == "not_wet_to_40"


def test_a_gauge_read_by_hand_is_enough_and_the_confidence_is_low() -> None:
    course = bare(12.0, sigma_mm=8.0, air_age_h=None, soil_age_h=None, rain_age_h=20.0)

    advice = told(with_yesterday(course, rung=Rung.MONTH))

    assert advice.state is State.SOW
    assert advice.confidence == 1
    assert "model_only" in advice.reasons


def test_fresh_probes_and_air_on_a_sampled_soil_give_the_highest_confidence() -> None:
    assert told(bare(12.0)).confidence == 3


@pytest.mark.parametrize("unknown", [{"soil_age_h": 60.0}, {"rain": {3: None}}])
def test_each_thing_that_is_not_known_takes_confidence(unknown: dict[str, Any]) -> None:
    assert told(bare(12.0, **unknown)).confidence == 2


def test_air_that_nobody_measured_takes_confidence() -> None:
    assert told(with_yesterday(bare(12.0), rung=Rung.MONTH)).confidence == 2


def test_days_of_the_last_fortnight_without_a_rain_reading_are_named() -> None:
    assert "rain_guessed" in told(bare(12.0, rain={12: None})).reasons


def test_water_that_overflowed_yesterday_keeps_the_tractor_out() -> None:
    course = bare(0.0, soil_age_h=None, rain={1: 40.0})

    advice = told(course)

    assert advice.state is State.TOO_WET
    assert advice.days == Between(2, 2)  # yesterday and today
    assert advice.reasons[0] == "above_capacity"


def test_a_storm_that_runs_off_or_that_a_dry_soil_takes_up_keeps_no_tractor_out() -> None:
    ran_off = with_yesterday(bare(0.0, rain={1: 40.0}), ran_off_mm=36.0)
    taken_up = bare(10.0, rain={1: 13.0})

    assert told(ran_off).state is State.SOW
    assert told(taken_up).state is State.SOW


def test_rain_of_this_morning_that_the_soil_cannot_hold_keeps_the_tractor_out() -> None:
    full = with_yesterday(bare(0.0, soil_age_h=None), depletion_mm=10.0)
    raining = replace(full, today=FieldDay(TODAY, rain_mm=15.0, rain_from="hand"))

    assert told(raining).state is State.TOO_WET
    assert told(replace(raining, today=FieldDay(TODAY, rain_mm=14.0))).state is State.SOW


def test_days_of_too_much_water_are_counted_in_a_row() -> None:
    course = bare(0.0, soil_age_h=None, rain={2: 30.0, 3: 30.0, 5: 30.0})

    # The rain of the day before yesterday still stood yesterday, and no more today.
    assert told(course).state is State.SOW
    raining = bare(0.0, soil_age_h=None, rain={1: 30.0, 2: 30.0, 3: 30.0, 5: 30.0})
    # It overflowed 5, 3, 2 and 1 days ago, and the water of the first stood a day longer: today is the sixth.
    assert told(raining).days == Between(6, 6)


def test_a_probe_in_the_upper_40_cm_above_its_capacity_keeps_the_tractor_out() -> None:
    assert told(with_yesterday(bare(2.0), wet_depths=(20,))).state is State.TOO_WET
    assert told(with_yesterday(bare(2.0), wet_depths=(75,))).state is State.SOW


def test_rain_that_was_never_known_gives_no_advice_and_the_grower_mends_it() -> None:
    course = bare(12.0, rain={ago: None for ago in range(15)}, rain_age_h=None)

    advice = told(course)

    assert advice.state is State.NO_ADVICE
    assert advice.missing == Missing("rain", None, "grower")


def test_a_gauge_that_went_silent_for_more_than_48_hours_is_for_the_sensor_team() -> None:
    assert told(bare(12.0, rain_age_h=48.0)).state is State.SOW

    assert told(bare(12.0, rain_age_h=49.0)).missing == Missing("rain", 49.0, "sensors")


def test_a_first_rain_on_a_soil_of_which_nobody_knows_how_dry_it_was_gives_no_advice() -> None:
    # Half full, give or take 64/√12 mm, and 25 mm of rain: as likely a false start as wet to 40 cm.
    assert told(bare(10.0, sigma_mm=18.5)).missing == Missing("spread", None, "grower")
    assert told(bare(20.0, sigma_mm=18.5)).missing == Missing("spread", None, "grower")


def test_an_answer_that_is_right_in_eight_of_ten_cases_is_told_however_wide_the_range() -> None:
    assert told(bare(40.0, sigma_mm=18.5)).state is State.WAIT_TO_SOW


def test_a_range_no_wider_than_what_plants_readily_take_is_believed() -> None:
    assert told(bare(12.0, sigma_mm=13.5)).state is State.SOW
    assert told(bare(12.0, sigma_mm=14.0)).state is State.NO_ADVICE


def test_a_storm_in_january_is_no_season() -> None:
    advice = told(bare(5.0), today=date(2027, 1, 20))

    assert advice.state is State.WAIT_TO_SOW
    assert advice.lacking_mm is None
    assert advice.loss is None
    assert advice.reasons[:2] == ("off_season", "wet_to_40")


def test_with_a_pump_it_can_be_sown_out_of_season_and_the_reason_stands_beside_it() -> None:
    advice = told(bare(5.0), a_setting(), today=date(2027, 1, 20))

    assert advice.state is State.SOW
    assert advice.reasons[:2] == ("wet_to_40", "off_season")


@pytest.mark.parametrize(
    ("day", "cost"),
    [
        (date(2026, 5, 6), None),  # ten days later it is still the first fortnight
        (date(2026, 5, 8), Between(0, 50)),  # two days of ten are late: 45
        (date(2026, 5, 20), Between(100, 250)),  # 113 to 227
        (date(2026, 6, 30), Between(100, 250)),
        (date(2026, 7, 1), None),  # nobody looked at sowings so late
        (date(2027, 1, 20), None),
    ],
)
def test_waiting_costs_340_kg_a_fortnight_from_mid_may_to_june_garcia_2009(
    day: date, cost: Between | None
) -> None:
    loss = cost_of_waiting(day)

    assert (loss and loss.kg_ha) == cost
    assert Between(5, 10) == WAITED


@pytest.mark.parametrize("texture", ["sandy_loam", "loam", "silt_loam", "clay_loam", "silty_clay_loam"])
def test_sown_on_the_last_day_that_can_be_no_seedling_is_thirsty_in_a_fortnight_without_rain(
    texture: SoilTexture,
) -> None:
    held = HELD[texture]
    soil = Soil(float(held.field_capacity), float(held.wilting_point))
    field = a_dry_setting(soil=soil)
    ages = Ages(rain_h=1.0, air_h=1.0, soil_h=None)
    rain = {1: 90.0, 2: 90.0}
    days = [a_seen_day(MAY - timedelta(days=ago), rain_mm=rain.get(ago, 0.0)) for ago in range(12, 0, -1)]
    states = {}
    for _ in range(30):
        today = days[-1].day + timedelta(days=1)
        course = course_of(field, None, days, today=a_seen_day(today), ages=ages)
        states[today] = told(course, field, today=today).state
        days.append(a_seen_day(today))
    sown = max(day for day, state in states.items() if state is State.SOW)

    grown = course_of(
        field,
        Planted(sown),
        [one for one in days if one.day < sown + timedelta(days=14)],
        today=a_seen_day(sown + timedelta(days=14)),
        ages=ages,
    )

    assert sown < MAY + timedelta(days=15)  # so that the days without rain go on for a fortnight
    assert not any(one.is_thirsty for one in grown.days)


courses = st.builds(
    bare,
    st.floats(0, LOAM_MM),
    st.floats(0.1, 30),
    rain=st.dictionaries(st.integers(0, 14), st.none() | st.floats(0, 120), max_size=5),
    rain_age_h=st.none() | st.floats(0, 200),
    soil_age_h=st.none() | st.floats(0, 200),
    air_age_h=st.none() | st.floats(0, 200),
)
days_of_the_year = st.dates(date(2026, 1, 1), date(2027, 12, 31))
settings_of_fields = st.sampled_from([a_setting(), a_dry_setting()])


@given(courses, settings_of_fields, days_of_the_year)
def test_only_the_four_states_of_a_bare_field_are_told(
    course: Course, setting: FieldSetting, today: date
) -> None:
    advice = told(course, setting, today=today)

    assert advice.state in {State.SOW, State.WAIT_TO_SOW, State.TOO_WET, State.NO_ADVICE}
    assert (advice.missing is not None) == (advice.state is State.NO_ADVICE)
    assert 1 <= advice.confidence <= 3


@given(courses, settings_of_fields, days_of_the_year)
def test_without_fresh_rain_there_is_never_another_advice_than_none(
    course: Course, setting: FieldSetting, today: date
) -> None:
    is_known = course.rain_age_h is not None and course.rain_age_h <= 48

    assert is_known or told(course, setting, today=today).state is State.NO_ADVICE


@given(courses, settings_of_fields, days_of_the_year)
def test_millimetres_are_steps_of_five_and_add_up(course: Course, setting: FieldSetting, today: date) -> None:
    advice = told(course, setting, today=today)

    if advice.lacking_mm is not None and advice.stored_mm is not None and advice.needed_mm is not None:
        numbers = (*advice.lacking_mm, *advice.stored_mm, advice.needed_mm)
        assert all(number % 5 == 0 and number >= 0 for number in numbers)
        assert advice.lacking_mm.low <= advice.lacking_mm.high
        assert advice.stored_mm.low <= LOAM_MM - course.depletion_mm <= advice.stored_mm.high
        assert advice.lacking_mm.high == max(5, advice.needed_mm - advice.stored_mm.low)


@given(courses, st.floats(0, 30), days_of_the_year)
def test_more_water_never_turns_sow_into_wait(course: Course, more_mm: float, today: date) -> None:
    wetter = replace(course, depletion_mm=max(0.0, course.depletion_mm - more_mm))

    if told(course, today=today).state is State.SOW:
        assert told(wetter, today=today).state is not State.WAIT_TO_SOW
