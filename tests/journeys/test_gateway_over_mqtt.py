"""The gateway as a process of its own, over a real Mosquitto."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from fake_node import FakeNode
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from station import RealStation, until

from gateway.domain.alerts import Level
from gateway.domain.entries import AlarmAcknowledged, Draft, FishGasping, HandRead
from gateway.domain.readings import SeriesKey

pytestmark = pytest.mark.broker

GATEWAY = "conuco-gateway-la-ceiba"
COMMIT_S, AT_ONCE_S = 25.0, 20.0
"""What does not wait for the next commit comes long before it, on a slow machine too [s]."""
OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")


def low_oxygen(number: int, *, millivolts: float = 300.0) -> dict[str, object]:
    values = {"sonda": {"oxygen_signal": millivolts, "water_temperature": 28.0}}
    uptime, at = 1000 + 60 * number, int(time.time()) - 60 + 60 * number
    return {"number": number, "boot": 1, "uptime": uptime, "clock": "synced", "time": at, "values": values}


def test_an_alarm_is_committed_at_once_and_an_acknowledgement_within_seconds(tmp_path: Path) -> None:
    with RealStation(tmp_path, commit_interval_s=COMMIT_S) as station, FakeNode(station.port) as node:
        node.send(low_oxygen(0), low_oxygen(1))
        until(lambda: node.acked(1), within_s=AT_ONCE_S, what="the ack of an urgent batch")
        alert = station.store().alerts()[0]
        assert alert.level is Level.CRITICAL

        with station.journal() as journal:
            body, now = AlarmAcknowledged(alert.uid), int(time.time())
            journal.append(Draft("tap-1", "station", "acknowledgement", body, now, "alguien"), now=now)
        until(lambda: station.store().alerts()[0].acknowledged is not None, within_s=AT_ONCE_S)


def test_what_people_measure_and_see_is_followed_within_seconds(tmp_path: Path) -> None:
    by_hand = SeriesKey("mano-estanque-1", "a-mano", "oxygen")
    with RealStation(tmp_path) as station, station.journal() as journal:
        now = int(time.time())
        low = HandRead("estanque-1", "measured", oxygen=Decimal("0.8"))
        for kind, body in (("hand_reading", low), ("gasping", FishGasping("estanque-1"))):
            journal.append(Draft(kind, "book", kind, body, now, "alguien"), now=now)
        until(lambda: len(station.store().alerts()) == 2, what="both alarms")
        station.gateway.kill()
        station.gateway.start()
        until(lambda: station.gateway_log().count("backlog drained") == 2)

        assert station.store().readings(by_hand, 0, 2**40).value.tolist() == [0.8]
        assert {one.kind for one in station.store().alerts()} == {"oxygen", "gasping"}


def test_a_waiting_node_is_answered_long_before_the_commit_interval(tmp_path: Path) -> None:
    with RealStation(tmp_path, commit_interval_s=COMMIT_S) as station, FakeNode(station.port) as node:
        node.send(low_oxygen(0, millivolts=1500.0), waiting=True)

        until(lambda: node.acked(0), within_s=AT_ONCE_S, what="the ack of a waiting node")


def test_two_boards_under_one_name_are_both_answered(tmp_path: Path) -> None:
    with RealStation(tmp_path, commit_interval_s=2.0) as station, FakeNode(station.port) as node:
        for queue in ("0000aaaa", "0000bbbb"):
            node.queue = queue
            node.send(low_oxygen(0, millivolts=1500.0))

        until(lambda: {ack.queue for ack in node.acks} == {"0000aaaa", "0000bbbb"}, what="both acks")


def test_what_came_while_the_gateway_was_away_is_stored_and_rings_nobody(tmp_path: Path) -> None:
    with RealStation(tmp_path) as station, FakeNode(station.port) as node:
        station.gateway.stop()
        node.send(low_oxygen(0), low_oxygen(1))
        station.gateway.start()
        until(lambda: node.acked(1), what="the ack of the backlog")

        assert len(station.store().readings(OXYGEN, 0, 2**40)) == 2
        assert station.store().alerts() == []


def test_the_gateway_finds_the_broker_again_and_stores_nothing_twice(tmp_path: Path) -> None:
    with RealStation(tmp_path) as station:
        with FakeNode(station.port) as node:
            node.send(low_oxygen(0))
            until(lambda: node.acked(0))
        station.broker.kill()
        station.start_broker()
        until(lambda: station.gateway_log().count("broker connected") >= 2)
        with FakeNode(station.port) as node:
            node.send(low_oxygen(0), low_oxygen(1))
            until(lambda: node.acked(1))

        assert len(station.store().readings(OXYGEN, 0, 2**40)) == 2


def test_a_session_that_lost_its_subscription_does_not_leave_the_gateway_deaf(tmp_path: Path) -> None:
    with RealStation(tmp_path) as station, FakeNode(station.port) as node:
        station.gateway.stop()
        for is_clean in (True, False):
            Client(CallbackAPIVersion.VERSION2, GATEWAY, clean_session=is_clean).connect(
                "127.0.0.1", station.port
            )
        station.gateway.start()
        until(lambda: station.gateway_log().count("backlog drained") == 2)
        node.send(low_oxygen(0))

        until(lambda: node.acked(0), what="the ack from a gateway that was deaf")
        assert "subscribing again" in station.gateway_log()


def test_poison_stops_nobody_and_is_named_in_the_log(tmp_path: Path) -> None:
    with RealStation(tmp_path) as station, FakeNode(station.port) as node:
        node.publish("conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/0", b"\xff{")
        node.publish("conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/99999999", b"{}")
        node.publish("casa/lampara", b"1", retain=True)
        node.send(low_oxygen(1))
        until(lambda: node.acked(1), what="the ack after the poison")

        assert station.store().nodes()[0].dead_letters == 1
        assert station.gateway_log().count("message set aside topic=") == 3
        assert len(station.store().readings(OXYGEN, 0, 2**40)) == 1


def test_a_node_learns_the_time_at_once(tmp_path: Path) -> None:
    with RealStation(tmp_path, commit_interval_s=COMMIT_S) as station, FakeNode(station.port) as node:
        asked = time.time()
        node.ask_time(uptime_ms=5000)

        until(lambda: bool(node.answers), within_s=AT_ONCE_S)
        assert asked - 1 < node.answers[0].utc_ms / 1000 < time.time() + 1
        assert node.answers[0].trusted


def test_a_gap_that_is_half_filled_within_one_commit_is_still_asked_for_again(tmp_path: Path) -> None:
    with RealStation(tmp_path, commit_interval_s=2.0) as station, FakeNode(station.port) as node:
        # What the rules find at the start of a station is committed at once, and what waits with it.
        node.send(low_oxygen(0, millivolts=1500.0))
        until(lambda: node.acked(0), what="the ack of the first")
        before = len(node.acks)
        node.hand_over(low_oxygen(6, millivolts=1500.0))
        node.hand_over(low_oxygen(1, millivolts=1500.0))
        until(lambda: node.acked(1), what="the ack of both")

        assert [(ack.seq, ack.again) for ack in node.acks[before:]] == [(1, True)]


def test_an_acknowledgement_of_a_milder_level_does_not_silence_a_worse_one(tmp_path: Path) -> None:
    with RealStation(tmp_path) as station, FakeNode(station.port) as node:
        node.send(low_oxygen(0), low_oxygen(1))
        until(lambda: bool(station.store().alerts()), what="the alarm")
        node.send(low_oxygen(2, millivolts=100.0))
        until(lambda: station.store().alerts()[0].level is Level.EMERGENCY, what="the emergency")

        alert, now = station.store().alerts()[0], int(time.time())
        with station.journal() as journal:
            for uid, level in (("tap-1", 2), ("tap-2", 3)):
                body = AlarmAcknowledged(alert.uid, level)
                journal.append(Draft(uid, "station", "acknowledgement", body, now, "alguien"), now=now)
                until(lambda: "up_to=" + str(journal.entries("station")[-1].number) in station.gateway_log())
                attended = station.store().alerts()[0].acknowledged
                assert (attended is not None) == (level == 3)
