"""What to do at a field, what can be told back, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from field_states import every_state, to_irrigate
from fielded import FURROW, PLANTED, TODAY, a_course, a_look, a_place

from dashboard.fields.doing import grounds, steps, taps
from dashboard.fields.look import FieldLook
from gateway.fields.advice.advised import Advice, Between, Missing, State
from gateway.fields.course import Stage

STATES = every_state()


def does(look: FieldLook) -> list[str]:
    return [one.does for one in steps(look)]


@pytest.mark.parametrize("look", STATES.values(), ids=STATES.keys())
def test_there_is_always_something_to_do_and_something_to_tell(look: FieldLook) -> None:
    assert steps(look)
    assert taps(look, today=TODAY)
    assert len(set(taps(look, today=TODAY))) == len(taps(look, today=TODAY))


@pytest.mark.parametrize("state", State)
def test_only_a_field_that_is_told_to_be_watered_is_told_how(state: State) -> None:
    found = does(a_look(Advice(state, 2), course=a_course()))

    assert ("start" in found) is (state is State.IRRIGATE)


def test_a_field_without_a_pump_is_never_asked_whether_it_was_watered() -> None:
    for state in (State.THIRST, State.FINE, State.TOO_WET, State.SOW, State.WAIT_TO_SOW):
        assert "watered" not in taps(a_look(Advice(state, 2), watering=None), today=TODAY)


def test_the_first_at_the_pump_begins_and_the_second_waits() -> None:
    first = to_irrigate()
    second = replace(first, advice=replace(first.advice, pump_turn=2))

    assert does(first) == ["start", "first", "stop_if_rain"]
    assert does(second) == ["after", "start_after", "stop_if_rain"]


def test_a_pump_of_one_field_has_no_turns() -> None:
    alone = to_irrigate(pump_fields=())

    assert does(alone) == ["start", "stop_if_rain"]


def test_thirty_hours_of_pumping_are_three_days_of_ten() -> None:
    assert steps(to_irrigate())[0].days == 3


def test_who_cannot_irrigate_is_not_told_to_begin() -> None:
    advice = replace(to_irrigate().advice, cannot_until=TODAY)

    assert does(to_irrigate(advice=advice))[0] == "wait_cannot"


def test_ripe_maize_is_told_that_no_more_water_helps() -> None:
    assert does(a_look(Advice(State.WET, 3, ("ripe",))))[0] == "no_more"


def test_out_of_season_nobody_is_told_to_dig() -> None:
    assert "dig" not in does(a_look(Advice(State.WAIT_TO_SOW, 2, ("off_season",))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "mends", "first"),
    [
        ("rain", "sensors", "fix_rain"),
        ("rain", "grower", "write_rain"),
        ("temperature", "sensors", "fix_air"),
        ("spread", "grower", "feel_soil"),
        ("soil", "grower", "feel_soil"),
    ],
)
def test_what_is_missing_decides_what_to_do(what: str, mends: str, first: str) -> None:
    advice = Advice(State.NO_ADVICE, 1, missing=Missing(what, None, mends))  # type: ignore[arg-type]

    assert does(a_look(advice))[0] == first


def test_flowering_is_asked_for_only_where_maize_can_flower() -> None:
    fine = Advice(State.FINE, 2)
    young = replace(PLANTED, sown=TODAY)
    seen = replace(PLANTED, flowered=TODAY)

    assert "flowered" in taps(a_look(fine), today=TODAY)
    assert "flowered" not in taps(a_look(fine, planted=young), today=TODAY)
    assert "flowered" not in taps(a_look(fine, planted=seen), today=TODAY)
    assert "sown" in taps(a_look(fine, planted=None), today=TODAY)


def test_what_a_crop_takes_in_a_day_is_a_range_and_never_one_number() -> None:
    found = grounds(a_course())

    assert found.daily_mm == Between(4, 6)
    assert found.stage is Stage.DEVELOPMENT
    assert found.age_days == 39


def test_days_without_rain_known_are_counted() -> None:
    found = grounds(a_course(rain={3: None, 9: None}))

    assert (found.rain_known, found.rain_days) == (13, 15)


def test_the_builder_of_fields_has_a_pump_where_it_says_so() -> None:
    assert a_look(Advice(State.FINE, 1)).setting.watering is FURROW
    assert a_place(1, "x", has_pump=False).means == ()
