"""Readings for everybody who is not the gateway, read-only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gateway.domain.alerts import Alert
from gateway.domain.by_hand import is_by_hand
from gateway.domain.columns import Derived, Signals
from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.domain.rollout import NodeUpdate
from gateway.domain.wishes import NodeOrder
from gateway.store.base import Buckets, Derive, NodeState, bucketed
from gateway.store.sqlite import (
    alerts,
    arrivals,
    blocks,
    cursors,
    dead_letters,
    node_orders,
    node_updates,
    open_hours,
    orders,
    retired,
    rollups,
    statuses,
    unsealed,
)
from gateway.store.sqlite.blocks import DAY, HOUR, Sort
from gateway.store.sqlite.connection import as_our_errors, open_to_read
from gateway.store.sqlite.merging import merged
from gateway.store.sqlite.packing import unpack_derived

LATEST_WITHIN_S = 2 * DAY
"""How far before a node's newest arrival its latest values are looked for among arrivals [s]."""

LATEST_BY_HAND_WITHIN_S = 60 * DAY
"""How far before the newest one a reading by hand is looked for that was not taken back [s]."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """One moment of both files; readings.db was opened first, so nothing falls between them."""

    readings: sqlite3.Connection
    archive: sqlite3.Connection


class SqliteReadings:
    """Implements `gateway.store.base.ReadingStore` over the two SQLite files.

    Each call opens both files and closes them: a page's threads share nothing, and a reader
    that stays open for minutes would pin the write-ahead log.
    """

    def __init__(self, folder: Path, derive: Derive, *, utc_offset_hours: int) -> None:
        """Remember where the files lie and how signals become values."""
        self._folder = folder
        self._derive = derive
        self._utc_offset_s = utc_offset_hours * HOUR

    @contextmanager
    def _snapshot(self) -> Iterator[_Snapshot]:
        with (
            as_our_errors(),
            closing(open_to_read(self._folder, "readings")) as readings,
            closing(open_to_read(self._folder, "archive")) as archive,
        ):
            for connection in (readings, archive):
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            yield _Snapshot(readings, archive)

    def keys(self) -> list[SeriesKey]:
        """Return every series a person can read, sorted."""
        with self._snapshot() as at:
            received = {*arrivals.pending(at.readings), *blocks.series_of(at.archive)}
        return _readable(received)

    def readings(self, series: SeriesKey, start: int, end: int) -> Derived:
        """Return every reading of a series in [start, end), rising by time."""
        with self._snapshot() as at:
            return self._readings(at, series, self._open(at, series.node), start, end)

    def _open(self, at: _Snapshot, node: str) -> unsealed.OfNode:
        return unsealed.OfNode(at.archive, node, arrivals.pending(at.readings, node=node), self._derive)

    def _readings(
        self, at: _Snapshot, series: SeriesKey, fresh: unsealed.OfNode, start: int, end: int
    ) -> Derived:
        open_ones = fresh.stretches(series, start=start, end=end)
        sealed = [
            unsealed.without(unpack_derived(block.body), open_ones)
            for block in blocks.find(at.archive, [series], Sort.DERIVED, start=start, end=end)
        ]
        now = [fresh.derived(series, one) for one in open_ones]
        return Derived.joined(Derived.empty(), *sealed, *now).between(start, end)

    def signals(self, series: SeriesKey, start: int, end: int) -> Signals:
        """Return what was received of a series in [start, end), rising by time: the truth, by number."""
        with self._snapshot() as at:
            standing = blocks.find(at.archive, [series], Sort.SIGNALS, start=start, end=end)
            own = arrivals.pending(at.readings, node=series.node).get(series)
        return merged(standing, own).between(start, end)

    def series(self, series: SeriesKey, start: int, end: int, *, points: int = 500) -> Buckets:
        """Return a series in [start, end) in at most `points` buckets with lowest and highest.

        Buckets of an hour and more come from the rollups, and from the arrivals that no block holds.
        """
        width = max(60, -(-(end - start) // points // 60) * 60)
        wide = -(-width // HOUR) * HOUR
        with self._snapshot() as at:
            fresh = self._open(at, series.node)
            # Of days that went into files the hours are the finest that is here.
            if width < HOUR and not retired.find(at.archive, series.node, start=start, end=end):
                found = self._readings(at, series, fresh, start, end)
                return bucketed(found, start=start, width=width)
            rolled = self._hours(at, series, fresh, start, end)
        coarse = rollups.coarser(rolled, width=wide, offset=start // HOUR * HOUR % wide)
        return rollups.usable(coarse, width=wide)

    def days(self, series: SeriesKey, start: int, end: int) -> Buckets:
        """Return one bucket for each of the commune's local days within [start, end)."""
        with self._snapshot() as at:
            number = blocks.series_of(at.archive, node=series.node).get(series)
            found = rollups.Rollup.empty()
            if number is not None:
                found = rollups.days(at.archive, number, start=start, end=end)
            fresh = self._open(at, series.node)
            touched = _open_hours(at, series, fresh, start - DAY, end + DAY)
            for day in open_hours.local_days(touched, utc_offset_s=self._utc_offset_s):
                if start <= day < end:
                    hours = self._hours(at, series, fresh, day, day + DAY)
                    now = rollups.coarser(hours, width=DAY, offset=-self._utc_offset_s % DAY)
                    found = rollups.joined(found.take(found.start != day), now)
        return rollups.usable(found, width=DAY)

    def _hours(
        self, at: _Snapshot, series: SeriesKey, fresh: unsealed.OfNode, start: int, end: int
    ) -> rollups.Rollup:
        """Return the hours of a series that begin within [start, end), by flag."""
        number = blocks.series_of(at.archive, node=series.node).get(series)
        rolled = rollups.Rollup.empty()
        if number is not None:
            rolled = rollups.hours(at.archive, number, start=start, end=end)
        touched = _open_hours(at, series, fresh, start, end)
        return open_hours.with_hours(
            rolled, touched, lambda first, last: self._readings(at, series, fresh, first, last)
        )

    def latest(self, series: SeriesKey) -> Reading | None:
        """Return the newest reading of a series whose time is known, None when it has none.

        Of what was measured by hand it is the newest that stands: whoever takes a number back has said
        that it tells nothing of the water.
        """
        with self._snapshot() as at:
            return self._latest(at, series, self._open(at, series.node))

    def latest_of(self, node: str) -> dict[SeriesKey, Reading]:
        """Return what `latest` tells of each series of a node; those without any are left out."""
        with self._snapshot() as at:
            fresh = self._open(at, node)
            known = _readable({*blocks.series_of(at.archive, node=node), *fresh.own})
            found = {one: self._latest(at, one, fresh) for one in known}
        return {one: reading for one, reading in found.items() if reading is not None}

    def _latest(self, at: _Snapshot, series: SeriesKey, fresh: unsealed.OfNode) -> Reading | None:
        by_hand = is_by_hand(series.node)
        newest = max((int(one.rows.time.max()) for one in fresh.own.values()), default=None)
        block = blocks.newest(at.archive, series)
        moments = [newest, None if block is None else block.span.end - 1]
        last = max((one for one in moments if one is not None), default=None)
        if last is None:
            return None
        # Almost always it stands in the last hour; nobody wants two days unpacked for it.
        for within_s in (HOUR, LATEST_BY_HAND_WITHIN_S if by_hand else LATEST_WITHIN_S):
            found = self._readings(at, series, fresh, last - within_s, last + 1)
            found = found.usable() if by_hand else found
            if len(found):
                return _reading(series, found)
        found = Derived.empty() if block is None else unpack_derived(block.body)
        found = found.usable() if by_hand else found
        return _reading(series, found) if len(found) else None

    def nodes(self) -> list[NodeState]:
        """Return what is known of every node that was ever heard, sorted by name; people are no nodes."""
        with self._snapshot() as at:
            standing = statuses.everything(at.readings)
            cursor_rows = cursors.everything(at.readings)
            letters = dead_letters.count_by_node(at.readings)
            known = {series.node for series in blocks.series_of(at.archive) if not is_by_hand(series.node)}
        names = sorted({*standing, *(one.node for one in cursor_rows), *letters, *known} - {""})
        found = []
        for name in names:
            own = [one for one in cursor_rows if one.node == name]
            at_, status = standing.get(name, (None, None))
            found.append(
                NodeState(
                    node=name,
                    status=status,
                    status_at=at_,
                    heard=max((one.heard for one in own), default=None),
                    dropped=sum(one.dropped for one in own),
                    dead_letters=letters.get(name, 0),
                )
            )
        return found

    def alerts(self, *, everything: bool = False) -> list[Alert]:
        """Return the alerts that are not over, worst first; with `everything` all, newest first."""
        with self._snapshot() as at:
            return alerts.everything(at.readings) if everything else alerts.standing(at.readings)

    def alive(self) -> int | None:
        """Return when the gateway last committed anything [s UTC], None before the first time."""
        with self._snapshot() as at:
            return orders.alive(at.readings)

    def node_orders(self) -> list[NodeOrder]:
        """Return what each node was told last of each sort beside the alarm, with its answer, sorted."""
        with self._snapshot() as at:
            return node_orders.everything(at.readings)

    def node_updates(self) -> list[NodeUpdate]:
        """Return how every node stands to every version that was offered it, sorted by offer and node."""
        with self._snapshot() as at:
            return node_updates.everything(at.readings)

    def answer(self, uid: str) -> orders.Answer | None:
        """Return how an order to the gateway stands, None while it has not seen it."""
        with self._snapshot() as at:
            return orders.find(at.readings, uid)


def _readable(received: Iterable[SeriesKey]) -> list[SeriesKey]:
    """Return what can be read of series that were received, sorted."""
    return sorted(
        {series._replace(quantity=one) for series in received for one in derived_quantities(series.quantity)}
    )


def _open_hours(
    at: _Snapshot, series: SeriesKey, fresh: unsealed.OfNode, start: int, end: int
) -> list[unsealed.Stretch]:
    loose = fresh.stretches(series, start=start - HOUR, end=end + HOUR)
    return open_hours.whole_hours(at.archive, series.node, loose, start=start, end=end)


def _reading(series: SeriesKey, found: Derived) -> Reading:
    return Reading(
        series=series,
        at=int(found.time[-1]),
        value=float(found.value[-1]),
        flag=Flag(int(found.flag[-1])),
        known=TimeKnown(int(found.known[-1])),
    )
