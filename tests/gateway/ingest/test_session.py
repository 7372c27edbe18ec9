"""The session with the broker: nothing it held for us is lost, and no broker can make the loop hang."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_node import FakeNode
from fakes import FixedClock
from hand_fed import NOW, NobodyJudges, a_loop
from rude_brokers import Relay, mosquitto
from station import PATIENCE_S, free_port

from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import DiskError
from gateway.domain.readings import SeriesKey
from gateway.ingest.broker import MOST_AT_ONCE, Broker
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.loop import IngestLoop, Station
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.writer import SqliteWriter

LONGEST_TURN_S = 5.0
"""A quarter of a second and what a busy machine adds; what hangs does so for three times as long."""


def nothing_derived(_signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return {}


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    with mosquitto(tmp_path) as opened:
        yield opened


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with SqliteWriter(tmp_path / "store", nothing_derived, utc_offset_hours=-4) as opened:
        yield opened


def a_broker(port: int, *, host: str = "127.0.0.1") -> Broker:
    return Broker(host, port, client_id="conuco-gateway-la-ceiba")


def a_record(number: int) -> dict[str, object]:
    values = {"sonda": {"water_temperature": 27.5}}
    return {"number": number, "boot": 1, "uptime": number, "clock": "synced", "time": NOW, "values": values}


def heard_of_nodes(broker: Broker, *, within_s: float = PATIENCE_S) -> list[Heard]:
    """Exchange until a node's message has come, or the time is over."""
    found: list[Heard] = []
    deadline = time.monotonic() + within_s
    while not found and time.monotonic() < deadline:
        found += [one for one in broker.exchange(0.05) if "/readings/" in one.topic]
    return found


def connected(broker: Broker) -> list[Heard]:
    """Connect anew; return what nodes said until then."""
    broker.connect()
    found: list[Heard] = []
    deadline = time.monotonic() + PATIENCE_S
    while not broker.is_connected:
        assert time.monotonic() < deadline
        found += [one for one in broker.exchange(0.05) if "/readings/" in one.topic]
    return found


@dataclass
class Counted:
    """A task that is always asked and never due."""

    asked: int = 0

    def is_due(self, now: int) -> bool:
        self.asked += 1
        return False

    def act(self, now: int) -> None:
        raise AssertionError


@dataclass
class Turned:
    """Turns a loop, and measures the longest turn."""

    loop: IngestLoop
    longest_s: float = 0.0

    def until(self, is_so: Callable[[], bool], *, within_s: float = PATIENCE_S) -> None:
        deadline = time.monotonic() + within_s
        while not is_so():
            assert time.monotonic() < deadline, "it did not happen"
            began = time.monotonic()
            self.loop.turn()
            self.longest_s = max(self.longest_s, time.monotonic() - began)


def test_what_comes_while_we_are_stopped_waits_for_us(port: int) -> None:
    with a_broker(port) as first:
        connected(first)
        first.exchange(0.2)

    with FakeNode(port) as node:
        node.send(a_record(0))
        with a_broker(port) as again:
            assert len(connected(again) or heard_of_nodes(again)) == 1


def test_an_acknowledgement_of_an_older_connection_is_dropped_and_the_message_comes_again(port: int) -> None:
    with a_broker(port) as broker, FakeNode(port) as node:
        connected(broker)
        broker.exchange(0.2)
        node.send(a_record(0))
        old = heard_of_nodes(broker)
        repeated = connected(broker) or heard_of_nodes(broker)

        broker.acknowledge(old)
        again = connected(broker) or heard_of_nodes(broker)

        assert len(old) == len(repeated) == len(again) == 1


class FailsOnce(Pipeline):
    """A store whose disk fails with the second message, and is mended then."""

    taken = 0

    def take(self, heard: Heard, *, arrived: Arrived) -> Outcome:
        self.taken += 1
        if self.taken == 2:
            raise DiskError("full")
        return super().take(heard, arrived=arrived)


