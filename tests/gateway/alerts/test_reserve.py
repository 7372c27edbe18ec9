"""Who is called when nobody on duty can go."""

from __future__ import annotations

from dataclasses import replace

from calls import PlayedNight, an_alarm, tonight


def test_when_nobody_on_duty_can_go_the_rest_of_the_team_is_called_at_once_and_nobody_before() -> None:
    night = PlayedNight(tonight=replace(tonight("ana"), reserve=("beto", "carmen")))
    night.stands(an_alarm())
    night.turn()
    assert {who for _, _, who in night.minutes(29)} <= {"ana"}

    night.so(passed=frozenset({"ana"}), is_passed_on=True)
    assert night.went() == [("sms", "beto"), ("call", "beto")]

    night.so(passed=frozenset({"ana", "beto"}), is_passed_on=True)
    assert night.went() == [("sms", "carmen"), ("call", "carmen")]
