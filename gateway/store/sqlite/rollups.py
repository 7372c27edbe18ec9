"""Rollups: number, lowest, highest and sum, an hour and a local day, by flag."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gateway.domain.columns import Derived, Floats, Ints
from gateway.domain.readings import Flag
from gateway.store.base import Buckets
from gateway.store.sqlite.blocks import DAY, Span
from gateway.store.sqlite.layouts import unpack_many
from gateway.store.sqlite.packing import pack_mixed, unpack_mixed

_COLUMNS = ("start", "flag", "count", "low", "high", "total")
_USABLE = [Flag.GOOD, Flag.NOT_EVALUATED, Flag.SUSPECT]

LARGEST = 1e300
"""A sum of such stays a number, and a file takes no other; what is larger, or none, fails anyway."""


@dataclass(frozen=True, slots=True)
class Rollup:
    """Spans of one series by flag; n rows, rising by (start, flag).

    Attributes:
        start: Where each span begins [s UTC], shape (n,).
        flag: A QARTOD code, shape (n,).
        count: Readings of that flag in it, shape (n,).
        low: The lowest of them, shape (n,).
        high: The highest of them, shape (n,).
        total: Their sum, shape (n,).
    """

    start: Ints
    flag: Ints
    count: Ints
    low: Floats
    high: Floats
    total: Floats

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def empty(cls) -> Rollup:
        """Return no rows."""
        whole, number = np.empty(0, dtype=np.int64), np.empty(0)
        return cls(whole, whole, whole, number, number, number)

    def take(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Rollup:
        """Return the chosen rows."""
        return Rollup(*(getattr(self, name)[rows] for name in _COLUMNS))


def rolled(rows: Derived, *, width: int) -> Rollup:
    """Return readings rolled up by flag into spans of `width` seconds from the epoch on."""
    start = rows.time // width * width
    value = np.clip(np.nan_to_num(rows.value), -LARGEST, LARGEST)
    return _grouped(start, rows.flag, np.ones(len(rows), dtype=np.int64), [value] * 3)


def coarser(rollup: Rollup, *, width: int, offset: int) -> Rollup:
    """Return a rollup in wider spans that begin `offset` seconds after each whole width."""
    start = (rollup.start - offset) // width * width + offset
    return _grouped(start, rollup.flag, rollup.count, [rollup.low, rollup.high, rollup.total])


def joined(*parts: Rollup) -> Rollup:
    """Return the rows of all parts, rising by (start, flag)."""
    columns = [np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS]
    order = np.lexsort((columns[1], columns[0]))
    return Rollup(*(column[order] for column in columns))


def usable(rollup: Rollup, *, width: int) -> Buckets:
    """Return the spans with readings that are not FAIL and not MISSING, all flags together."""
    kept = rollup.take(np.isin(rollup.flag, _USABLE))
    same = np.zeros(len(kept), dtype=np.int64)
    one = _grouped(kept.start, same, kept.count, [kept.low, kept.high, kept.total])
    return Buckets(
        one.start, one.count, one.low, one.high, one.total / np.maximum(one.count, 1), one.total, width
    )


def _grouped(start: Ints, flag: Ints, count: Ints, numbers: list[Floats]) -> Rollup:
    if not len(start):
        return Rollup.empty()
    order = np.lexsort((flag, start))
    start, flag, count = start[order], flag[order], count[order]
    low, high, total = (column[order] for column in numbers)
    is_new = np.ones(len(start), dtype=bool)
    is_new[1:] = (start[1:] != start[:-1]) | (flag[1:] != flag[:-1])
    new = np.flatnonzero(is_new)
    return Rollup(
        start[new],
        flag[new],
        np.add.reduceat(count, new),
        np.minimum.reduceat(low, new),
        np.maximum.reduceat(high, new),
        np.add.reduceat(total, new),
    )


def hours(connection: sqlite3.Connection, series: int, *, start: int, end: int) -> Rollup:
    """Return the hours of a series within [start, end), by flag."""
    rows = connection.execute(
        "SELECT body FROM hour_rollups WHERE series = ? AND day > ? AND day < ? ORDER BY day",
        (series, start - DAY, end),
    )
    (start_s, flag, count), (low, high, total) = unpack_many((body for (body,) in rows), whole=3, numbers=3)
    found = joined(Rollup(start_s, flag, count, low, high, total))
    return found.take((found.start >= start) & (found.start < end))


def days(connection: sqlite3.Connection, series: int, *, start: int, end: int) -> Rollup:
    """Return the local days of a series that begin within [start, end), by flag."""
    rows = connection.execute(
        "SELECT day, flag, count, low, high, total FROM day_rollups"
        " WHERE series = ? AND day >= ? AND day < ? ORDER BY day, flag",
        (series, start, end),
    ).fetchall()
    if not rows:
        return Rollup.empty()
    return _from_numbers([np.array(column, dtype=np.float64) for column in zip(*rows, strict=True)])


def replace_hours(connection: sqlite3.Connection, series: int, span: Span, new: Rollup) -> None:
    """Put the hours of a span of one UTC day in the place of those that stand there."""
    day = span.start // DAY * DAY
    whole = new
    if span.length < DAY:
        standing = hours(connection, series, start=day, end=day + DAY)
        whole = joined(standing.take((standing.start < span.start) | (standing.start >= span.end)), new)
    connection.execute(
        "INSERT OR REPLACE INTO hour_rollups (series, day, body) VALUES (?, ?, ?)",
        (series, day, _packed(whole)),
    )


def replace_days(connection: sqlite3.Connection, series: int, span: Span, *, utc_offset_s: int) -> None:
    """Roll the local days that a span touches up again, from their hours."""
    first = (span.start + utc_offset_s) // DAY * DAY - utc_offset_s
    last = (span.end - 1 + utc_offset_s) // DAY * DAY - utc_offset_s + DAY
    new = coarser(hours(connection, series, start=first, end=last), width=DAY, offset=-utc_offset_s % DAY)
    connection.execute(
        "DELETE FROM day_rollups WHERE series = ? AND day >= ? AND day < ?", (series, first, last)
    )
    connection.executemany(
        "INSERT INTO day_rollups (series, day, flag, count, low, high, total) VALUES (?, ?, ?, ?, ?, ?, ?)",
        zip([series] * len(new), *(getattr(new, name).tolist() for name in _COLUMNS), strict=True),
    )


def _packed(rollup: Rollup) -> bytes:
    return pack_mixed([rollup.start, rollup.flag, rollup.count], [rollup.low, rollup.high, rollup.total])


def unpacked(body: bytes) -> Rollup:
    """Return the hours of one UTC day, as they are kept."""
    (start, flag, count), (low, high, total) = unpack_mixed(body, whole=3, numbers=3)
    return Rollup(start, flag, count, low, high, total)


def _from_numbers(columns: list[Floats]) -> Rollup:
    start, flag, count, low, high, total = columns
    return Rollup(
        start=start.astype(np.int64),
        flag=flag.astype(np.int64),
        count=count.astype(np.int64),
        low=low,
        high=high,
        total=total,
    )
