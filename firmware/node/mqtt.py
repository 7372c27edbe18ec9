"""A small MQTT 3.1.1 client that never waits without a deadline.

Whatever a server does that it should not ends in OSError; connect again then.

Source:
    OASIS MQTT Version 3.1.1, 2014.
"""

import struct

from node import const
from node.line import Line
from node.ticks import elapsed

_CONNACK = const(0x20)
_PUBLISH = const(0x30)
_PUBACK = const(0x40)
_SUBACK = const(0x90)
_PINGRESP = const(0xD0)
_LARGEST_PACKET = const(2048)


class Client:
    """One connection to a broker."""

    def __init__(
        self, name: str, ticks_ms, *, idle=None, keepalive_s: int = 60, patience_ms: int = 5000
    ) -> None:
        """Remember everything; nothing is connected yet.

        Args:
            name: The client's name.
            ticks_ms: The counter for deadlines.
            idle: Called again and again while something is waited for.
            keepalive_s: The broker calls us lost after one and a half of it in silence [s].
            patience_ms: The deadline of every answer [ms].
        """
        self._name = name
        self._ticks_ms = ticks_ms
        self._keepalive_s = keepalive_s
        self._patience_ms = patience_ms
        self._line = Line(ticks_ms, idle, patience_ms)
        self._received = b""
        self._passing = 0  # bytes still to come of a message that is too long
        self._incomplete = None  # since when the packet that is coming is not whole
        self._heard = []
        self._packet_id = 0
        self._unanswered = {}  # packet id: (what is awaited, since when)
        self._awaiting = None  # (packet type, since when)
        self._spoke = 0

    @property
    def in_flight(self) -> int:
        """How many packets are not acknowledged by the broker."""
        return len(self._unanswered)

    def connect(self, broker: dict, will: tuple[str, bytes] | None = None) -> None:
        """Connect to a broker {host, port, security?, ...} with a clean session.

        Raises:
            OSError: It cannot be reached, or refuses.
        """
        self.close()
        try:
            self._line.open(broker, self._name)
            packet = _connect_packet(self._name, self._keepalive_s, broker, will)
            self._line.write(packet, 2 * self._patience_ms)
            self._spoke = self._ticks_ms()
            self._await(_CONNACK)
        except OSError:
            self.close()
            raise

    def publish(self, topic: str, body: bytes, *, qos: int = 1, retain: bool = False) -> None:
        """Send a message; with QoS 1 the broker must answer before the deadline.

        Raises:
            OSError: The connection is lost.
        """
        head = _text(topic)
        if qos:
            head += struct.pack(">H", self._new_id(_PUBACK))
        self._write(_packet(_PUBLISH | qos << 1 | retain, head, body))

    def subscribe(self, topics: list[str]) -> None:
        """Subscribe to topics with QoS 0.

        Raises:
            OSError: The connection is lost.
        """
        head = struct.pack(">H", self._new_id(_SUBACK))
        self._write(_packet(0x82, head + b"".join([_text(topic) + b"\0" for topic in topics])))

    def turn(self, wait_ms: int) -> list[tuple[str, bytes, bool]]:
        """Wait for something to come, at most so long; return topic, body and "retained" of what came.

        Raises:
            OSError: The connection is lost, or a deadline has passed.
        """
        self._receive(wait_ms)
        self._check_deadlines()
        heard, self._heard = self._heard, []
        return heard

    def disconnect(self) -> None:
        """Say goodbye, so that no will is published."""
        try:
            if self._line.is_open:
                self._write(b"\xe0\0")
        except OSError:
            pass  # It is gone already, which is what was wanted.
        self.close()

    def close(self) -> None:
        """Drop the connection."""
        self._line.close()
        self._awaiting = self._incomplete = None
        self._received = b""
        self._passing = 0
        self._heard = []
        self._unanswered = {}

    def _await(self, kind: int) -> None:
        self._awaiting = (kind, self._ticks_ms())
        while self._awaiting is not None:
            self._receive(100)
            self._check_deadlines()

    def _new_id(self, awaited: int) -> int:
        for _ in range(65535):
            self._packet_id = self._packet_id % 65535 + 1
            if self._packet_id not in self._unanswered:
                break
        self._unanswered[self._packet_id] = (awaited, self._ticks_ms())
        return self._packet_id

    def _write(self, packet: bytes) -> None:
        self._line.write(packet)
        self._spoke = self._ticks_ms()

    def _receive(self, wait_ms: int) -> None:
        chunk = self._line.read(wait_ms)
        if not chunk:
            return
        passed = min(self._passing, len(chunk))
        self._passing -= passed
        self._received += chunk[passed:]
        while self._take_packet():
            pass

    def _take_packet(self) -> bool:
        """Take a packet from what was received; tell whether there was a whole one."""
        start, length = _body_of(self._received)
        if length > _LARGEST_PACKET and start:
            self._pass_over(start + length)
            return True
        if start == 0 or len(self._received) < start + length:
            if not self._received:
                self._incomplete = None
            elif self._incomplete is None:
                self._incomplete = self._ticks_ms()
            return False
        kind, body = self._received[0], self._received[start : start + length]
        self._received = self._received[start + length :]
        self._incomplete = None
        self._take(kind, body)
        return True

    def _pass_over(self, size: int) -> None:
        """Let a message go by that is too long: held by the broker it would end every connection."""
        awaited = None if self._awaiting is None else self._awaiting[0]
        if self._received[0] & 0xF0 != _PUBLISH or awaited == _CONNACK:
            raise OSError("a packet too large")
        print("refused a message of", size, "bytes")
        self._passing = max(size - len(self._received), 0)
        self._received = self._received[size:]
        self._incomplete = None

    def _take(self, kind: int, body: bytes) -> None:
        awaited = None if self._awaiting is None else self._awaiting[0]
        if kind == awaited:
            if body != (b"\0\0" if kind == _CONNACK else b""):
                raise OSError("refused by the broker", body)
            self._awaiting = None
        elif kind & 0xF0 == _PUBLISH and awaited != _CONNACK:
            self._heard.append(_message(kind, body))
        elif kind in (_PUBACK, _SUBACK) and awaited != _CONNACK:
            self._settle(kind, body)
        else:
            raise OSError("unexpected packet", kind)

    def _settle(self, kind: int, body: bytes) -> None:
        if len(body) < 2 or (kind == _PUBACK and len(body) != 2):
            raise OSError("malformed answer", kind)
        awaited = self._unanswered.pop(struct.unpack(">H", body[:2])[0], (0, 0))[0]
        if awaited != kind or (kind == _SUBACK and (len(body) < 3 or max(body[2:]) > 2)):
            raise OSError("answer to nothing that was asked", kind)

    def _check_deadlines(self) -> None:
        now = self._ticks_ms()
        begun = [since for _, since in self._unanswered.values()]
        if self._awaiting is not None:
            begun.append(self._awaiting[1])
        if self._incomplete is not None:
            begun.append(self._incomplete)
        if any([elapsed(since, now) > self._patience_ms for since in begun]):
            raise OSError("the broker does not answer")
        if self._awaiting is None and elapsed(self._spoke, now) > self._keepalive_s * 500:
            self._write(b"\xc0\0")
            self._awaiting = (_PINGRESP, now)


