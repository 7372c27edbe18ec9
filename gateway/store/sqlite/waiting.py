"""Which arrivals wait for their block, kept in mind: their table has no index by node or time.

Such an index would dirty a page a node with each commit, which costs an SD card more than the readings.
Ids only rise, so what is new stands above the last one seen. What a block holds that is not committed yet is
kept apart: what arrives meanwhile belongs to no such block.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from gateway.domain.readings import SeriesKey
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Pending
from gateway.store.sqlite.blocks import HOUR, Span

LOOKED_AT: Final = 1000
"""So many arrivals are looked at in one step: what is decoded stands in memory meanwhile."""

LET_GO: Final = 4000
"""So many arrivals are let go in one step."""


class Group(NamedTuple):
    """What arrived of one node that was measured in one hour, which begins at `hour` [s UTC]."""

    node: str
    hour: int


class Waiting:
    """Follows the arrivals whose time is known; call it only while no transaction is open on readings.db.

    Attributes:
        new: Groups with arrivals that may be in no block.
    """

    def __init__(self, readings: sqlite3.Connection) -> None:
        """Begin with nothing seen."""
        self._readings = readings
        self._seen = 0
        self._ids: dict[Group, list[int]] = defaultdict(list)
        self._last: dict[str, dict[tuple[int, str], tuple[int, int]]] = defaultdict(dict)
        self._kept: set[int] = set()
        self._going: list[int] = []
        self._in_doubt: list[tuple[Group, list[int]]] = []
        self.new: set[Group] = set()

    def follow(self) -> bool:
        """Look at the next arrivals; tell whether there may be more."""
        found = arrivals.heads_above(self._readings, self._seen, limit=LOOKED_AT)
        for head in found:
            self._seen = head.id
            if head.time is not None:
                group = Group(head.node, head.time // HOUR * HOUR)
                self._ids[group].append(head.id)
                self.new.add(group)
                self._supersede(head)
        return len(found) == LOOKED_AT

    def _supersede(self, head: arrivals.Head) -> None:
        """Let go what was kept only because it was the last of its queue and channel."""
        last = self._last[head.node]
        gone = set()
        for channel in head.channels:
            before = last.get((head.queue, channel), (-1, -1))
            if (head.number, head.id) > before:
                last[head.queue, channel] = (head.number, head.id)
                gone.add(before[1])
        for one in gone & self._kept:
            if one not in self._last_ids(head.node):
                self._kept.discard(one)
                self._going.append(one)

    def _last_ids(self, node: str) -> set[int]:
        return {number_of_arrival for _, number_of_arrival in self._last[node].values()}

    def groups(self, node: str, span: Span) -> list[Group]:
        """Return the groups of a node within a span."""
        hours = range(span.start, span.end, HOUR)
        return [Group(node, hour) for hour in hours if Group(node, hour) in self._ids]

    def pending(self, groups: Iterable[Group]) -> dict[SeriesKey, Pending]:
        """Return what arrived in some groups, by series."""
        return arrivals.by_id(self._readings, sorted(one for group in groups for one in self._ids[group]))

    def held(self, groups: Iterable[Group]) -> None:
        """Take note that blocks hold some groups as they stand; nothing goes before they are committed."""
        for group in groups:
            self.new.discard(group)
            self._in_doubt.append((group, self._ids.pop(group, [])))

    def settled(self, *, stands: bool) -> None:
        """Take note that those blocks were committed: their arrivals may go, the last ones apart.

        Or that they were rolled back: then their arrivals wait as before.
        """
        held, self._in_doubt = self._in_doubt, []
        for group, ids in held:
            if not stands:
                self._ids[group] = sorted({*ids, *self._ids[group]})
                self.new.add(group)
                continue
            last = self._last_ids(group.node)
            for one in ids:
                if one in last:
                    self._kept.add(one)
                else:
                    self._going.append(one)

    def going(self) -> list[int]:
        """Return the next arrivals that are to be let go, rising: neighbours share pages."""
        self._going.sort()
        return self._going[:LET_GO]

    def gone(self, count: int) -> None:
        """Take note that the first of those were let go."""
        del self._going[:count]
