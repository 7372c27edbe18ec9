"""In which order one pump waters its fields."""

from __future__ import annotations

from datetime import timedelta

import pytest
from coursed import PLANTED, TODAY, a_course, a_dry_setting, a_setting
from hypothesis import given
from hypothesis import strategies as some

from gateway.fields.advice.advised import Advice, State
from gateway.fields.advice.needs import Said, advise
from gateway.fields.advice.pump import Told, hours_once, in_turn, rounds_h
from gateway.fields.course import Course, Stage
from gateway.fields.setting import Watering


def a_told(
    place: str, course: Course, *, pump: str | None = "pozo-1", flow: float | None = 300, cannot: int = -1
) -> Told:
    setting = a_setting(place, watering=Watering("furrow", 0.60, pump, flow))
    said = Said(cannot_until=TODAY + timedelta(days=cannot))
    return setting, advise(course, setting, PLANTED, today=TODAY, said=said), course


def queued(**fields: Told) -> dict[str, Advice]:
    return in_turn(fields)


def turns(found: dict[str, Advice]) -> dict[str, int | None]:
    return {field: advice.pump_turn for field, advice in found.items()}


def test_a_pump_waters_first_who_must_be_watered_first() -> None:
    # Thirst is expected on Saturday, on Thursday, and has come.
    found = queued(
        later=a_told("later", a_course(54)),
        soon=a_told("soon", a_course(64)),
        now=a_told("now", a_course(90)),
    )

    assert turns(found) == {"now": 1, "soon": 2, "later": 3}


def test_on_a_tie_flowering_goes_before_others() -> None:
    found = queued(a=a_told("a", a_course(90)), b=a_told("b", a_course(85, stage=Stage.FLOWERING)))

    assert turns(found) == {"b": 1, "a": 2}


def test_on_a_tie_without_flowering_the_thirstier_goes_first() -> None:
    found = queued(a=a_told("a", a_course(85)), b=a_told("b", a_course(95)))

    assert turns(found) == {"b": 1, "a": 2}


def test_who_waits_for_the_pump_is_told_a_later_day_more_water_and_the_thirst() -> None:
    # 96 mm at the end of today, less 10: 85 mm on 12 ha by 0.60 are 17,000 m3, 57 h of 300 m3/h: Friday.
    first, second = a_told("a", a_course(92)), a_told("b", a_course(85))

    found = queued(a=first, b=second)

    assert found["a"].amount is not None
    assert found["a"].amount.pump_hours is not None
    assert found["a"].amount.pump_hours.high == 57
    waits, alone = found["b"], second[1]
    assert waits.window == (TODAY + timedelta(days=2), TODAY + timedelta(days=2))
    assert waits.reasons == ("below_limit", "pump_busy")
    assert waits.amount is not None
    assert alone.amount is not None
    assert waits.amount.millimetres.low > alone.amount.millimetres.low
    assert waits.thirst_if_not == (2, 2)
    assert waits.loss is not None


def test_who_is_reached_within_its_window_loses_nothing_by_waiting() -> None:
    # Drip: 64 mm by 0.90 on 1 ha are 2 to 3 h; the second field can still be watered today.
    small = {"area_m2": 10_000.0, "watering": Watering("drip", 0.90, "pozo-1", 300.0)}
    told = {
        place: (setting, advise(course, setting, PLANTED, today=TODAY), course)
        for place, setting, course in (
            ("a", a_setting("a", **small), a_course(90)),
            ("b", a_setting("b", **small), a_course(64)),
        )
    }

    found = in_turn(told)

    assert turns(found) == {"a": 1, "b": 2}
    assert found["b"].window == told["b"][1].window
    assert "pump_busy" not in found["b"].reasons


def test_who_is_reached_late_in_its_window_hears_of_the_pump_and_of_no_thirst() -> None:
    # 55 to 65 mm are 22 to 26 h of 500 m3/h: tomorrow; the second field has until Saturday.
    second = a_told("b", a_course(54, 16), flow=500)

    found = queued(a=a_told("a", a_course(64), flow=500), b=second)

    assert second[1].window == (TODAY, TODAY + timedelta(days=3))
    assert found["b"].window == (TODAY + timedelta(days=1), TODAY + timedelta(days=3))
    assert "pump_busy" in found["b"].reasons
    assert found["b"].thirst_if_not == second[1].thirst_if_not


