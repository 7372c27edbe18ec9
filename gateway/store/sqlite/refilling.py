"""What was received, taken back from a copy: what stands here already is not taken again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from gateway.domain.columns import NOT_STATED, Signals
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, blocks, cursors, resent, retired
from gateway.store.sqlite.archive import Archive
from gateway.store.sqlite.blocks import DAY, Sort, Span
from gateway.store.sqlite.context import readable_signals
from gateway.store.sqlite.merging import is_already
from gateway.store.sqlite.writer import SqliteWriter

Rows = Mapping[SeriesKey, Signals]


@dataclass(slots=True)
class Refill:
    """Takes days of nodes from a copy into a station, each in one transaction."""

    writer: SqliteWriter
    now: int
    _moved: dict[SeriesKey, Signals] = field(default_factory=dict)
    _node: str | None = None

    def take(self, node: str, day: int, rows: Rows) -> int:
        """Take what a copy holds of a node's UTC day and return how many rows were new.

        A block here that cannot be read gives way where the copy has its series.

        Raises:
            StoreError: The day stands here in a file that cannot be read back.
        """
        archive = self.writer.archive
        rotten = _rotten(archive, rows, day)
        standing = self._standing(node, day)
        new = {series: self._new(series, some, standing.get(series)) for series, some in rows.items()}
        new = {series: some for series, some in new.items() if len(some)}
        if not new:
            return 0
        self._expect(node, new)
        with archive.transaction():
            for number, span in rotten:
                blocks.clear(archive.connection, number, span)
            return self.writer.add_rows(node, day, new, now=self.now)

    def _expect(self, node: str, new: Rows) -> None:
        """Before rows stand here beyond a cursor: whoever sends them again is to be recognised."""
        for queue in np.unique(np.concatenate([rows.queue for rows in new.values()])).tolist():
            cursor = cursors.find(self.writer.readings, node, queue)
            highest = max(int(rows.number[rows.queue == queue].max(initial=-1)) for rows in new.values())
            if queue and (cursor is None or cursor.last < highest):
                with self.writer.transaction() as readings:
                    resent.look_again(readings, node, queue)
                self.writer.are_cursors_lost = True

    def take_unplaced(self, some: Iterable[arrivals.Arrival]) -> int:
        """Take records whose time nobody knows yet and return how many were new; they wait as they did."""
        count = 0
        with self.writer.transaction() as readings:
            for one in some:
                if not _is_known(self.writer, one):
                    resent.look_again(readings, one.node, one.queue)
                    arrivals.insert(readings, one)
                    count += 1
        self.writer.are_cursors_lost |= count > 0
        return count

    def _standing(self, node: str, day: int) -> dict[SeriesKey, Signals]:
        """Return what stands of a node's day, in blocks, in a file or as arrivals."""
        archive = self.writer.archive
        found: dict[SeriesKey, list[Signals]] = {}
        for gone in retired.find(archive.connection, node, start=day, end=day + 1):
            for series, rows in archive.files.of(gone).items():
                found.setdefault(series, []).append(rows)
        names = blocks.series_of(archive.connection, node=node)
        for block in blocks.find(archive.connection, names, Sort.SIGNALS, start=day, end=day + DAY):
            sealed = readable_signals(block)
            if sealed is not None:
                found.setdefault(block.series, []).append(sealed)
        for series, pending in arrivals.pending(self.writer.readings, node=node).items():
            found.setdefault(series, []).append(pending.between(day, day + DAY).rows)
        return {series: Signals.joined(*parts) for series, parts in found.items()}

    def _new(self, series: SeriesKey, rows: Signals, standing: Signals | None) -> Signals:
        new = rows if standing is None else rows.take(~is_already(standing, rows))
        unsure = new.known != TimeKnown.SYNCED
        if not unsure.any():
            return new
        # A record whose time the station had to find may stand here at another one.
        elsewhere = self._elsewhere(series, new.take(unsure))
        return new.take(~unsure | ~is_already(elsewhere, new))

    def _elsewhere(self, series: SeriesKey, unsure: Signals) -> Signals:
        """Return the rows of a series whose time was found, and those of the days that nodes stated."""
        if self._node != series.node:
            self._node, self._moved = series.node, {}
        if series not in self._moved:
            self._moved[series] = Signals.joined(Signals.empty(), *self._found(series))
        said = unsure.stated[unsure.stated != NOT_STATED] // DAY * DAY
        days = [self._standing(series.node, day).get(series) for day in np.unique(said).tolist()]
        return Signals.joined(self._moved[series], *(one for one in days if one is not None))

    def _found(self, series: SeriesKey) -> Iterator[Signals]:
        connection = self.writer.archive.connection
        for block in blocks.find(connection, [series], Sort.SIGNALS, start=-(2**40), end=2**40):
            rows = readable_signals(block)
            if rows is not None:
                yield rows.take(rows.known != TimeKnown.SYNCED)
        pending = arrivals.pending(self.writer.readings, node=series.node).get(series)
        if pending is not None:
            yield pending.rows.take(pending.rows.known != TimeKnown.SYNCED)


def _rotten(archive: Archive, rows: Rows, day: int) -> list[tuple[int, Span]]:
    """Return the signal blocks of a day that cannot be read and whose series a copy has."""
    numbers = blocks.series_of(archive.connection)
    wanted = [series for series in rows if series in numbers]
    return [
        (numbers[block.series], block.span)
        for block in blocks.find(archive.connection, wanted, Sort.SIGNALS, start=day, end=day + DAY)
        if readable_signals(block) is None
    ]


def _is_known(writer: SqliteWriter, one: arrivals.Arrival) -> bool:
    """Tell whether a record stands here at any time."""
    key = (one.node, one.queue, one.number)
    if writer.readings.execute(
        "SELECT 1 FROM arrivals WHERE node = ? AND queue = ? AND number = ?", key
    ).fetchone():
        return True
    series = [SeriesKey(one.node, channel, name) for channel, said in one.values.items() for name in said]
    connection = writer.archive.connection
    for block in blocks.find(connection, series, Sort.SIGNALS, start=-(2**40), end=2**40):
        rows = readable_signals(block)
        if rows is not None and ((rows.queue == one.queue) & (rows.number == one.number)).any():
            return True
    return False
