"""A model of node, broker and gateway that may each die at any moment.

The gateway's part is the real rule (`gateway.ingest.delivery.step`); the node's part says what
firmware/node must do. A record counts from the moment it was put.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.domain.topics import ReadingsTopic
from gateway.ingest.delivery import step

WINDOW = 4
BATCH = 3
PATIENCE_S = (30, 60, 120, 240, 480, 600)
Message = tuple[ReadingsTopic, tuple[int, ...]]


@dataclass
class ModelNode:
    """What stands in flash survives; what stands in memory does not."""

    queue: str = "00000000"
    flash: list[int] = field(default_factory=list)
    next_number: int = 0
    oldest: int = 0
    acked: int = -1
    sent: int = -1
    in_flight: list[int] = field(default_factory=list)
    again_at: int = -2
    waited_s: int = 0
    waits: int = 0
    messages: int = 0

    def put(self) -> int:
        self.next_number += 1
        self.flash.append(self.next_number - 1)
        return self.next_number - 1

    def drop_oldest(self) -> list[int]:
        dropped = self.flash[:2]
        if dropped:
            self.flash = self.flash[2:]
            self.oldest = dropped[-1] + 1
            self.sent = max(self.sent, dropped[-1])
        return dropped

    def restart(self, *, burnt: int) -> None:
        self.next_number += burnt
        self.connect()

    def connect(self) -> None:
        self.sent = max(self.acked, self.oldest - 1)
        self.in_flight = []
        self.again_at, self.waited_s, self.waits = -2, 0, 0

    def send(self) -> list[Message]:
        found: list[Message] = []
        while len(self.in_flight) < WINDOW and (
            batch := [one for one in self.flash if one > self.sent][:BATCH]
        ):
            topic = ReadingsTopic("n", self.queue, self.oldest, self.sent + 1, batch[-1])
            found.append((topic, tuple(batch)))
            self.sent = batch[-1]
            self.in_flight.append(batch[-1])
        self.messages += len(found)
        return found

    def hear(self, queue: str, seq: int, *, again: bool) -> None:
        if queue != self.queue:
            return
        if seq >= self.next_number:
            self.queue = f"{int(self.queue, 16) + 1:08x}"
            self.flash = list(range(len(self.flash)))
            self.next_number, self.oldest, self.acked = len(self.flash), 0, -1
            self.connect()
            return
        if seq > self.acked:
            self.acked, self.oldest = seq, max(self.oldest, seq + 1)
            self.flash = [one for one in self.flash if one > seq]
            self.in_flight = [one for one in self.in_flight if one > seq]
            self.sent = max(self.sent, seq)
            self.waited_s, self.waits = 0, 0
        if again and self.again_at != seq:
            self.connect()
            self.again_at = seq

    def wait(self, seconds: int) -> None:
        self.waited_s = self.waited_s + seconds if self.in_flight else 0
        if self.waited_s >= PATIENCE_S[min(self.waits, len(PATIENCE_S) - 1)]:
            waits, again_at = self.waits + 1, self.again_at
            self.connect()
            self.waits, self.again_at = waits, again_at


@dataclass
class ModelStation:
    """A broker that keeps nothing when it dies, and a gateway that keeps what it committed."""

    is_subscribed: bool = True
    broker: list[Message] = field(default_factory=list)
    unsettled: list[Message] = field(default_factory=list)
    retained: tuple[str, int, bool] | None = None
    cursors: dict[str, int] = field(default_factory=dict)
    stored: list[tuple[str, int]] = field(default_factory=list)

    def commit(self) -> list[tuple[str, int, bool]]:
        answers = {}
        for topic, numbers in self.unsettled:
            done = step(self.cursors.get(topic.queue), topic)
            self.cursors[topic.queue] = done.last
            if done.above is not None:
                self.stored += [(topic.queue, one) for one in numbers if one > done.above]
            answers[topic.queue] = (topic.queue, done.last, done.again)
        self.unsettled = []
        self.retained = next(reversed(answers.values()), self.retained)
        return list(answers.values())

    def hear(self, messages: list[Message]) -> None:
        """A broker that knows no subscriber PUBACKs a message and forgets it."""
        self.broker += messages if self.is_subscribed else []

    def take(self, count: int) -> None:
        self.is_subscribed = True
        self.unsettled += self.broker[:count]
        self.broker = self.broker[count:]

    def gateway_dies(self) -> None:
        self.broker = self.unsettled + self.broker
        self.unsettled = []

    def broker_dies(self) -> None:
        self.broker, self.unsettled, self.retained = [], [], None
        self.is_subscribed = False


class World:
    """Node and station, what was put, and what was dropped on purpose."""

    def __init__(self) -> None:
        self.node = ModelNode()
        self.station = ModelStation()
        self.put: list[tuple[str, int]] = []
        self.kept_before: list[tuple[str, int]] = []
        self.is_connected = True

    def turn(self, seconds: int) -> None:
        if not self.is_connected:
            self.connect()
        self.node.wait(seconds)
        self.station.hear(self.node.send())
        self.station.take(len(self.station.broker))
        for queue, seq, again in self.station.commit():
            self.node.hear(queue, seq, again=again)

    def happen(self, what: str, how_much: int) -> None:
        getattr(self, what)(how_much)

    def puts(self, how_much: int) -> None:
        self.put += [(self.node.queue, self.node.put()) for _ in range(how_much)]

    def send(self, _: int) -> None:
        if not self.is_connected:
            self.connect()
        self.station.hear(self.node.send())

    def deliver(self, how_much: int) -> None:
        self.station.take(how_much)

    def commit(self, _: int) -> None:
        for queue, seq, again in self.station.commit():
            if self.is_connected:
                self.node.hear(queue, seq, again=again)

    def full(self, _: int) -> None:
        gone = {(self.node.queue, one) for one in self.node.drop_oldest()}
        self.put = [one for one in self.put if one not in gone]

    def node_dies(self, burnt: int) -> None:
        self.node.restart(burnt=burnt)
        self.is_connected = False

    def gateway_dies(self, _: int) -> None:
        self.station.gateway_dies()

    def broker_dies(self, _: int) -> None:
        self.station.broker_dies()
        self.is_connected = False

    def fresh_gateway(self, _: int) -> None:
        self.kept_before += self.station.stored
        self.station = ModelStation(is_subscribed=False)
        self.is_connected = False

    def wait(self, half_minutes: int) -> None:
        if self.is_connected:
            self.node.wait(half_minutes * 30)

    def connect(self, _: int = 0) -> None:
        self.is_connected = True
        self.node.connect()
        if self.station.retained is not None:
            queue, seq, again = self.station.retained
            self.node.hear(queue, seq, again=again)
