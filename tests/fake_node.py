"""A node played by hand over real MQTT, for tests that need one message at a time."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Self

from msgspec import json as wire
from paho.mqtt.client import Client, MQTTMessage, MQTTMessageInfo
from paho.mqtt.enums import CallbackAPIVersion
from station import PATIENCE_S, until

from gateway.domain.message import Ack, TimeAnswer
from gateway.domain.topics import node_topic


class FakeNode:
    """Publishes what it is told and remembers what it is answered; a context manager."""

    def __init__(self, port: int, *, node: str = "pond-1", queue: str = "0000abcd") -> None:
        self.node, self.queue, self._port = node, queue, port
        self.acks: list[Ack] = []
        self.answers: list[TimeAnswer] = []
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=node)

    def __enter__(self) -> Self:
        self._client.on_message = self._hear
        self._client.connect("127.0.0.1", self._port)
        for leaf in ("ack", "time/answer"):
            self._client.subscribe(node_topic("la-ceiba", self.node, leaf), 1)
        self._client.loop_start()
        until(self._client.is_connected, what="the node's connection")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _hear(self, _client: Client, _userdata: object, message: MQTTMessage) -> None:
        if message.topic.endswith("ack"):
            self.acks.append(wire.decode(message.payload, type=Ack))
        else:
            self.answers.append(wire.decode(message.payload, type=TimeAnswer))

    def publish(self, topic: str, body: bytes, *, retain: bool = False) -> None:
        self._client.publish(topic, body, 1, retain).wait_for_publish(PATIENCE_S)

    def send(self, *records: dict[str, object], oldest: int = 0, waiting: bool = False) -> None:
        self.hand_over(*records, oldest=oldest, waiting=waiting).wait_for_publish(PATIENCE_S)

    def hand_over(
        self, *records: dict[str, object], oldest: int = 0, waiting: bool = False
    ) -> MQTTMessageInfo:
        """Send a batch, and do not wait for the broker to say that it has it."""
        numbers = [int(str(record["number"])) for record in records]
        uptime = max(int(str(record["uptime"])) for record in records)
        body = {"uptime": uptime, "boot": 1, "waiting": waiting, "records": records}
        leaf = f"readings/{self.queue}/{oldest}/{numbers[0]}/{numbers[-1]}"
        return self._client.publish(node_topic("la-ceiba", self.node, leaf), json.dumps(body).encode(), 1)

    def ask_time(self, *, uptime_ms: int) -> None:
        body = {"n": 1, "queue": self.queue, "boot": 1, "uptime_ms": uptime_ms}
        self.publish(node_topic("la-ceiba", self.node, "time/ask"), json.dumps(body).encode())

    def acked(self, seq: int) -> bool:
        return any(ack.seq >= seq for ack in self.acks)
