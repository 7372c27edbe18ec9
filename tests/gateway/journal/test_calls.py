"""What stands today of calling people."""

from __future__ import annotations

from decimal import Decimal

from gateway.domain.alerts import Kind
from gateway.domain.entries import AlarmJudged, AlarmPassed, DutySet, EquipmentSet, WakingSet
from gateway.journal.registers import registers
from tests.builders import an_entry


def test_nothing_stands_before_anybody_has_said_anything() -> None:
    found = registers([]).calls

    assert (found.passed, found.judged, found.duty, found.waking, found.equipment) == ({}, {}, {}, {}, None)


def test_the_later_list_of_a_night_wins_and_other_nights_keep_theirs() -> None:
    bodies = [
        DutySet(["ana"]),
        DutySet(["beto"], weekday=3),
        DutySet(["carla"], day="2026-04-23"),
        DutySet(["dora", "ana"], day="2026-04-23"),
    ]

    found = registers([an_entry(body, number=number) for number, body in enumerate(bodies, 1)]).calls.duty

    assert found == {(None, None): ("ana",), (None, 3): ("beto",), ("2026-04-23", None): ("dora", "ana")}


def test_what_wakes_is_known_by_kind_and_level_and_what_there_is_by_the_last_word() -> None:
    ring = WakingSet(Kind.DAWN, "message", "message")
    louder = WakingSet(Kind.OXYGEN, "wake", "wake", level=1)
    diesel = EquipmentSet(2, 1, Decimal(22))

    bodies = [ring, louder, EquipmentSet(), diesel]
    found = registers([an_entry(body, number=number) for number, body in enumerate(bodies, 1)]).calls

    assert found.waking == {(Kind.DAWN, None): ring, (Kind.OXYGEN, 1): louder}
    assert found.equipment == diesel


def test_everybody_who_could_not_go_is_known_and_what_an_alarm_was_worth() -> None:
    bodies = [AlarmPassed("a-1", 2), AlarmPassed("a-1", 2), AlarmJudged("a-1", "false")]

    found = registers([an_entry(body, number=number) for number, body in enumerate(bodies, 1)]).calls

    assert [one.number for one in found.passed["a-1"]] == [1, 2]
    assert found.judged["a-1"].was == "false"
