"""Which field stands first in the list."""

from __future__ import annotations

from datetime import date

from dashboard.measured.severity import severity
from gateway.fields.advice.advised import Advice, Between, State, Window


def an_advice(state: State, **more: object) -> Advice:
    return Advice(state, 2, **more)  # type: ignore[arg-type]


def in_order(*advices: Advice) -> list[Advice]:
    return sorted(advices, key=severity)


def test_the_field_that_needs_somebody_most_comes_first() -> None:
    states = (
        State.THIRST,
        State.TOO_WET,
        State.IRRIGATE,
        State.SOW,
        State.WAIT_TO_SOW,
        State.NO_ADVICE,
        State.WAIT,
        State.WET,
        State.FINE,
    )

    shown = in_order(*(an_advice(one) for one in reversed(states)))

    assert [one.state for one in shown] == list(states)
    assert set(states) == set(State)


def test_a_field_under_its_limit_is_thirsty_whether_it_has_a_pump_or_not() -> None:
    under = an_advice(State.IRRIGATE, reasons=("below_limit",))
    wet, soon = an_advice(State.TOO_WET), an_advice(State.IRRIGATE, reasons=("limit_soon",))

    assert in_order(soon, wet, under) == [under, wet, soon]


def test_fields_of_one_pump_stand_in_the_order_of_their_turns() -> None:
    window = Window(date(2026, 7, 22), date(2026, 7, 24))
    first, second = (an_advice(State.IRRIGATE, window=window, pump_turn=turn) for turn in (1, 2))

    assert in_order(second, first) == [first, second]


def test_the_sooner_window_comes_first() -> None:
    wednesday, friday = (
        an_advice(State.IRRIGATE, window=Window(date(2026, 7, day), date(2026, 7, 26))) for day in (22, 24)
    )

    assert in_order(friday, wednesday) == [wednesday, friday]


def test_longer_thirst_comes_before_shorter_and_less_water_before_more() -> None:
    long, short = (an_advice(State.THIRST, days=Between(days, days)) for days in (5, 2))
    soon, late = (an_advice(State.FINE, days=Between(days, days + 3)) for days in (4, 9))

    assert in_order(late, soon, short, long) == [long, short, soon, late]
