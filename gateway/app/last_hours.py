"""The last hours of each probe in mind: beside them a reading is judged that has just come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from gateway.domain.by_hand import is_by_hand
from gateway.domain.columns import Signals
from gateway.domain.context import BESIDE, reach_of
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter


@dataclass(slots=True)
class LastHours:
    """Signals by node, read from the store once and carried on; one whose moment nobody knows stays out."""

    writer: SqliteWriter
    _of: dict[str, dict[SeriesKey, Signals]] = field(default_factory=dict)

    def with_fresh(self, node: str, fresh: Mapping[SeriesKey, Signals]) -> dict[SeriesKey, Signals]:
        """Return what has just come of a node together with its last hours, and keep both in mind."""
        placed = {one: rows for one, rows in fresh.items() if one.quantity in BESIDE and len(rows)}
        if not placed or is_by_hand(node):
            return dict(fresh)
        newest = max(int(rows.time[-1]) for rows in placed.values())
        if node not in self._of:
            since = newest - reach_of(placed).before_s
            self._of[node] = self.writer.signals_beside(node, start=since, end=newest + 1)
        kept = self._of[node]
        together = dict(fresh)
        for series in {*kept, *placed}:
            before = kept.get(series, Signals.empty())
            rows = placed.get(series, Signals.empty())
            together[series] = Signals.joined(_without(before, rows), rows)
            known = together[series].take(together[series].known <= TimeKnown.RESOLVED)
            kept[series] = known.between(newest - reach_of([series]).before_s, newest + 1)
        return together

    def lay_beside(self, node: str, some: list[Arrival]) -> None:
        """Keep in mind what has come of a node since and was judged without its hours; all rises in time."""
        kept = self._of.get(node)
        if kept is None or not some:
            return  # the store says it with the rest
        newest = max(one.time or 0 for one in some)
        fresh = {one: found.rows for one, found in arrivals.by_series(enumerate(some)).items()}
        for series in {*kept, *(one for one in fresh if one.quantity in BESIDE)}:
            rows = Signals.joined(kept.get(series, Signals.empty()), fresh.get(series, Signals.empty()))
            kept[series] = rows.between(newest - reach_of([series]).before_s, newest + 1)

    def forget(self) -> None:
        """Forget what may not have been committed; the store says it again."""
        self._of.clear()


def _without(before: Signals, rows: Signals) -> Signals:
    """Return the rows before without those that are among the fresh ones already: of the same moment."""
    if not len(rows):
        return before
    fresh = set(zip(rows.queue.tolist(), rows.number.tolist(), strict=True))
    first = int(np.searchsorted(before.time, int(rows.time[0])))
    pairs = zip(before.queue[first:].tolist(), before.number[first:].tolist(), strict=True)
    kept = [first + place for place, pair in enumerate(pairs) if pair not in fresh]
    head = before.take(slice(first))
    return Signals.joined(head, before.take(np.array(kept, dtype=np.int64))) if kept else head
