"""Twenty publishers at a broker, each with a window of sixteen messages: raw sockets, packets ready made.

`python tests/load.py PORT COUNT RATE STEP_S` publishes COUNT messages at RATE a second (0: as fast as they
are acknowledged), measured STEP_S apart at each node, and prints as JSON what it took. It waits for the
broker's acknowledgements, not for those of the gateway.
"""

from __future__ import annotations

import json
import selectors
import socket
import struct
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from commune_load import NODES, values

PUBLISHERS = 20
WINDOW = 16
QUEUE = "0000abcd"


def length(size: int) -> bytes:
    """Return a length as MQTT writes it."""
    found = bytearray()
    while True:
        size, low = divmod(size, 128)
        found.append(low | (0x80 if size else 0))
        if not size:
            return bytes(found)


def packet(topic: str, body: bytes, mid: int) -> bytes:
    """Return a PUBLISH of QoS 1."""
    name = topic.encode()
    rest = struct.pack(">H", len(name)) + name + struct.pack(">H", mid) + body
    return b"\x32" + length(len(rest)) + rest


def message(node: str, number: int, at: int, *, uptime: int, sent: int) -> tuple[str, bytes]:
    """Return one record of a node as it sends it at an uptime `sent` [s]: topic and body."""
    record = {"number": number, "boot": 1, "uptime": uptime, "clock": "synced", "time": at}
    body = {"uptime": sent, "boot": 1, "records": [record | {"values": values(node, at)}]}
    topic = f"conuco/v1/la-ceiba/{node}/readings/{QUEUE}/{max(0, number - 50)}/{number}/{number}"
    return topic, json.dumps(body, separators=(",", ":")).encode()


@dataclass
class Publisher:
    """One connection to the broker."""

    name: str
    port: int
    waiting: deque[bytes] = field(default_factory=deque)
    in_flight: int = 0
    acked: int = 0
    _rest: bytes = b""

    def connect(self) -> None:
        """Open it and wait for the broker's word."""
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        name = self.name.encode()
        head = b"\x00\x04MQTT\x04\x02\x00\x00" + struct.pack(">H", len(name)) + name
        self.socket.sendall(b"\x10" + length(len(head)) + head)
        assert self.socket.recv(4) == b"\x20\x02\x00\x00", "the broker refuses us"

    def fill(self) -> None:
        """Send as much as the window takes, in one call."""
        count = min(WINDOW - self.in_flight, len(self.waiting))
        if count > 0:
            self.socket.sendall(b"".join(self.waiting.popleft() for _ in range(count)))
            self.in_flight += count

    def hear(self) -> int:
        """Read acknowledgements; return how many. To a publisher the broker says nothing else."""
        said = self._rest + self.socket.recv(65536)
        count = len(said) // 4
        self._rest = said[count * 4 :]
        self.in_flight -= count
        self.acked += count
        return count


def packets(count: int, now: int, *, step_s: int, rate: float) -> Iterator[tuple[int, bytes]]:
    """Yield for each message whose it is, and the packet; the nodes take turns, one publisher for five.

    At a rate a record is sent as soon as it was measured; without one all was measured before, as after a
    night without a network, and each message says the uptime of now.
    """
    each = -(-count // len(NODES))
    for turn in range(count):
        node, number = NODES[turn % len(NODES)], turn // len(NODES)
        uptime = (number + 1) * step_s
        sent = uptime if rate else each * step_s
        topic, body = message(node, number, now - (each - number) * step_s, uptime=uptime, sent=sent)
        yield turn % PUBLISHERS, packet(topic, body, turn // PUBLISHERS % 65535 + 1)


def publish(port: int, count: int, rate: float, step_s: int) -> dict[str, float]:
    """Publish everything; return what it took."""
    everyone = [Publisher(f"load-{n}", port) for n in range(PUBLISHERS)]
    made = list(packets(count, int(time.time()), step_s=step_s, rate=rate))
    selector = selectors.DefaultSelector()
    for one in everyone:
        one.connect()
        selector.register(one.socket, selectors.EVENT_READ, one)
    began, cpu = time.monotonic(), time.process_time()
    handed = acked = 0
    while acked < count:
        due = count if not rate else min(count, int((time.monotonic() - began) * rate) + 1)
        touched = set()
        while handed < due:
            turn, packed = made[handed]
            everyone[turn].waiting.append(packed)
            touched.add(turn)
            handed += 1
        for turn in touched:
            everyone[turn].fill()
        wait = None if handed >= count or not rate else max(0.0, began + handed / rate - time.monotonic())
        for key, _ in selector.select(wait):
            acked += key.data.hear()
            key.data.fill()
    return {
        "seconds": time.monotonic() - began,
        "cpu_s": time.process_time() - cpu,
        "sent": handed,
        "acked": acked,
    }


if __name__ == "__main__":
    _port, _count, _rate, _step_s = sys.argv[1:]
    sys.stdout.write(json.dumps(publish(int(_port), int(_count), float(_rate), int(_step_s))))
