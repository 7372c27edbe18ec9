"""Whom an alarm calls, when, and when no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import NIGHT
from calls import ALL, MINUTE, PlayedNight, an_alarm, tonight

from gateway.alerts.calling import is_ringing
from gateway.domain.alerts import Kind, Level
from gateway.domain.letters import Letter

HOUR = 60 * MINUTE


def a_night(**others: object) -> PlayedNight:
    night = PlayedNight(**others)  # type: ignore[arg-type]
    night.stands(an_alarm())
    return night


def test_the_first_on_duty_is_called_at_once_and_the_message_says_why() -> None:
    night = a_night(tonight=tonight(channels=tuple(ALL)))

    assert night.went() == [("sms", "ana"), ("call", "ana"), ("push", ""), ("internet", "")]


def test_the_same_turn_again_calls_nobody() -> None:
    night = a_night()
    night.turn()

    assert night.turn() == []


def test_nobody_answers_and_the_next_is_called_too_and_everybody_again_after_half_an_hour() -> None:
    night = a_night()
    night.turn()

    calls = [(minute, who) for minute, way, who in night.minutes(61) if way == "call"]

    assert calls == [(15, "beto"), (30, "ana"), (30, "carmen"), (45, "beto"), (60, "ana"), (60, "carmen")]


def test_an_acknowledgement_buys_half_an_hour_and_then_it_rings_again() -> None:
    night = a_night(tonight=tonight("ana"))
    night.turn()
    night.so(acknowledged=night.now)

    calls = [minute for minute, way, _ in night.minutes(40) if way == "call"]

    assert calls == [30]


def test_of_what_the_water_can_wait_for_an_acknowledgement_is_the_end() -> None:
    night = PlayedNight()
    night.stands(an_alarm(kind=Kind.SILENT_NODE))
    night.turn()
    night.so(acknowledged=night.now)

    assert night.minutes(600) == []


def test_water_that_has_recovered_is_watched_and_calls_nobody_again() -> None:
    night = a_night()
    night.turn()
    night.so(danger=None)

    assert night.minutes(120) == []


def test_an_alarm_that_nobody_was_told_of_is_told_whatever_the_water_does_by_now() -> None:
    night = a_night()
    night.so(danger=None)

    assert ("call", "ana") in night.went()


def test_it_falls_again_and_the_first_on_duty_is_called_anew() -> None:
    night = a_night()
    night.minutes(20)
    night.so(acknowledged=night.now)
    night.so(happened=frozenset({"again"}), acknowledged=None)

    found = night.turn()

    assert {(one.what, one.recipient) for one in found} == {("again", "ana")}


def test_it_gets_worse_and_whoever_knows_of_it_is_called_at_once() -> None:
    night = a_night()
    night.minutes(20)
    night.so(alert=an_alarm(level=Level.EMERGENCY), danger=Level.EMERGENCY)

    found = night.turn()

    assert {(one.what, one.recipient) for one in found} == {("raised", "ana"), ("raised", "beto")}
    assert {one.level for one in found} == {3}


def test_no_puedo_calls_the_next_at_once_and_that_person_no_more() -> None:
    night = a_night()
    night.turn()
    night.so(passed=frozenset({"ana"}), is_passed_on=True)

    assert night.went() == [("sms", "beto"), ("call", "beto")]
    assert {who for _, _, who in night.minutes(70)} == {"beto", "carmen"}


def test_when_nobody_can_go_everybody_is_asked_again() -> None:
    night = a_night(tonight=tonight("ana"))
    night.turn()
    night.so(passed=frozenset({"ana"}), is_passed_on=True)

    assert [minute for minute, way, _ in night.minutes(31) if way == "call"] == [30]


def test_a_person_who_cannot_be_reached_is_followed_by_the_next_at_once() -> None:
    def fails_for_ana(letter: Letter, now: int) -> Letter:
        state = "failed" if letter.recipient == "ana" else "sent"
        return replace(letter, state=state, sent=now)  # type: ignore[arg-type]

    night = a_night(sends=fails_for_ana)
    night.turn()

    assert night.went() == [("sms", "beto"), ("call", "beto")]


def test_a_telephone_that_was_spared_a_second_call_and_takes_no_message_cannot_be_reached() -> None:
    night = a_night(sends=lambda letter, _: replace(letter, state="failed"))
    night.turn()
    [sms, call] = night.cases["a-1"].letters
    night.so(letters=(replace(call, state="dropped"), sms))

    assert [who for _, who in night.went()] == ["beto", "beto"]


def test_a_message_that_cannot_reach_its_person_goes_to_the_next_and_ends_there() -> None:
    night = PlayedNight(
        tonight=tonight(is_night=False), sends=lambda letter, _: replace(letter, state="failed")
    )
    night.stands(an_alarm(kind=Kind.SENSOR, level=Level.WARN))

    assert [(way, who) for _, way, who in night.minutes(300)] == [
        ("sms", "ana"),
        ("sms", "beto"),
        ("sms", "carmen"),
    ]


def test_what_is_over_is_told_to_those_who_were_called_and_wakes_nobody() -> None:
    night = a_night()
    night.minutes(16)
    night.so(alert=replace(an_alarm(), cleared=night.now), happened=frozenset({"cleared"}))

    found = night.turn()

    assert [(one.what, one.channel, one.recipient, one.is_urgent) for one in found] == [
        ("cleared", "sms", "ana", False),
        ("cleared", "sms", "beto", False),
    ]
    assert night.minutes(300) == []


def test_what_nobody_was_called_for_is_over_without_a_word() -> None:
    night = a_night()
    night.so(alert=replace(an_alarm(), cleared=night.now), happened=frozenset({"cleared"}))

    assert night.turn() == []


def test_a_letter_that_waits_is_not_sent_once_somebody_goes() -> None:
    night = a_night(sends=lambda letter, _: letter)
    night.turn()
    night.so(acknowledged=night.now)

    night.turn()

    assert {one.state for one in night.cases["a-1"].letters} == {"dropped"}


@pytest.mark.parametrize("level", Level)
def test_a_forecast_is_a_message_by_night_and_nobody_is_called(level: Level) -> None:
    night = PlayedNight()
    night.stands(an_alarm(kind=Kind.DAWN, level=level))

    assert [(way, who) for _, way, who in night.minutes(600)] == [("sms", "ana")]


def test_what_stands_only_on_the_pages_by_night_is_a_message_in_the_morning() -> None:
    night = PlayedNight()
    night.stands(an_alarm(kind=Kind.SENSOR, level=Level.WARN))
    by_night = night.minutes(600)
    night.tonight = replace(night.tonight, is_night=False)

    assert by_night == []
    assert night.went() == [("sms", "ana")]
    assert night.minutes(600) == []


def test_a_power_cut_that_was_a_message_by_day_rings_when_night_falls() -> None:
    night = PlayedNight(tonight=tonight(is_night=False))
    night.stands(an_alarm(kind=Kind.MAINS))
    by_day = night.went()
    night.now += 3 * HOUR
    night.tonight = replace(night.tonight, is_night=True)

    assert by_day == [("sms", "ana")]
    assert night.went() == [("sms", "ana"), ("call", "ana")]


def test_a_field_wakes_nobody() -> None:
    night = PlayedNight()
    night.stands(an_alarm(kind=Kind.SILENT_NODE, level=Level.CRITICAL), may_wake=False)

    assert night.went() == [("sms", "ana")]


def test_without_anybody_on_duty_what_reaches_everybody_still_goes() -> None:
    night = a_night(tonight=replace(tonight(channels=("sms", "push")), people=()))

    assert night.went() == [("push", "")]
    assert [minute for minute, _, _ in night.minutes(31)] == [30]


def test_a_noisy_alarm_calls_no_more_than_six_times_an_hour() -> None:
    night = a_night()
    calls = 0

    for _ in range(60):
        night.now += MINUTE
        night.so(happened=frozenset({"again"}))
        calls += sum(one.channel == "sms" for one in night.turn())

    assert calls <= 6


@pytest.mark.parametrize("hours", [-30, -5, -1, 1, 5, 30])
def test_a_clock_that_jumps_calls_at_most_once_too_often_and_never_falls_silent(hours: int) -> None:
    night = a_night()
    night.minutes(20)

    night.now += hours * HOUR
    at_once = night.turn()
    after = night.minutes(61)

    assert len({(one.channel, one.recipient) for one in at_once}) == len(at_once) <= 2 * 3
    assert {who for _, way, who in after if way == "call"} == {"ana", "beto", "carmen"}
    assert sum(way == "sms" for _, way, _ in after) <= 7


@pytest.mark.parametrize("hours", [-30, -5, -1])
def test_a_clock_that_jumps_back_does_not_prolong_an_acknowledgement(hours: int) -> None:
    night = a_night()
    night.turn()
    night.so(acknowledged=night.now)

    night.now += hours * HOUR

    assert [who for _, way, who in night.minutes(31) if way == "call"] != []


def test_a_gateway_that_starts_anew_says_nothing_twice_and_says_what_was_due() -> None:
    before = a_night()
    before.turn()
    after = PlayedNight(cases=before.cases, now=before.now + 2 * MINUTE)
    after.stands(an_alarm("a-2", place="estanque-2", opened=NIGHT + 10))

    assert {(one.alert, one.recipient) for one in after.turn()} == {("a-2", "ana")}


def test_the_siren_rings_while_the_danger_stands_and_nobody_goes() -> None:
    night = a_night()
    [case] = night.cases.values()

    assert is_ringing(case, night.tonight, now=NIGHT)
    assert not is_ringing(replace(case, acknowledged=NIGHT), night.tonight, now=NIGHT + 60)
    assert is_ringing(replace(case, acknowledged=NIGHT), night.tonight, now=NIGHT + 30 * MINUTE)
    assert not is_ringing(replace(case, danger=None), night.tonight, now=NIGHT)
    assert not is_ringing(replace(case, alert=replace(case.alert, cleared=NIGHT)), night.tonight, now=NIGHT)
    assert not is_ringing(replace(case, danger=Level.WARN), night.tonight, now=NIGHT)


def test_an_emergency_that_has_become_a_caution_rings_no_more() -> None:
    night = PlayedNight()
    night.stands(an_alarm(level=Level.EMERGENCY))
    night.turn()
    night.so(danger=Level.WARN)

    assert not is_ringing(night.cases["a-1"], night.tonight, now=night.now)
    assert night.minutes(120) == []
