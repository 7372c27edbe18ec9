"""The plan of the night in one SMS, and who is told of it."""

from __future__ import annotations

import pytest
from builders import a_pond
from hypothesis import given, settings
from hypothesis import strategies as some
from outlooks import DAY, EVENING, HOUR_S, SUNRISE

from gateway.alerts.calling import Said, Tonight
from gateway.alerts.letters.gsm import BASIC, EXTENSION, SMS_SEPTETS, septets
from gateway.alerts.letters.plan import short_plan, whole_plan
from gateway.alerts.letters.words import Words
from gateway.alerts.plan_calls import plan_letters
from gateway.domain.outlook import PlanLine, PlanSaid

MADE = EVENING + 2 * HOUR_S
SPANISH, ENGLISH = Words("es", -4), Words("en", -4)


def act(number: int, means: str, *, start_h: float = 5.0) -> PlanLine:
    start = EVENING + round(start_h * HOUR_S) + 300
    return PlanLine(f"estanque-{number}", "act", means=means, start=start, latest=start + 2700)  # type: ignore[arg-type]


def uncovered(number: int) -> PlanLine:
    return PlanLine(f"estanque-{number}", "uncovered", reason="busy", latest=EVENING + 31_500)


def watched(number: int, reason: str = "no_data") -> PlanLine:
    return PlanLine(f"estanque-{number}", "watch", reason=reason)  # type: ignore[arg-type]


def a_plan(*lines: PlanLine) -> PlanSaid:
    return PlanSaid(DAY, MADE, EVENING, SUNRISE, lines, 3.0)


def ponds(count: int = 30):
    return [a_pond(f"estanque-{number}", number=number) for number in range(1, count + 1)]


def test_the_plan_says_pond_means_and_between_when_and_when() -> None:
    plan = a_plan(act(3, "aerator"), act(5, "mobile_aerator", start_h=6), uncovered(1), watched(2))

    assert short_plan(plan, ponds(), SPANISH) == (
        "Plan: 3 aireador propio 11:45-12:30; 5 aireador movil 12:45-1:30; 1 SIN EQUIPO: mire 3:25;"
        " 2 sin dato: mire 2 y 5."
    )


def test_the_plan_is_told_in_english() -> None:
    plan = a_plan(act(3, "aerator"), uncovered(1), watched(2), watched(4))

    assert short_plan(plan, ponds(), ENGLISH) == (
        "Plan: 3 own aerator 11:45-12:30; 1 NO EQUIPMENT: look 3:25; 2,4 no data: look at 2 and 5."
    )


def test_a_calm_night_is_told_too_and_that_the_alarm_is_awake() -> None:
    calm = a_plan(PlanLine("estanque-1", "fine"), PlanLine("estanque-2", "watch"))

    assert short_plan(calm, ponds(), SPANISH).endswith(
        "nada que encender esta noche. La alarma sigue despierta."
    )


def test_what_is_late_is_said_to_be_now() -> None:
    line = PlanLine("estanque-3", "act", means="aerator", start=MADE, latest=MADE)

    assert "3 aireador propio ya" in short_plan(a_plan(line), ponds(), SPANISH)


def test_with_many_ponds_each_has_fewer_words_and_those_without_room_are_counted() -> None:
    some_ponds = a_plan(*(act(number, "aerator", start_h=4 + number / 4) for number in range(1, 8)))
    many = a_plan(*(uncovered(number) for number in range(1, 25)))

    assert "propio" not in short_plan(some_ponds, ponds(), SPANISH)
    assert "7 aireador" in short_plan(some_ponds, ponds(), SPANISH)
    assert "mas, vea la pagina" in short_plan(many, ponds(), SPANISH)
    assert "24 SIN EQUIPO" in whole_plan(many, ponds(), SPANISH)


A_LINE = some.one_of(
    some.builds(act, some.integers(1, 30), some.sampled_from(
        ["aerator", "mobile_aerator", "pump", "mobile_pump", "exchange"])),
    some.builds(uncovered, some.integers(1, 30)),
    some.builds(watched, some.integers(1, 30), some.sampled_from(["no_data", "helped", "learning"])),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some.lists(A_LINE, max_size=30), some.sampled_from([SPANISH, ENGLISH]))
def test_every_plan_fits_one_sms_in_its_alphabet(lines: list[PlanLine], words: Words) -> None:
    text = short_plan(a_plan(*lines), ponds(), words)

    assert septets(text) <= SMS_SEPTETS
    assert set(text) <= set(BASIC + EXTENSION)


@pytest.mark.parametrize("means", ["pump", "mobile_pump", "exchange"])
def test_no_pond_without_an_aerator_is_told_of_one(means: str) -> None:
    assert "ireador" not in whole_plan(a_plan(act(1, means)), ponds(), SPANISH)


def letters(*ways: str, people: tuple[str, ...] = ("ana", "luis"), before=()):
    tonight = Tonight(people, frozenset(ways), {}, is_night=True)  # type: ignore[arg-type]
    return plan_letters(DAY, Said("corto", "largo"), before, tonight, now=MADE)


def test_everybody_on_duty_is_written_to_once_and_nobody_is_rung() -> None:
    found = letters("sms", "call", "push", "internet")

    assert [(one.channel, one.recipient, one.text) for one in found] == [
        ("sms", "ana", "corto"),
        ("sms", "luis", "corto"),
        ("push", "", "largo"),
        ("internet", "", "largo"),
    ]
    assert not any(one.is_urgent for one in found)
    assert {(one.alert, one.what, one.round) for one in found} == {("plan-2026-06-09", "plan", 0)}


def test_a_plan_that_changed_is_another_letter() -> None:
    found = letters("sms", before=letters("sms"))

    assert {one.round for one in found} == {1}
