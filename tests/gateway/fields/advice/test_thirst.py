"""Days of thirst count by the crop's stage, and days too wet after two days of draining."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.fields.advice.thirst import Ordeal, ordeal
from gateway.fields.course import DayOfField, Rung, Stage
from gateway.fields.observed import FieldDay

FIRST = date(2026, 5, 20)
LIMIT_MM = 60.0
THIRSTY, FINE = {"depletion_mm": 61.0}, {"depletion_mm": 60.0}
FULL = {"depletion_mm": 0.0, "drained_mm": 12.0}
SEEN = {"observed_mm": 20.0}


def wet(*depths: int) -> dict[str, Any]:
    return {"observed_mm": 0.0, "wet_depths": depths}


def a_day(number: int = 0, *, rain_mm: float | None = 0.0, **others: Any) -> DayOfField:
    """Return a day of maize in development without thirst, with a gauge and without a probe."""
    irrigation = others.pop("irrigation_mm", 0.0)
    known: dict[str, Any] = {
        "reference_mm": 5.0,
        "rung": Rung.AIR,
        "stage": Stage.DEVELOPMENT,
        "age_days": number,
        "degree_days": 17.0 * number,
        "root_depth_m": 0.5,
        "total_available_mm": 110.0,
        "readily_available_mm": LIMIT_MM,
        "depletion_mm": 30.0,
        "sigma_mm": 8.0,
        "crop_mm": 5.0,
        "actual_mm": 5.0,
        "stress": 1.0,
    }
    seen = FieldDay(FIRST + timedelta(days=number), rain_mm=rain_mm, irrigation_mm=irrigation)
    return DayOfField(seen, **(known | others))


def of(days: Sequence[dict[str, Any]]) -> Ordeal:
    return ordeal([a_day(number, **others) for number, others in enumerate(days)])


def test_a_day_beyond_the_limit_is_one_of_thirst_in_its_stage() -> None:
    found = of([FINE, THIRSTY, THIRSTY | {"stage": Stage.FLOWERING}, THIRSTY | {"stage": Stage.FLOWERING}])

    assert found.thirst_by_stage == {Stage.DEVELOPMENT: 1, Stage.FLOWERING: 2}
    assert found.thirst_days == 3


def test_bare_soil_is_never_thirsty() -> None:
    assert of([THIRSTY | {"stage": None}] * 3).thirst_days == 0


def test_a_ripe_crop_is_not_thirsty_any_more() -> None:
    found = of([THIRSTY | {"stage": Stage.LATE}, THIRSTY | {"stage": Stage.RIPE}])

    assert found.thirst_by_stage == {Stage.LATE: 1}
    assert found.thirst_now == 0


@pytest.mark.parametrize(
    ("days", "now"),
    [([], 0), ([THIRSTY], 1), ([THIRSTY, FINE], 0), ([THIRSTY, FINE, THIRSTY, THIRSTY], 2)],
)
def test_thirst_now_is_what_has_lasted_until_yesterday(days: list[dict[str, Any]], now: int) -> None:
    assert of(days).thirst_now == now


def test_no_days_are_no_ordeal() -> None:
    assert of([]) == Ordeal({}, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(("ends", "excess"), [(1, 0), (2, 0), (3, 1), (6, 4)])
def test_a_depth_that_stays_wet_is_too_wet_from_the_end_of_the_third_day_48_hours_after_the_first(
    ends: int, excess: int
) -> None:
    found = of([wet(45)] * ends)

    assert found.excess_days == found.excess_now == excess


def test_water_that_sinks_from_depth_to_depth_is_draining() -> None:
    assert of([wet(15), wet(45), wet(75)]).excess_days == 0
    assert of([wet(15, 45), wet(45), wet(45, 75)]).excess_days == 1


def test_a_dry_end_of_a_day_begins_the_count_anew() -> None:
    found = of([wet(45), wet(45), wet(45), SEEN, wet(45), wet(45)])

    assert found.excess_days == 1
    assert found.excess_now == 0


@pytest.mark.parametrize(("days", "excess"), [([FULL] * 2, 0), ([FULL] * 3, 1), ([FULL, FULL, {}, FULL], 0)])
def test_without_a_probe_three_days_in_a_row_on_which_more_drains_from_a_full_soil_are_too_wet(
    days: list[dict[str, Any]], excess: int
) -> None:
    assert of(days).excess_days == excess


def test_a_soil_that_is_full_and_gets_no_more_is_draining() -> None:
    assert of([FULL | {"drained_mm": 0.0}] * 4).excess_days == 0


def test_a_soil_that_lacks_a_millimetre_is_not_full() -> None:
    assert of([FULL | {"depletion_mm": 1.0}] * 4).excess_days == 0


def test_a_probe_that_was_heard_overrules_the_balance() -> None:
    assert of([FULL | SEEN] * 4).excess_days == 0


def test_a_probe_that_falls_silent_in_the_wet_leaves_the_count_to_the_balance_and_takes_it_back() -> None:
    assert of([wet(45), FULL, FULL]).excess_days == 1
    assert of([FULL, FULL, wet(45)]).excess_days == 1
    assert of([wet(45), FULL, wet(45)]).excess_days == 1


def test_bare_soil_can_be_too_wet() -> None:
    assert of([FULL | {"stage": None}] * 3).excess_now == 1


def test_a_day_is_known_by_its_rain_and_irrigation_or_by_a_probe() -> None:
    unknown_rain = {"rain_mm": None}
    found = of([{}, unknown_rain, {"irrigation_mm": None}, unknown_rain | SEEN, {"rain_mm": 12.0}])

    assert (found.days_known, found.days) == (3, 5)


DAYS = st.lists(
    st.fixed_dictionaries(
        {
            "stage": st.none() | st.sampled_from(Stage),
            "depletion_mm": st.sampled_from([0.0, 30.0, 61.0]),
            "drained_mm": st.sampled_from([0.0, 5.0]),
            "observed_mm": st.none() | st.just(10.0),
            "wet_depths": st.sampled_from([(), (), (15,), (45,), (15, 45)]),
            "rain_mm": st.none() | st.just(4.0),
        }
    ),
    max_size=20,
)


@given(DAYS)
def test_days_of_thirst_are_only_where_a_crop_stands_and_by_stage_they_sum_to_their_total(
    days: list[dict[str, Any]],
) -> None:
    found = of(days)

    beyond = [
        one for one in days if one["depletion_mm"] > LIMIT_MM and one["stage"] not in (None, Stage.RIPE)
    ]
    assert sum(found.thirst_by_stage.values()) == found.thirst_days == len(beyond)
    assert all(count > 0 for count in found.thirst_by_stage.values())


@given(DAYS)
def test_no_count_is_beyond_its_days_and_of_a_row_the_first_two_are_never_too_wet(
    days: list[dict[str, Any]],
) -> None:
    found = of(days)

    assert found.thirst_now <= found.thirst_days <= found.days == len(days)
    assert found.excess_now <= found.excess_days <= max(0, len(days) - 2)
    assert found.days_known <= found.days
