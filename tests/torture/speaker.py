"""A speaker of the contract: a node without firmware, for quantity; its flash is this process."""

from __future__ import annotations

import json
import math
import random
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import ledger
from msgspec import json as wire
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from gateway.domain.clock import WorldClock
from gateway.domain.message import Ack, TimeAnswer
from gateway.domain.topics import node_topic

COMMUNE: Final = "la-ceiba"
WINDOW: Final = 8
PATIENCE_S: Final = 3.0
"""Our nodes send again after 30 s; the world runs faster here [s]."""
GARBAGE: Final = (
    b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b'{"uptime": -1, "records": []}', b'{"uptime": 1}',
    b'{"uptime": 1, "records": [{"number": 99999999}]}',
    b'{"uptime": 1, "records": [{"number": 99999999, "boot": 1, "uptime": 1, "clock": "synced", "time": 1,'
    b' "values": {"sonda": {"water_temperature": 1}}}]}',
    b'{"uptime": 1, "records": "all of them"}',
)  # fmt: skip
"""Bodies that nobody can read: on a well-formed topic each goes to the dead letters, once."""


class Sent(NamedTuple):
    """A message as it lies in the flash: its range abuts the one before and never changes."""

    first: int
    last: int
    records: list[dict[str, object]]
    garbage: bytes | None


Range = tuple[str, str, int, int]
"""Node, queue, first, last."""


@dataclass
class Speaker:
    """Measures, keeps, sends, and forgets only what was acknowledged.

    Attributes:
        kept: Every record that it ever kept, as the ledger wants it.
        malformed: The ranges that it sent garbage for, on purpose.
        is_synced: Whether it knows the time; else it states none and asks once in each boot.
    """

    node: str
    port: int
    clock: WorldClock
    chance: random.Random
    is_synced: bool = True
    kept: dict[ledger.Name, bytes] = field(default_factory=dict)
    malformed: set[Range] = field(default_factory=set)
    _flash: list[Sent] = field(default_factory=list)
    _next: int = 0
    _boot: int = 1
    _booted: float = 0.0
    _handed: int = -1
    _again_at: int | None = None
    _moved: float = 0.0
    _is_answered: bool = False
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Take a queue of its own."""
        self.queue = f"{self.chance.randrange(2**32):08x}"
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=self.node)
        self._client.reconnect_delay_set(1, 2)
        self._client.on_connect = self._connected
        self._client.on_message = self._hear

    def start(self) -> None:
        """Switch it on."""
        self._booted = self.clock.now()
        self._client.connect_async("127.0.0.1", self.port, keepalive=5)
        self._client.loop_start()

    def stop(self) -> None:
        """Switch it off."""
        self._client.disconnect()
        self._client.loop_stop()

    @property
    def knows_time(self) -> bool:
        """Whether it states the time, or the station can tell it of this boot."""
        return self.is_synced or self._is_answered

    @property
    def is_empty(self) -> bool:
        """Whether everything was acknowledged."""
        return not self._flash

    def cut(self) -> None:
        """Cut its power: what is in memory goes, and another boot begins.

        Where nobody knows yet when the one before was, nobody will: the station places it between its
        neighbours.
        """
        with self._lock:
            self._handed = -1
            self._boot, self._booted, self._is_answered = self._boot + 1, self.clock.now(), False
        connected = self._client.socket()
        if isinstance(connected, socket.socket):
            try:
                connected.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it was gone already

    def measure(self, *, is_garbled: bool = False) -> None:
        """Keep a message of one to four records, now and then with numbers burnt before and after."""
        with self._lock:
            first = self._next
            number = first + (self.chance.randrange(40) if self.chance.random() < 0.05 else 0)
            count = self.chance.randrange(1, 5)
            now = self.clock.now()
            records = [self._record(number + one, now - 15 * (count - 1 - one)) for one in range(count)]
            last = number + count - 1
            self._next = last + 1
            if is_garbled:
                self._flash.append(Sent(first, last, [], self.chance.choice(GARBAGE)))
                self.malformed.add((self.node, self.queue, first, last))
                return
            for one in records:
                name = (self.node, self.queue, int(str(one["number"])))
                self.kept[name] = json.dumps(one).encode()
            self._flash.append(Sent(first, last, records, None))

    def tend(self) -> None:
        """Send what the window takes; send again where no acknowledgement moved."""
        if not self._client.is_connected():
            return
        with self._lock:
            if not self.is_synced:
                self._ask()
            if self._flash and time.monotonic() - self._moved > PATIENCE_S:
                self._handed, self._moved = -1, time.monotonic()
            for one in self._flash[:WINDOW]:
                if one.first > self._handed:
                    self._send(one)
                    self._handed = one.last

    def _record(self, number: int, at: float) -> dict[str, object]:
        moment = int(at)
        record: dict[str, object] = {
            "number": number,
            "boot": self._boot,
            "uptime": max(0, int(at - self._booted)),
            "clock": "synced" if self.is_synced else "unsynced",
            "values": {
                "sonda": {
                    "oxygen_signal": float(round(900 + 300 * math.sin(moment / 9000))),
                    "water_temperature": round(28 + math.sin(number / 50), 2),
                }
            },
        }
        return record | ({"time": moment} if self.is_synced else {})

    def _send(self, one: Sent) -> None:
        leaf = f"readings/{self.queue}/{self._flash[0].first}/{one.first}/{one.last}"
        body = one.garbage
        if body is None:
            uptime = int(self.clock.now() - self._booted)
            said = {"uptime": uptime, "boot": self._boot, "waiting": False, "records": one.records}
            body = json.dumps(said).encode()
        self._client.publish(node_topic(COMMUNE, self.node, leaf), body, 1)

    def _ask(self) -> None:
        # Again and again, as our nodes do: questions are lost on their way, and a station that is killed
        # between its answer and its commit has forgotten what it said.
        if self.chance.random() < (0.02 if self._is_answered else 0.1):
            uptime_ms = int(1000 * (self.clock.now() - self._booted))
            asked = {"n": self._boot, "queue": self.queue, "boot": self._boot, "uptime_ms": uptime_ms}
            self._client.publish(node_topic(COMMUNE, self.node, "time/ask"), json.dumps(asked).encode(), 0)

    def _connected(self, client: Client, *_: object) -> None:
        with self._lock:
            self._handed, self._again_at, self._moved = -1, None, time.monotonic()
        for leaf in ("ack", "time/answer"):
            client.subscribe(node_topic(COMMUNE, self.node, leaf), 1)

    def _hear(self, _client: Client, _userdata: object, message: MQTTMessage) -> None:
        with self._lock:
            if message.topic.endswith("time/answer"):
                answer = wire.decode(message.payload, type=TimeAnswer)
                # A station that does not believe its own clock has told us nothing.
                self._is_answered |= answer.trusted and answer.n == self._boot
                return
            ack = wire.decode(message.payload, type=Ack)
            if ack.queue != self.queue:
                return
            if self._flash and ack.seq >= self._flash[0].first:
                self._flash = [one for one in self._flash if one.last > ack.seq]
                self._moved = time.monotonic()
            if ack.again and self._again_at != ack.seq:
                self._handed, self._again_at = -1, ack.seq
