"""The firmware's own outbox and delivery in the world where everybody may die."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from delivery_model import Message, ModelNode, World
from hypothesis import given, settings
from hypothesis import strategies as st
from node.delivery import Delivery
from node.outbox import Outbox

from gateway.domain.topics import ReadingsTopic

EVERYTHING = {"up_to": 1 << 32, "room": 1 << 20}
WRAP = 1 << 30
OFTEN = ("puts", "send", "deliver", "commit")
SELDOM = ("connect", "wait", "node_dies", "gateway_dies", "fresh_gateway", "broker_dies", "broker_dies")
EVENTS = st.tuples(st.sampled_from([*OFTEN, *OFTEN, *SELDOM]), st.integers(1, 9))


class RealNode(ModelNode):
    """Speaks the model's words with the firmware's modules; its outbox is small and drops by itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ticks = WRAP - 10_000
        self.messages = 0
        self.dropped: set[int] = set()
        self.restart(burnt=0)

    def restart(self, *, burnt: int) -> None:
        self.outbox = Outbox(str(self.folder), segment_bytes=64, segments=6)
        self.outbox.open(is_power_on=True)
        for _ in range(burnt):
            self.outbox.reserve()
        self.delivery = Delivery(self.outbox)
        self.connect()

    def put(self) -> int:
        number, before = self.outbox.reserve(), self._held()
        self.outbox.put(number, b"record %d" % number)
        self.dropped |= before - self._held()
        return number

    def connect(self) -> None:
        self.delivery.connect(self.ticks)

    def send(self) -> list[Message]:
        found: list[Message] = []
        while (following := self.delivery.next(room=34, sleeps=False)) is not None:
            leaf, records, _ = following
            _, queue, *numbers = leaf.split("/")
            topic = ReadingsTopic("n", queue, *map(int, numbers))
            found.append((topic, tuple(int(record.split()[1]) for record in records)))
        self.messages += len(found)
        return found

    def hear(self, queue: str, seq: int, *, again: bool) -> None:
        self.delivery.hear((queue, seq, again), ticks=self.ticks)

    def wait(self, seconds: int) -> None:
        self.ticks = (self.ticks + seconds * 1000) % WRAP
        self.delivery.tick(self.ticks)

    def _held(self) -> set[int]:
        return {number for number, _ in self.outbox.read(-1, **EVERYTHING)}

    @property
    def queue(self) -> str:  # type: ignore[override]
        return self.outbox.queue


@settings(max_examples=150, deadline=None)
@given(st.lists(EVENTS, min_size=8, max_size=60))
def test_whoever_dies_each_record_is_stored_once_and_a_quiet_hour_drains_all(
    events: list[tuple[str, int]],
) -> None:
    folder = Path(tempfile.mkdtemp())
    world = World()
    world.node = node = RealNode(folder / "outbox")
    for what, how_much in events:
        world.happen(what, how_much)

    for seconds in [*[1] * 5, *[60] * 80]:
        world.turn(seconds=seconds)

    stored = world.station.stored
    kept = {one for one in world.put if one[1] not in node.dropped}
    assert len(set(stored)) == len(stored)
    assert kept <= set(stored) | set(world.kept_before)
    assert node.delivery.is_done
    shutil.rmtree(folder)
