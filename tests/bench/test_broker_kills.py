"""What is lost when the broker itself is killed: what it had acknowledged, theirs and ours."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from figures import Report
from ingest_peers import Keeper, conuco, telegraf
from load import message
from msgspec import json as wire
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from station import is_listening, until

from gateway.domain.message import Ack
from gateway.domain.topics import node_topic

pytestmark = [pytest.mark.bench, pytest.mark.broker]

RECORDS = 900
A_SECOND = 100
KILLS = (200, 450, 700)
NODE = "pond-1"
RESENDS_AFTER_S = 2.0
BEGAN = int(time.time()) - RECORDS  # a second each: to them two of one second are one


@dataclass
class Sender:
    """Sends records over real MQTT, counts the broker's acknowledgements and hears the gateway's."""

    port: int
    puback: set[int] = field(default_factory=set)
    seq: int = -1
    _mids: dict[int, int] = field(default_factory=dict)
    _moved: float = 0.0

    def __post_init__(self) -> None:
        self.client = Client(CallbackAPIVersion.VERSION2, client_id="sender", clean_session=False)
        self.client.on_publish = lambda _c, _u, mid, *_: self.puback.add(self._mids.get(mid, -1))
        self.client.on_message = self._hear
        self.client.on_connect = lambda client, *_: client.subscribe(node_topic("la-ceiba", NODE, "ack"), 1)
        self.client.reconnect_delay_set(1, 1)
        self.client.connect("127.0.0.1", self.port)
        self.client.loop_start()

    def _hear(self, _client: Client, _userdata: object, heard: MQTTMessage) -> None:
        ack = wire.decode(heard.payload, type=Ack)
        if ack.seq > self.seq:
            self.seq, self._moved = ack.seq, time.monotonic()

    def send(self, number: int) -> None:
        topic, body = message(NODE, number, BEGAN + number, uptime=number + 1, sent=number + 1)
        topic = topic.replace(f"/{max(0, number - 50)}/", f"/{min(number, self.seq + 1)}/", 1)
        self._mids[self.client.publish(topic, body, 1).mid] = number

    def sends_again(self, sent: int) -> None:
        """Send what the gateway has not acknowledged, where nothing has moved for a while."""
        now = time.monotonic()
        if self.seq + 1 < sent and now - self._moved > RESENDS_AFTER_S:
            self._moved = now
            for number in range(self.seq + 1, min(sent, self.seq + 201)):
                self.send(number)


def through_kills(keeper: Keeper, *, resends: bool) -> tuple[int, int]:
    """Send all while the broker is killed; return how many it acknowledged, and how many are stored."""
    sender = Sender(keeper.port)
    until(sender.client.is_connected, what="the connection")
    for number in range(RECORDS):
        sender.send(number)
        time.sleep(1 / A_SECOND)
        if number in KILLS:
            keeper.broker.kill()
            keeper.broker.start()
            until(lambda: is_listening(keeper.port), what="the broker's start")
        if resends:
            sender.sends_again(number + 1)
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and len(sender.puback) < RECORDS:
        time.sleep(0.1)
    while resends and time.monotonic() < deadline and sender.seq < RECORDS - 1:
        sender.sends_again(RECORDS)
        time.sleep(0.1)
    time.sleep(3)
    stored = keeper.numbers(NODE)
    sender.client.disconnect()
    sender.client.loop_stop()
    return len(sender.puback), stored


def test_a_broker_that_is_killed_takes_what_it_had_acknowledged(tmp_path: Path, report: Report) -> None:
    with telegraf(tmp_path / "theirs") as keeper:
        theirs = through_kills(keeper, resends=False)
    with conuco(tmp_path / "ours") as keeper:
        ours = through_kills(keeper, resends=True)

    part = report.part(
        "Ingest: the broker killed three times",
        f"{RECORDS} records at {A_SECOND} a second, kill -9 of Mosquitto, which saves each half hour as"
        " Debian has it. Theirs sends again what the broker did not acknowledge; ours, as nodes do, what"
        " the gateway did not.",
        beside="Telegraf + InfluxDB 2",
    )
    part.row("acknowledged by the broker", ours[0], theirs[0])
    lost = [acknowledged - stored for acknowledged, stored in (ours, theirs)]
    part.row("of these lost", max(0, lost[0]), max(0, lost[1]), wanted="none", holds=ours[1] == RECORDS)
    part.row("stored of sent", f"{ours[1]} of {RECORDS}", f"{theirs[1]} of {RECORDS}")
    assert ours[1] == RECORDS