def test_who_cannot_be_watered_yet_lets_pass_who_is_done_in_time() -> None:
    # The first has nobody until Sunday; the other may begin on Friday, has a day longer, and takes 22 h.
    found = queued(
        barred=a_told("barred", a_course(95), cannot=3),
        free=a_told("free", a_course(44, 12), flow=600),
    )

    assert turns(found) == {"free": 1, "barred": 2}
    assert found["free"].reasons == ("limit_soon",)


def test_who_would_keep_the_pump_too_long_does_not_pass() -> None:
    # From Friday on 50 h: not done before the only day of the first.
    found = queued(
        barred=a_told("barred", a_course(95), cannot=3),
        free=a_told("free", a_course(32, 12), flow=200),
    )

    assert turns(found) == {"barred": 1, "free": 2}


def test_fields_of_other_pumps_or_of_none_and_those_that_wait_have_no_turn() -> None:
    dry = a_dry_setting("rain")
    course = a_course(90)

    found = queued(
        a=a_told("a", course),
        other=a_told("other", course, pump="pozo-2"),
        unnamed=a_told("unnamed", course, pump=None),
        waits=a_told("waits", a_course(5, 4)),
        rain=(dry, advise(course, dry, PLANTED, today=TODAY), course),
    )

    assert set(turns(found).values()) == {None}
    assert found["rain"].state is State.THIRST


def test_nothing_to_put_in_order_is_nothing() -> None:
    assert in_turn({}) == {}


def test_a_field_whose_hours_nobody_knows_takes_its_pump_a_day() -> None:
    found = queued(a=a_told("a", a_course(95), flow=None), b=a_told("b", a_course(90), flow=None))

    assert found["b"].window is not None
    assert found["b"].window.first == TODAY + timedelta(days=1)


def test_the_hours_of_a_round_are_those_of_all_fields_of_a_pump() -> None:
    # 0.55 of 128 mm is 70.4 mm; by 0.60 on 12 ha 14,080 m3; 300 m3/h: 46.9 h.
    one = a_setting("a", watering=Watering("furrow", 0.60, "pozo-1", 300.0))
    unknown = a_setting("b", watering=Watering("furrow", 0.60, "pozo-1"))

    assert hours_once(one) == pytest.approx(46.93, abs=0.01)
    assert hours_once(unknown) is None
    assert rounds_h([one, unknown, a_dry_setting("c")]) == {"pozo-1": pytest.approx(70.93, abs=0.01)}


@given(some.lists(some.tuples(some.floats(40, 128), some.floats(1, 15), some.integers(-1, 9)), max_size=6))
def test_each_field_of_a_pump_has_one_turn_and_no_window_opens_earlier_than_alone(
    fields: list[tuple[float, float, int]],
) -> None:
    told = {
        f"parcela-{number}": a_told(f"parcela-{number}", a_course(depletion, sigma), cannot=cannot)
        for number, (depletion, sigma, cannot) in enumerate(fields)
    }

    found = in_turn(told)

    assert set(found) == set(told)
    given_turns = sorted(one.pump_turn for one in found.values() if one.pump_turn is not None)
    assert given_turns == list(range(1, len(given_turns) + 1))
    for field, advice in found.items():
        alone = told[field][1]
        assert advice.state is alone.state
        if advice.window is not None and alone.window is not None:
            assert alone.window.first <= advice.window.first <= advice.window.last


def test_a_pump_whose_flow_was_mistyped_by_thousands_does_not_send_a_field_beyond_the_calendar() -> None:
    # 17,000 m3 of a thousandth of a m3/h: two thousand years.
    found = queued(a=a_told("a", a_course(92), flow=0.001), b=a_told("b", a_course(85), flow=0.001))

    assert turns(found) == {"a": 1, "b": 2}
    window = found["b"].window
    assert window is not None
    assert window.first <= TODAY + timedelta(days=60)
