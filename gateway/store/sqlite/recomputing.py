"""A day derived again, and what that changed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from gateway.domain.columns import Derived
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite import arrivals, blocks, retired, rollups
from gateway.store.sqlite.blocks import DAY, Sort, Span
from gateway.store.sqlite.context import readable_derived
from gateway.store.sqlite.sealing import GRACE_S
from gateway.store.sqlite.writer import SqliteWriter


@dataclass(slots=True)
class Changes:
    """What deriving again changed of a series.

    Attributes:
        values: Readings that have another value.
        flags: Readings that have another flag, by (before, after).
        gone: Readings that are not derived any more.
        new: Readings that were not derived before.
    """

    values: int = 0
    flags: Counter[tuple[int, int]] = field(default_factory=Counter)
    gone: int = 0
    new: int = 0

    def __bool__(self) -> bool:
        return bool(self.values or self.flags or self.gone or self.new)

    def add(self, other: Changes) -> None:
        """Count what another day changed, too."""
        self.values += other.values
        self.flags.update(other.flags)
        self.gone += other.gone
        self.new += other.new


def recompute(
    writer: SqliteWriter, node: str, day: int, *, now: int, is_kept: bool
) -> dict[SeriesKey, Changes]:
    """Derive a UTC day of a node anew and return what that changed, by series; all of it in one transaction.

    Args:
        writer: Whose.
        node: Which.
        day: Its first second [s UTC].
        now: The moment [s UTC].
        is_kept: Whether it is written; else only told.

    Raises:
        StoreError: The day went into a file that cannot be read back.
    """
    archive = writer.archive
    found: dict[SeriesKey, Changes] = {}
    with suppress(_NotKeptError), archive.transaction():
        before = _told(archive.connection, node, day)
        _rebuild_day(writer, node, day, now=now)
        after = _told(archive.connection, node, day)
        for series in {*before, *after}:
            changes = compared(before.get(series, Derived.empty()), after.get(series, Derived.empty()))
            if changes:
                found[series] = changes
        if not is_kept:
            raise _NotKeptError
    return found


def _rebuild_day(writer: SqliteWriter, node: str, day: int, *, now: int) -> None:
    """Derive the blocks of a node's UTC day anew, within the open transaction of the archive."""
    archive = writer.archive
    pending = arrivals.pending(writer.readings, node=node)
    spans = archive.spans_of(node, day, day + DAY)
    if archive.length_of(node, day, finished_before=now - GRACE_S) == DAY:
        spans = [Span(day, DAY)]
    for span in spans:
        archive.rebuild(node, span, pending)


class _NotKeptError(Exception):
    """Undoes the transaction."""


def compared(before: Derived, after: Derived) -> Changes:
    """Return what is otherwise in the second; of readings of one second each has its like."""
    old, new = _places(before), _places(after)
    _, here, there = np.intersect1d(old, new, assume_unique=True, return_indices=True)
    was, now = before.flag[here].tolist(), after.flag[there].tolist()
    changed = ~np.isclose(before.value[here], after.value[there], rtol=0, atol=1e-9, equal_nan=True)
    return Changes(
        values=int(changed.sum()),
        flags=Counter((one, other) for one, other in zip(was, now, strict=True) if one != other),
        gone=len(before) - len(here),
        new=len(after) - len(there),
    )


def _places(rows: Derived) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return a number for each row that no other has: its second, and its place in it."""
    first = np.searchsorted(rows.time, rows.time, side="left")
    return np.asarray(rows.time * 2**20 + (np.arange(len(rows)) - first), dtype=np.int64)


def _told(archive: sqlite3.Connection, node: str, day: int) -> dict[SeriesKey, Derived]:
    """Return what a person can read of a day; of one that went into a file what its hours tell."""
    series = blocks.series_of(archive, node=node)
    if retired.find(archive, node, start=day, end=day + 1):
        found = {one: _of_hours(archive, number, day) for one, number in series.items()}
        return {one: rows for one, rows in found.items() if len(rows)}
    parts: dict[SeriesKey, list[Derived]] = {}
    for block in blocks.find(archive, series, Sort.DERIVED, start=day, end=day + DAY):
        rows = readable_derived(block)
        if rows is not None:
            parts.setdefault(block.series, []).append(rows)
    return {one: Derived.joined(*some) for one, some in parts.items()}


def _of_hours(archive: sqlite3.Connection, series: int, day: int) -> Derived:
    """Return as many readings as the hours of a day count, each with its flag and the mean of its hour."""
    rolled = rollups.hours(archive, series, start=day, end=day + DAY)
    if not len(rolled):
        return Derived.empty()
    hour, place = np.unique(rolled.start, return_inverse=True)
    mean = np.bincount(place, rolled.total, len(hour)) / np.bincount(place, rolled.count, len(hour))
    each = np.repeat(np.arange(len(rolled)), rolled.count)
    known = np.zeros(len(each), dtype=np.int64)
    return Derived(rolled.start[each], mean[place[each]], rolled.flag[each], known)
