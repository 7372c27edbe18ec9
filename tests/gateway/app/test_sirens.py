"""The sirens sound while something rings, and only then; a press of their button is an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from gateway.app import sirens as module
from gateway.app.button import Button
from gateway.app.sirens import EXPIRES_S, RENEWED_S, Sirens
from gateway.app.wire import Wire
from gateway.domain.alerts import Change, Level
from gateway.domain.entries import AlarmAcknowledged
from gateway.domain.message import Status
from gateway.domain.node_orders import Command, Result, decode_command
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite import letters, statuses
from gateway.store.sqlite.arrivals import Arrival
from tests.gateway.app.calling_station import DANGER, OPENED, CallingStation, calling_station
from tests.gateway.app.small_station import THREE

MINUTE = 60


@dataclass
class OrderedSirens:
    """One siren over a broker that a test connects and cuts; it answers what it is ordered."""

    night: CallingStation
    connection: int | None = 1
    said: list[Command] = field(default_factory=list)
    answers: bool = True
    sirens: Sirens = field(init=False)

    def __post_init__(self) -> None:
        self.start_anew()

    def start_anew(self) -> None:
        wire = Wire("la-ceiba", self._publish, lambda: self.connection)
        self.sirens = Sirens(self.night.situation, ("sirena-1",), wire)

    def _publish(self, topic: str, body: bytes) -> None:
        assert topic == "conuco/v1/la-ceiba/sirena-1/command"
        self.said.append(decode_command(body))

    def turn(self, *, after_s: int = 0) -> list[int]:
        """Play a turn; return the levels that were ordered in it."""
        self.night.station.now += after_s
        before = len(self.said)
        self.night.station.follow()
        if self.sirens.is_due(self.night.station.now):
            self.sirens.act(self.night.station.now)
        new = self.said[before:]
        for one in new if self.answers else []:
            with self.night.station.writer.transaction():
                self.sirens.hear("sirena-1", Result(one.id, "done"), self.night.station.now)
        return [one.alarm.level for one in new if one.alarm is not None]


@pytest.fixture
def ordered(tmp_path: Path) -> Iterator[OrderedSirens]:
    with calling_station(tmp_path) as night:
        yield OrderedSirens(night)


def test_at_the_start_the_sirens_are_told_to_be_quiet(ordered: OrderedSirens) -> None:
    assert ordered.turn() == [0]
    assert ordered.turn() == []


def test_a_stored_change_is_ordered_in_the_same_turn_with_its_reason(ordered: OrderedSirens) -> None:
    ordered.turn()
    ordered.night.changes(OPENED)

    assert ordered.turn() == [2]
    [_, order] = ordered.said
    assert order.alarm is not None
    assert order.alarm.reason == "estanque-1 oxigeno"
    assert order.expires == THREE + EXPIRES_S


def test_it_gets_worse_and_the_sirens_sound_worse(ordered: OrderedSirens) -> None:
    ordered.night.changes(OPENED)
    ordered.turn()
    ordered.night.changes(Change("raised", replace(DANGER, level=Level.EMERGENCY), THREE))

    assert ordered.turn() == [3]


def test_an_acknowledgement_silences_them_and_half_an_hour_later_they_sound_by_a_new_order(
    ordered: OrderedSirens,
) -> None:
    ordered.night.changes(OPENED)
    ordered.turn()
    ordered.night.station.say("go", AlarmAcknowledged("oxygen-1", level=2))

    assert ordered.turn() == [0]
    ordered.sirens._looked_at = None
    assert ordered.turn(after_s=30 * MINUTE) == [2]
    assert len({one.id for one in ordered.said}) == 3


def test_a_warning_and_what_is_over_ring_nobody(ordered: OrderedSirens) -> None:
    ordered.night.changes(Change("opened", replace(DANGER, level=Level.WARN), THREE))

    assert ordered.turn() == [0]


def test_after_each_connection_they_are_told_again_by_the_same_order(ordered: OrderedSirens) -> None:
    ordered.night.changes(OPENED)
    ordered.turn()
    ordered.connection = None
    away = ordered.turn()
    ordered.connection = 2

    assert (away, ordered.turn()) == ([], [2])
    assert len({one.id for one in ordered.said}) == 1


def test_a_gateway_that_starts_anew_repeats_the_order_that_stood(ordered: OrderedSirens) -> None:
    ordered.night.changes(OPENED)
    ordered.turn()
    ordered.start_anew()

    assert ordered.turn(after_s=5) == [2]
    assert len({one.id for one in ordered.said}) == 1


def test_while_they_sound_the_end_of_the_order_is_moved_on(ordered: OrderedSirens) -> None:
    ordered.night.changes(OPENED)
    ordered.turn()

    assert ordered.turn(after_s=RENEWED_S) == [2]
    assert ordered.said[-1].expires == THREE + RENEWED_S + EXPIRES_S


def test_a_siren_with_another_calendar_to_which_the_order_is_over_is_ordered_without_an_end(
    ordered: OrderedSirens,
) -> None:
    ordered.night.changes(OPENED)
    ordered.turn()
    with ordered.night.station.writer.transaction():
        ordered.sirens.hear("sirena-1", Result(ordered.said[-1].id, "expired"), THREE)

    assert ordered.turn() == [2]
    assert ordered.said[-1].expires is None
    assert ordered.said[-1].id != ordered.said[-2].id
    assert ordered.turn() == []


def test_a_siren_that_does_not_answer_is_unwell_until_it_does(
    ordered: OrderedSirens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ANSWER_WITHIN_S", -1.0)
    ordered.answers = False
    ordered.turn()
    ordered.turn()
    [silent] = letters.channel_health(ordered.night.station.writer.readings)
    with ordered.night.station.writer.transaction():
        ordered.sirens.hear("sirena-1", Result("1", "done"), THREE + 90)
    [well] = letters.channel_health(ordered.night.station.writer.readings)

    assert (silent.channel, silent.is_well) == ("siren/sirena-1", False)
    assert well.is_well


def test_a_siren_that_the_broker_has_lost_is_said_to_be_away_without_waiting_for_an_alarm(
    ordered: OrderedSirens,
) -> None:
    ordered.turn()
    with ordered.night.station.writer.transaction() as readings:
        statuses.save(readings, "sirena-1", Status("lost"), at=THREE)
    for after_s in (299, 1, 1):
        ordered.sirens._looked_at = None
        ordered.turn(after_s=after_s)
    [health] = letters.channel_health(ordered.night.station.writer.readings)

    assert (health.is_well, health.at) == (False, THREE + 300)


def test_every_evening_at_six_they_are_asked_whether_they_are_there(ordered: OrderedSirens) -> None:
    ordered.turn()

    assert ordered.turn(after_s=15 * 3600 - MINUTE) == []
    assert ordered.turn(after_s=2 * MINUTE) == [0]
    assert ordered.turn(after_s=MINUTE) == []


def test_a_test_lets_them_sound_for_a_moment(ordered: OrderedSirens, monkeypatch: pytest.MonkeyPatch) -> None:
    ordered.turn()
    ordered.sirens.begin_test()
    sounded = ordered.turn()
    monkeypatch.setattr(ordered.sirens, "_test_until", None)
    ordered.sirens._looked_at = None

    assert sounded == [1]
    assert ordered.sirens.have_answered()
    assert ordered.turn() == [0]


def a_press(level: float, *, node: str = "sirena-1", number: int = 7) -> Arrival:
    values = {"boton": {"button": level}}
    return Arrival(node, 0xABCD, number, 1, 60, THREE, THREE, TimeKnown.SYNCED, THREE, values)


def test_the_button_acknowledges_what_rings_once_however_often_it_is_heard(ordered: OrderedSirens) -> None:
    night, button = ordered.night, Button(ordered.night.situation, ("sirena-1",))
    night.changes(OPENED)
    for _ in range(2):
        button.judge("sirena-1", [a_press(2)], now=THREE)

    [entry] = night.entries("acknowledgement")
    assert (entry.author, entry.body) == ("sirena", AlarmAcknowledged("oxygen-1", level=2))
    assert ordered.turn() == [0]


@pytest.mark.parametrize(
    "press", [a_press(0), a_press(1), a_press(2, node="pond-1")], ids=["nothing", "milder", "no siren"]
)
def test_a_press_that_silenced_something_else_acknowledges_nothing(
    ordered: OrderedSirens, press: Arrival
) -> None:
    ordered.night.changes(OPENED)

    Button(ordered.night.situation, ("sirena-1",)).judge(press.node, [press], now=THREE)

    assert ordered.night.entries("acknowledgement") == []