def test_when_the_disk_fails_we_leave_the_broker_and_all_comes_again_once(
    port: int, writer: SqliteWriter
) -> None:
    """On a live connection what is not acknowledged never comes back, and it would stall the stream."""
    with a_broker(port) as broker, FakeNode(port) as node:
        pipeline = FailsOnce(writer, NobodyJudges(), commune="la-ceiba")
        loop = IngestLoop(
            broker, pipeline, writer, Station("la-ceiba", 0.0, FixedClock(NOW), lambda: True, ())
        )
        turned = Turned(loop)
        turned.until(lambda: broker.is_connected)
        for number in range(30):
            node.send(a_record(number))
        turned.until(lambda: node.acked(29))

    stored = [number for (number,) in writer.readings.execute("SELECT number FROM arrivals ORDER BY id")]
    assert stored == list(range(30))
    assert broker.generation == 2


@pytest.mark.parametrize("mode", ["swallows", "trickles"])
def test_a_connection_that_stands_and_carries_nothing_is_rebuilt(
    port: int, writer: SqliteWriter, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr("gateway.ingest.contact.QUIET_S", 0.3)
    monkeypatch.setattr("gateway.ingest.contact.LOST_AFTER_S", 0.5)
    with Relay(port) as relay, a_broker(relay.port) as broker, FakeNode(port) as node:
        turned = Turned(a_loop(writer, broker, NobodyJudges()))
        turned.until(lambda: broker.is_connected)
        node.send(a_record(0))
        turned.until(lambda: node.acked(0))
        relay.mode = mode
        turned.until(lambda: not broker.is_connected)
        relay.mode = "passes"
        node.send(a_record(1))
        turned.until(lambda: node.acked(1))

    assert turned.longest_s < LONGEST_TURN_S


def test_a_broker_that_accepts_and_never_answers_is_tried_again_and_stops_no_task(
    writer: SqliteWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.ingest.contact.ANSWER_WITHIN_S", 0.4)
    tasks = Counted()
    with Relay(mode="mute") as relay, a_broker(relay.port) as broker:
        turned = Turned(a_loop(writer, broker, NobodyJudges(), tasks=[tasks]))
        turned.until(lambda: relay.accepted >= 2)

    assert turned.longest_s < LONGEST_TURN_S
    assert tasks.asked > 3


def test_a_name_that_takes_for_ever_to_resolve_stops_no_task_and_is_asked_for_once(
    writer: SqliteWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolves = threading.Event()
    asked: list[object] = []

    def hangs(*args: object, **named: object) -> socket.socket:
        asked.append(args)
        resolves.wait(60)
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "create_connection", hangs)
    monkeypatch.setattr("gateway.ingest.contact.ANSWER_WITHIN_S", 0.1)
    tasks = Counted()
    with a_broker(free_port(), host="broker.example") as broker:
        turned = Turned(a_loop(writer, broker, NobodyJudges(), tasks=[tasks]))
        turned.until(lambda: tasks.asked >= 8)
        still = len(asked)
        resolves.set()

    assert turned.longest_s < LONGEST_TURN_S
    assert still == 1


def test_a_flood_of_one_topic_leaves_the_tasks_their_turn(port: int, writer: SqliteWriter) -> None:
    tasks = Counted()
    with a_broker(port) as broker, FakeNode(port) as node:
        turned = Turned(a_loop(writer, broker, NobodyJudges(), tasks=[tasks]))
        turned.until(lambda: broker.is_connected)
        for _ in range(3 * MOST_AT_ONCE):
            node._client.publish("zigbee2mqtt/lamp", b"{}", 0)
        before = tasks.asked
        node.send(a_record(0))
        turned.until(lambda: node.acked(0))

    assert tasks.asked - before >= 3
    assert turned.longest_s < LONGEST_TURN_S


def test_a_broker_that_sends_twenty_at_a_time_is_not_kept_waiting_for_the_commit(
    tmp_path: Path, writer: SqliteWriter
) -> None:
    with mosquitto(tmp_path, in_flight=20) as port, a_broker(port) as broker, FakeNode(port) as node:
        stands = Station("la-ceiba", 2 * PATIENCE_S, FixedClock(NOW), lambda: True, ())
        pipeline = Pipeline(writer, NobodyJudges(), commune="la-ceiba")
        turned = Turned(IngestLoop(broker, pipeline, writer, stands))
        turned.until(lambda: broker.is_connected)
        for number in range(100):
            node.send(a_record(number))
        turned.until(lambda: node.acked(79))