def _connect_packet(name: str, keepalive_s: int, broker: dict, will: tuple[str, bytes] | None) -> bytes:
    flags, tail = 0x02, _text(name)
    if will is not None:
        flags |= 0x2C  # the will is retained, QoS 1
        tail += _text(will[0]) + struct.pack(">H", len(will[1])) + will[1]
    for flag, key in ((0x80, "user"), (0x40, "password")):
        if broker.get(key):
            flags |= flag
            tail += _text(broker[key])
    return _packet(0x10, _text("MQTT") + bytes([4, flags]) + struct.pack(">H", keepalive_s) + tail)


def _packet(kind: int, head: bytes, body: bytes = b"") -> bytes:
    """Return a packet, to be written at once: several small writes wait for each other."""
    length, size = len(head) + len(body), bytearray()
    while True:
        size.append(length & 0x7F | (0x80 if length > 0x7F else 0))
        length >>= 7
        if not length:
            return b"".join([bytes([kind]), bytes(size), head, body])


def _text(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack(">H", len(encoded)) + encoded


def _body_of(received: bytes) -> tuple[int, int]:
    """Return start and length of the first packet's body; a start of 0 while its head is not whole."""
    length = 0
    for at in range(1, min(len(received), 5)):
        length |= (received[at] & 0x7F) << 7 * (at - 1)
        if at == 4 and received[at] & 0x80:
            raise OSError("a packet too large")
        if not received[at] & 0x80:
            return at + 1, length
    return 0, 0


def _message(kind: int, body: bytes) -> tuple[str, bytes, bool]:
    if kind & 0x06 or len(body) < 2:
        raise OSError("malformed message", kind)
    end = 2 + struct.unpack(">H", body[:2])[0]
    if len(body) < end:
        raise OSError("malformed message", kind)
    try:
        return body[2:end].decode(), body[end:], bool(kind & 1)
    except ValueError:
        raise OSError("malformed topic", kind)
