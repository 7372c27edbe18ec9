"""What stands in the station's databases, counted by the number that each record has in its queue."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from gateway.demo.ledger import Numbers, Queue
from gateway.domain.columns import Ints, Signals
from gateway.domain.panel import Counted
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite import arrivals, blocks, cursors
from gateway.store.sqlite.arrivals import Pending
from gateway.store.sqlite.blocks import DAY, Block, Sort
from gateway.store.sqlite.connection import as_our_errors, open_to_read
from gateway.store.sqlite.merging import fresh
from gateway.store.sqlite.packing import unpack_signals


@dataclass(frozen=True, slots=True)
class Stored:
    """What the station holds of some queues.

    Attributes:
        numbers: Of the records that stand there.
        twice: Of those that stand there more than once.
        taken: Up to which number each queue was taken, as the station says to its node.
    """

    numbers: Numbers
    twice: Numbers
    taken: Mapping[Queue, int]


def counted(kept: Numbers, before: Numbers, stored: Stored) -> Counted:
    """Return how what the nodes have kept stands against what the station holds.

    Args:
        kept: By the nodes.
        before: What they had kept when a button was pressed last.
        stored: By the station, read before `kept` was asked for.
    """
    sent = found = twice = lost = waiting = 0
    for queue, numbers in kept.items():
        there = numbers & stored.numbers.get(queue, frozenset())
        taken = stored.taken.get(queue, -1)
        missing = numbers - there
        sent, found = sent + len(numbers), found + len(there)
        twice += len(numbers & stored.twice.get(queue, frozenset()))
        lost += sum(number <= taken for number in missing)
        waiting += sum(number > taken for number in missing)
    return Counted(
        sent=sent,
        stored=found,
        twice=twice,
        lost=lost,
        waiting=waiting,
        before=sum(len(numbers) for numbers in before.values()),
        before_stored=sum(
            len(numbers & stored.numbers.get(queue, frozenset())) for queue, numbers in before.items()
        ),
    )


@dataclass(slots=True)
class Recount:
    """Counts anew what a folder holds; blocks that stand as before are not unpacked again.

    Attributes:
        folder: Where the databases lie.
        since: No record that is asked for was measured before [s UTC].
    """

    folder: Path
    since: int
    _unpacked: dict[tuple[SeriesKey, int, int, int], tuple[int, Signals]] = field(default_factory=dict)

    def stored(self, queues: Iterable[Queue]) -> Stored:
        """Return what stands there of some queues, at one moment of both files.

        Raises:
            StoreError: A file is not there.
            DiskError: A file cannot be read.
        """
        wanted = set(queues)
        with (
            as_our_errors(),
            closing(open_to_read(self.folder, "readings")) as readings,
            closing(open_to_read(self.folder, "archive")) as archive,
        ):
            for connection in (readings, archive):
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            pending = arrivals.pending(readings)
            taken = {(one.node, f"{one.queue:08x}"): one.last for one in cursors.everything(readings)}
            numbers: dict[Queue, set[int]] = {one: set() for one in wanted}
            twice: dict[Queue, set[int]] = {one: set() for one in wanted}
            for node, queue, number in _untimed(readings):
                if (node, queue) in wanted:
                    numbers[node, queue].add(number)
            nodes = {node for node, _ in wanted}
            for series in sorted({*pending, *blocks.series_of(archive)}):
                if series.node in nodes:
                    rows = self._rows(archive, series, pending.get(series))
                    _put(numbers, twice, series.node, rows)
        return Stored(
            {queue: frozenset(found) for queue, found in numbers.items()},
            {queue: frozenset(found) for queue, found in twice.items()},
            taken,
        )

    def _rows(self, archive: sqlite3.Connection, series: SeriesKey, pending: Pending | None) -> list[Signals]:
        standing = blocks.find(archive, [series], Sort.SIGNALS, start=self.since - DAY, end=2**40)
        found = [self._signals(block) for block in standing]
        if pending is not None:
            found.append(fresh([(block.span, block.upto) for block in standing], pending).rows)
        return found

    def _signals(self, block: Block) -> Signals:
        key = (block.series, block.span.start, block.span.length, len(block.body))
        known = self._unpacked.get(key)
        if known is None or known[0] != block.upto:
            known = self._unpacked[key] = (block.upto, unpack_signals(block.body))
        return known[1]


def _untimed(readings: sqlite3.Connection) -> list[tuple[str, str, int]]:
    rows = readings.execute("SELECT node, queue, number FROM arrivals WHERE time IS NULL")
    return [(node, f"{queue:08x}", number) for node, queue, number in rows]


def _put(
    numbers: dict[Queue, set[int]], twice: dict[Queue, set[int]], node: str, parts: Iterable[Signals]
) -> None:
    """Put the numbers of one series where they belong; one that it has more than once is twice there."""
    rows = list(parts)
    queue = _joined([one.queue for one in rows])
    number = _joined([one.number for one in rows])
    for one in np.unique(queue).tolist():
        name = (node, f"{one:08x}")
        if name not in numbers:
            continue
        own, count = np.unique(number[queue == one], return_counts=True)
        numbers[name].update(own.tolist())
        twice[name].update(own[count > 1].tolist())


def _joined(columns: list[Ints]) -> Ints:
    return np.concatenate(columns) if columns else np.empty(0, dtype=np.int64)
