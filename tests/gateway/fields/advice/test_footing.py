"""On what an advice stands: what is missing, what was heard, how sure it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from coursed import TODAY, a_course, a_setting, with_yesterday

from gateway.fields.advice.advised import Missing
from gateway.fields.advice.footing import confidence_of, likely_now, missing_of, sources
from gateway.fields.course import Course, Question, Rung
from gateway.fields.observed import RainFrom
from gateway.fields.setting import Soil


def rained_by(who: RainFrom, *, age_h: float) -> Course:
    course = a_course(rain_age_h=age_h)
    days = tuple(replace(one, seen=replace(one.seen, rain_from=who)) for one in course.days)
    return replace(course, days=days, today=replace(course.today, rain_mm=None, rain_from=None))


def test_with_rain_and_temperature_of_the_last_48_hours_nothing_is_missing() -> None:
    assert missing_of(a_course(rain_age_h=48.0, air_age_h=48.0)) is None


@pytest.mark.parametrize(("who", "mends"), [("field", "sensors"), ("commune", "sensors"), ("hand", "grower")])
def test_rain_is_mended_by_who_gave_it_last(who: RainFrom, mends: Any) -> None:
    assert missing_of(rained_by(who, age_h=49.0)) == Missing("rain", 49.0, mends)


def test_who_read_rain_last_counts_and_not_who_did_before() -> None:
    course = with_yesterday(
        rained_by("field", age_h=60.0), seen=replace(a_course().last.seen, rain_from="hand")
    )

    assert missing_of(course) == Missing("rain", 60.0, "grower")


def test_rain_that_was_never_known_is_mended_by_the_grower_with_a_gauge() -> None:
    course = a_course(rain={ago: None for ago in range(15)}, rain_age_h=None)

    assert missing_of(course) == Missing("rain", None, "grower")


@pytest.mark.parametrize("age_h", [None, 48.1])
def test_temperature_is_mended_by_the_sensor_team(age_h: float | None) -> None:
    assert missing_of(a_course(air_age_h=age_h)) == Missing("temperature", age_h, "sensors")


@pytest.mark.parametrize(("soil_age_h", "mends"), [(None, "grower"), (70.0, "sensors")])
def test_a_range_that_is_too_wide_is_mended_by_a_probe_or_by_hand(
    soil_age_h: float | None, mends: Any
) -> None:
    found = missing_of(a_course(64, 28, soil_age_h=soil_age_h))

    assert found == Missing("spread", None, mends)


def test_a_range_ends_where_the_soil_is_full_and_where_it_is_empty() -> None:
    assert likely_now(a_course(0, 28)) == (0, pytest.approx(35.9, abs=0.1))
    assert likely_now(a_course(128, 28)) == (pytest.approx(92.1, abs=0.1), 128)
    assert missing_of(a_course(0, 28)) is None


@pytest.mark.parametrize(
    ("known", "is_failed", "expected"),
    [
        ({}, False, ()),
        ({"soil_age_h": None}, False, ("model_only",)),
        ({"soil_age_h": 48.5}, False, ("probe_stale",)),
        ({"is_learning": True}, False, ("probe_learning",)),
        ({"soil_age_h": None}, True, ("probe_failed",)),
        ({"rain": {3: None}}, False, ("rain_guessed",)),
        ({"rain": {9: None}}, False, ()),
        ({"rain": {3: None}, "soil_age_h": None}, False, ("model_only", "rain_guessed")),
    ],
)
def test_it_says_what_it_had_to_do_without(known: Any, is_failed: bool, expected: tuple[str, ...]) -> None:
    assert sources(a_course(**known), is_probe_failed=is_failed) == expected


def test_with_everything_it_is_as_sure_as_can_be() -> None:
    assert confidence_of(a_course(), a_setting()) == 3


@pytest.mark.parametrize(
    "course",
    [
        a_course(soil_age_h=None),
        a_course(is_learning=True),
        a_course(question=Question("irrigated", TODAY, 30)),
        with_yesterday(a_course(), rung=Rung.TEMPERATURE),
        a_course(rain={2: None}),
        a_course(50, 15),
    ],
    ids=["no probe", "learning", "question", "temperature alone", "rain guessed", "wide"],
)
def test_each_thing_that_is_not_known_takes_a_step(course: Course) -> None:
    assert confidence_of(course, a_setting()) == 2


def test_a_soil_that_nobody_looked_at_takes_a_step_and_the_last_step_stays() -> None:
    guessed = a_setting(soil=Soil(0.31, 0.15, "guess"))

    assert confidence_of(a_course(), guessed) == 2
    assert confidence_of(a_course(50, 20, soil_age_h=None, rain={2: None}), guessed) == 1
