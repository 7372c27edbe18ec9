"""What no block says yet: readings near arrivals that wait for their block, derived on the fly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import numpy as np

from gateway.domain.columns import Derived, Signals
from gateway.domain.context import BESIDE, reach_of
from gateway.domain.readings import SeriesKey
from gateway.store.base import Derive
from gateway.store.sqlite import blocks
from gateway.store.sqlite.arrivals import Pending
from gateway.store.sqlite.blocks import DAY, Block, Sort
from gateway.store.sqlite.context import READABLE_BESIDE, all_readable_signals, needed, touched
from gateway.store.sqlite.merging import fresh, spans_of

Stretch = tuple[int, int]
"""[start, end) [s UTC]."""


class OfNode:
    """What no block of one node says yet, at one moment; found and derived once for all its series."""

    def __init__(
        self, archive: sqlite3.Connection, node: str, own: Mapping[SeriesKey, Pending], derive: Derive
    ) -> None:
        """Remember a snapshot opened after that of the arrivals, and all arrivals of the node."""
        self.own = own
        self._archive = archive
        self._node = node
        self._derive = derive
        self._found: tuple[int, int, list[tuple[int, int, bool]] | None] = (0, 0, None)
        self._derived: dict[tuple[bool, Stretch], Mapping[SeriesKey, Derived]] = {}

    def stretches(self, series: SeriesKey, *, start: int, end: int) -> list[Stretch]:
        """Return where within [start, end) the blocks of a series do not tell all.

        They rise and none touches another: each hour with an arrival that no block of its own holds, the
        whole day where its hours were folded, and as far around such an arrival as it changes the flags of
        others.
        """
        is_beside = series.quantity in READABLE_BESIDE
        known_from, known_until, found = self._found
        if not (found is not None and known_from <= start and end <= known_until):
            found = _stretches(self._archive, self._node, self.own, start=start, end=end)
            self._found = (start, end, found)
        return _united(
            (max(first, start), min(last, end))
            for first, last, is_around in found
            if is_beside or not is_around
        )

    def derived(self, series: SeriesKey, stretch: Stretch) -> Derived:
        """Return the readings of a series in a stretch, by the function that will derive their block."""
        is_beside = series.quantity in READABLE_BESIDE
        asked = (is_beside, stretch)
        if asked not in self._derived:
            known = {*blocks.series_of(self._archive, node=self._node), *self.own}
            wanted = list(needed(known, *stretch)) if is_beside else [(list(known), stretch)]
            signals: dict[SeriesKey, Signals] = {}
            for names, (start, end) in wanted:
                signals |= received(self._archive, names, self.own, start=start, end=end)
            self._derived[asked] = self._derive(signals)
        return self._derived[asked].get(series, Derived.empty()).between(*stretch)


def _stretches(
    archive: sqlite3.Connection, node: str, own: Mapping[SeriesKey, Pending], *, start: int, end: int
) -> list[tuple[int, int, bool]]:
    """Return the stretches, and whether each is only around what has arrived."""
    around = max(DAY, reach_of(own).before_s)
    loose = _loose(archive, own, start - around, end + around)
    days = {int(day) * DAY for one in loose.values() for day in np.unique(one.rows.time // DAY)}
    folded = [
        span.start
        for day in days
        for span in blocks.spans_of_node(archive, node, start=day, end=day + 1)
        if span.length == DAY
    ]
    found = [(span.start, span.end, False) for span in spans_of(loose, folded=folded)]
    return found + [
        (*touched(hour * 3600, hour * 3600 + 3600, reach_of([one])), True)
        for one, part in loose.items()
        if one.quantity in BESIDE
        for hour in np.unique(part.rows.time // 3600).tolist()
    ]


def received(
    archive: sqlite3.Connection,
    series: Iterable[SeriesKey],
    own: Mapping[SeriesKey, Pending],
    *,
    start: int,
    end: int,
) -> dict[SeriesKey, Signals]:
    """Return what was received of some series of a node in [start, end), in blocks or not yet in any."""
    names = set(series)
    standing: dict[SeriesKey, list[Block]] = {}
    for block in blocks.find(archive, names, Sort.SIGNALS, start=start, end=end):
        standing.setdefault(block.series, []).append(block)
    found = {one: _received(standing.get(one, []), own.get(one)).between(start, end) for one in names}
    return {one: rows for one, rows in found.items() if len(rows)}


def without(rows: Derived, stretches: Iterable[Stretch]) -> Derived:
    """Return the rows that lie in none of the stretches."""
    kept = np.ones(len(rows), dtype=bool)
    for start, end in stretches:
        kept &= (rows.time < start) | (rows.time >= end)
    return rows.take(kept)


def _loose(
    archive: sqlite3.Connection, own: Mapping[SeriesKey, Pending], start: int, end: int
) -> dict[SeriesKey, Pending]:
    found = {}
    for series, all_of_it in own.items():
        pending = all_of_it.between(start, end)
        if not len(pending.ids):
            continue
        first, last = int(pending.rows.time.min()), int(pending.rows.time.max()) + 1
        part = fresh(blocks.held(archive, series, start=first, end=last), pending)
        if len(part.ids):
            found[series] = part
    return found


def _received(standing: list[Block], pending: Pending | None) -> Signals:
    rows = all_readable_signals(standing)
    if pending is None:
        return rows
    return Signals.joined(rows, fresh([(block.span, block.upto) for block in standing], pending).rows)


def _united(stretches: Iterable[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
