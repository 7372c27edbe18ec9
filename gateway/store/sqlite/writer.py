"""The one writer of readings.db and archive.db."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from gateway.domain.columns import Signals
from gateway.domain.errors import DiskError
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.base import Derive
from gateway.store.sqlite import arrivals, blocks, clock_pairs, resent
from gateway.store.sqlite.archive import Archive
from gateway.store.sqlite.beside import stand_anew
from gateway.store.sqlite.blocks import DAY, HOUR, Span
from gateway.store.sqlite.clock_pairs import ClockPair
from gateway.store.sqlite.connection import as_our_errors, open_to_write, writers_lock
from gateway.store.sqlite.jottings import Jottings
from gateway.store.sqlite.merging import rows_within
from gateway.store.sqlite.sealing import GRACE_S, Sealer

log = logging.getLogger(__name__)


class SqliteWriter:
    """Both files, open to write, behind the writer's lock; a context manager."""

    def __init__(
        self, folder: Path, derive: Derive, *, utc_offset_hours: int, is_mirrored: bool = False
    ) -> None:
        """Remember where the files lie, how signals become values and whether a mirror has to follow."""
        self._folder = folder
        self._derive = derive
        self._is_mirrored = is_mirrored
        self._utc_offset_hours = utc_offset_hours
        self.before_opening: Callable[[Path], object] = lambda _: None
        """Is called with the lock held, before a file is opened: whoever can mend one does it there."""
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Take the lock and open both files.

        Raises:
            BusyError: Somebody else writes.
            DiskError: The folder cannot be written.
        """
        with as_our_errors(), ExitStack() as opening:
            opening.enter_context(writers_lock(self._folder))
            self.before_opening(self._folder)
            self._readings = open_to_write(self._folder, "readings")
            opening.callback(self._readings.close)
            self.jottings = Jottings(self._readings)
            archive = open_to_write(self._folder, "archive")
            opening.callback(archive.close)
            self.archive = Archive(
                self.readings,
                archive,
                self._derive,
                utc_offset_hours=self._utc_offset_hours,
                is_mirrored=self._is_mirrored,
            )
            self._begin_above_blocks()
            self.sealer = Sealer(self._readings, self.archive, self.transaction)
            self._open = opening.pop_all()
        return self

    def _begin_above_blocks(self) -> None:
        """Give no arrival an id that blocks say they hold already, as where readings.db was lost."""
        given, newest = arrivals.last_given(self.readings), blocks.newest_upto(self.archive.connection)
        if newest > (given or 0):
            log.error("readings.db is older than archive.db last_id=%s blocks_up_to=%d", given, newest)
            with self.transaction():
                arrivals.begin_above(self.readings, newest)
                resent.expect(self.readings)
        self.are_cursors_lost = resent.is_expected(self.readings)

    def stands_already(self, node: str, queue: int, *, above: int) -> frozenset[int]:
        """Return which numbers of a queue above `above` stand here though no cursor says so.

        It is nothing but after a loss of readings.db. Call it within a transaction.
        """
        if not self.are_cursors_lost:
            return frozenset()
        return resent.standing(self.readings, self.archive.connection, node, queue, above=above)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close both files and give the lock back; blocks that were not committed yet are now."""
        try:
            self.archive.transactions.settle()
        except DiskError:
            log.exception("sealed blocks not committed, they are made again")
        finally:
            self._open.close()

    @property
    def readings(self) -> sqlite3.Connection:
        """The connection to readings.db; what was jotted down is written first.

        Raises:
            DiskError: It could not be written.
        """
        self.jottings.write()
        return self._readings

    @property
    def is_open(self) -> bool:
        """Whether a transaction on readings.db is open."""
        return self._readings.in_transaction

    def roll_back(self) -> None:
        """Undo the open transaction, where one is."""
        self.jottings.forget()
        if self._readings.in_transaction:
            self._readings.rollback()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what is done within when it raises, and nothing of what the transaction held before.

        Raises:
            DiskError: The disk made SQLite undo more than that.
        """
        connection = self.readings
        connection.execute("SAVEPOINT message")
        try:
            yield
        except BaseException as error:
            self.jottings.forget()
            if not connection.in_transaction:
                # A full disk makes SQLite undo the whole transaction, what stood in it before too.
                raise DiskError(f"the open transaction was undone: {error}") from error
            connection.execute("ROLLBACK TO message")
            connection.execute("RELEASE message")
            raise
        connection.execute("RELEASE message")

    def begin(self) -> None:
        """Begin a transaction on readings.db that `commit` ends.

        Raises:
            DiskError: It cannot be written.
        """
        with as_our_errors():
            self.readings.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Commit the open transaction.

        Raises:
            DiskError: It could not be committed; roll it back, nothing of it stands.
        """
        with as_our_errors():
            self.readings.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit everything within to readings.db, or nothing.

        Raises:
            DiskError: It could not be committed; nothing of it stands.
        """
        self.begin()
        try:
            with as_our_errors():
                yield self.readings
            self.commit()
        except BaseException:
            self.roll_back()
            raise

    def resolve(self, node: str, queue: int, boot: int) -> int:
        """Place the records of a power-on that waited for a clock pair; return how many.

        A placed record is a new arrival: an hour's block may already say that it holds every
        arrival up to a later id than the old one. One that a pair puts where it cannot be stands
        at its arrival, as ESTIMATED. Call it within `transaction`.
        """
        pairs = clock_pairs.of_boot(self.readings, node, queue, boot)
        waiting = arrivals.unresolved(self.readings, node, queue, boot) if pairs else []
        now = max((pair.utc for pair in pairs), default=0)
        for old, arrival in waiting:
            time, known = clock_pairs.placed(arrival.uptime, pairs), TimeKnown.RESOLVED
            if time is None or not clock_pairs.can_be(time, now=now):
                # One that came while the station did not know the time came in no year that ever was.
                is_known = clock_pairs.can_be(arrival.received, now=now)
                time, known = arrival.received if is_known else now, TimeKnown.ESTIMATED
            stand_anew(self.readings, old, replace(arrival, time=time, known=known))
        return len(waiting)

    def add_pair(self, pair: ClockPair) -> int:
        """Keep a clock pair if it says something new; return how many records it placed."""
        standing = clock_pairs.of_boot(self.readings, pair.node, pair.queue, pair.boot)
        if not clock_pairs.is_needed(pair, standing=standing):
            return 0
        clock_pairs.add(self.readings, pair)
        return self.resolve(pair.node, pair.queue, pair.boot)

    def seal(self, *, now: int) -> int:
        """Turn finished hours into blocks and finished days into day blocks; return how many spans.

        All steps of `sealer` at once, for whoever has nothing else to do.
        """
        with as_our_errors():
            return sum(self.sealer.steps(now=now))

    def signals_beside(self, node: str, *, start: int, end: int) -> dict[SeriesKey, Signals]:
        """Return what was received of a node in [start, end) beside which its readings are judged."""
        with as_our_errors():
            pending = arrivals.pending(self.readings, node=node)
            return self.archive.signals_beside(node, pending, start=start, end=end)

    def add_rows(self, node: str, day: int, added: Mapping[SeriesKey, Signals], *, now: int) -> int:
        """Take rows of a file into one UTC day of a node; return how many were new.

        Call it within `archive.transaction`. Rows of hours that are not finished make a block too;
        what arrives afterwards has a higher id than that block's `upto`.
        """
        pending = arrivals.pending(self.readings, node=node)
        if self.archive.length_of(node, day, finished_before=now - GRACE_S) == DAY:
            return self.archive.rebuild(node, Span(day, DAY), pending, added)
        hours = sorted({int(hour) * HOUR for one in added.values() for hour in np.unique(one.time // HOUR)})
        return sum(
            self.archive.rebuild(
                node,
                Span(hour, HOUR),
                pending,
                rows_within(added, Span(hour, HOUR)),
            )
            for hour in hours
        )

    def derive_again(self, node: str, day: int, *, now: int) -> None:
        """Derive the blocks of a node's UTC day anew, from the signals that stand."""
        pending = arrivals.pending(self.readings, node=node)
        if self.archive.length_of(node, day, finished_before=now - GRACE_S) == DAY:
            self.sealer.is_sealed(node, Span(day, DAY), pending)
            return
        for span in self.archive.spans_of(node, day, day + DAY):
            self.sealer.is_sealed(node, span, pending)
