from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from fakes import MemoryReadings

from dashboard.server.remembering import Remembering, written_in
from gateway.domain.alerts import Alert, Level
from gateway.domain.columns import Derived
from gateway.domain.readings import Reading, SeriesKey
from gateway.store.base import NodeState


class Counting(MemoryReadings):
    asked = 0

    def nodes(self) -> list[NodeState]:
        self.asked += 1
        return super().nodes()


class CountingLatest(MemoryReadings):
    asked = 0

    def latest_of(self, node: str) -> dict[SeriesKey, Reading]:
        self.asked += 1
        return super().latest_of(node)


NODE = NodeState("pond-1", None, None, 100, 0, 0)


def marks(*found: int) -> Iterator[int]:
    yield from found


def test_what_nobody_wrote_is_read_once() -> None:
    store = Counting(known_nodes=[NODE])
    remembering = Remembering(store, lambda: "the same")

    found = [remembering.nodes() for _ in range(3)]

    assert found == [[NODE]] * 3
    assert store.asked == 1


def test_the_newest_values_of_a_node_are_read_together() -> None:
    ph, oxygen = SeriesKey("pond-1", "sonda", "ph"), SeriesKey("pond-1", "sonda", "oxygen")
    one = np.array([1], dtype=np.int64)
    store = CountingLatest({ph: Derived(one, np.array([7.2]), one, one)})
    remembering = Remembering(store, lambda: "the same")

    found = remembering.latest(ph), remembering.latest(oxygen)

    assert found == (store.latest(ph), None)
    assert store.asked == 1


def test_after_a_write_everything_is_read_again() -> None:
    store, told = Counting(known_nodes=[NODE]), marks(1, 2)
    remembering = Remembering(store, lambda: next(told))

    for _ in range(2):
        remembering.nodes()

    assert store.asked == 2


def test_who_changes_an_answer_changes_it_for_nobody_else() -> None:
    remembering = Remembering(Counting(known_nodes=[NODE]), lambda: "the same")

    remembering.nodes().clear()

    assert remembering.nodes() == [NODE]


def test_alerts_that_are_over_are_another_question() -> None:
    over = Alert("alerta-1", "estanque-1", "oxygen", Level.WARN, 10, 2.0, acknowledged=15, cleared=20)
    remembering = Remembering(MemoryReadings(known_alerts=[over]), lambda: "the same")

    assert remembering.alerts() == []
    assert remembering.alerts(everything=True) == [over]


def test_the_mark_of_a_folder_changes_with_what_is_written_there(tmp_path: Path) -> None:
    mark = written_in(tmp_path)
    before = mark()
    (tmp_path / "readings.db-wal").write_bytes(b"one")
    between = mark()
    (tmp_path / "commune.db-wal").write_bytes(b"two")

    assert len({before, between, mark()}) == 3
    assert mark() == mark()
