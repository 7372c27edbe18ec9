"""Blocks: finished hours and days of a series, compressed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from gateway.domain.readings import SeriesKey

HOUR = 3600
DAY = 86400


class Sort(IntEnum):
    """What a block holds."""

    SIGNALS = 0
    DERIVED = 1


@dataclass(frozen=True, slots=True)
class Span:
    """An hour or a day that becomes one block a series.

    Attributes:
        start: A whole hour or day [s UTC].
        length: HOUR or DAY [s].
    """

    start: int
    length: int

    @property
    def end(self) -> int:
        """Where it ends [s UTC]; that second is outside."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Block:
    """One compressed span of a series.

    Attributes:
        upto: Every arrival of its series and span with an id up to this is in it.
    """

    series: SeriesKey
    sort: Sort
    span: Span
    upto: int
    body: bytes


def series_of(connection: sqlite3.Connection, *, node: str | None = None) -> dict[SeriesKey, int]:
    """Return the ids of the series of a node, or of all, by name."""
    rows = connection.execute(
        "SELECT id, node, channel, quantity FROM series WHERE node = ?1 OR ?1 IS NULL", (node,)
    )
    return {SeriesKey(node, channel, quantity): number for number, node, channel, quantity in rows}


def nodes_of(connection: sqlite3.Connection) -> list[str]:
    """Return every node that has a series, sorted."""
    return [row[0] for row in connection.execute("SELECT DISTINCT node FROM series ORDER BY node")]


def series_id(connection: sqlite3.Connection, series: SeriesKey) -> int:
    """Return the id of a series, made when it is new."""
    connection.execute("INSERT OR IGNORE INTO series (node, channel, quantity) VALUES (?, ?, ?)", series)
    row = connection.execute(
        "SELECT id FROM series WHERE node = ? AND channel = ? AND quantity = ?", series
    ).fetchone()
    return int(row[0])


def find(
    connection: sqlite3.Connection, series: Iterable[SeriesKey], sort: Sort, *, start: int, end: int
) -> list[Block]:
    """Return the blocks of some series that touch [start, end), rising by start."""
    found: list[Block] = []
    for one in series:
        rows = connection.execute(
            "SELECT span, start, upto, body FROM blocks"
            " WHERE sort = ? AND start > ? AND start < ? AND start + span > ?"
            " AND series = (SELECT id FROM series WHERE node = ? AND channel = ? AND quantity = ?)"
            " ORDER BY start",
            (int(sort), start - DAY, end, start, *one),
        )
        found += [Block(one, sort, Span(begin, length), upto, body) for length, begin, upto, body in rows]
    return found


def held(
    connection: sqlite3.Connection, series: SeriesKey, *, start: int, end: int
) -> list[tuple[Span, int]]:
    """Return the spans of a series' signal blocks that touch [start, end) and the `upto` of each.

    A day that went into a file is held there.
    """
    rows = connection.execute(
        "SELECT span, start, upto FROM blocks"
        " WHERE sort = 0 AND start > ?1 AND start < ?2 AND start + span > ?3"
        " AND series = (SELECT id FROM series WHERE node = ?4 AND channel = ?5 AND quantity = ?6)"
        " UNION ALL SELECT 86400, day, upto FROM retired WHERE node = ?4 AND day > ?1 AND day < ?2",
        (start - DAY, end, start, *series),
    )
    return [(Span(begin, length), upto) for length, begin, upto in rows]


def upto_of_hour(connection: sqlite3.Connection, node: str, hour: int) -> int:
    """Return up to which id every arrival of a node and hour is in its blocks, 0 where it has none."""
    found: int = connection.execute(
        "SELECT coalesce(max(upto), 0) FROM blocks JOIN series ON series.id = blocks.series"
        " WHERE node = ?1 AND sort = 0 AND start > ?2 - ?3 AND start <= ?2 AND start + span > ?2",
        (node, hour, DAY),
    ).fetchone()[0]
    return found


def spans_of_node(connection: sqlite3.Connection, node: str, *, start: int, end: int) -> list[Span]:
    """Return the spans of a node's signal blocks that begin within [start, end), rising, each once.

    A day that went into a file is one of them.
    """
    rows = connection.execute(
        "SELECT start, span FROM blocks JOIN series ON series.id = blocks.series"
        " WHERE node = ?1 AND sort = 0 AND start >= ?2 AND start < ?3"
        " UNION SELECT day, 86400 FROM retired WHERE node = ?1 AND day >= ?2 AND day < ?3 ORDER BY 1",
        (node, start, end),
    )
    return [Span(begin, length) for begin, length in rows]


def spans_of_signals(connection: sqlite3.Connection, node: str) -> list[Span]:
    """Return the spans of all signal blocks of a node, rising, in a file of whatever version."""
    rows = connection.execute(
        "SELECT DISTINCT start, span FROM blocks JOIN series ON series.id = blocks.series"
        " WHERE node = ? AND sort = 0 ORDER BY start",
        (node,),
    )
    return [Span(begin, length) for begin, length in rows]


def newest_day(connection: sqlite3.Connection, node: str, *, since: int, before: int) -> int | None:
    """Return the newest UTC day of a node in [since, before) that has signals, in blocks or in a file."""
    rows = connection.execute(
        "SELECT day FROM retired WHERE node = ?1 AND day >= ?2 AND day < ?3 UNION ALL"
        " SELECT (SELECT start / 86400 * 86400 FROM blocks WHERE series = series.id AND sort = 0"
        " AND start >= ?2 AND start < ?3 ORDER BY start DESC LIMIT 1) FROM series WHERE node = ?1",
        (node, since, before),
    )
    return max((day for (day,) in rows if day is not None), default=None)


def days_of_node(connection: sqlite3.Connection, node: str) -> int:
    """Return how many UTC days of a node have signals, in blocks or in files."""
    found: int = connection.execute(
        "SELECT count(*) FROM (SELECT start / 86400 * 86400 AS day FROM blocks"
        " JOIN series ON series.id = blocks.series WHERE node = ?1 AND sort = 0"
        " UNION SELECT day FROM retired WHERE node = ?1)",
        (node,),
    ).fetchone()[0]
    return found


def mark_of_node(connection: sqlite3.Connection, node: str, *, start: int, end: int) -> tuple[int, int]:
    """Return how many blocks of a node begin within [start, end), and the sum of their `upto`.

    Whoever writes one anew does so after more has arrived, so one of the two has changed.
    """
    row = connection.execute(
        "SELECT count(*), coalesce(sum(upto), 0) FROM blocks JOIN series ON series.id = blocks.series"
        " WHERE node = ? AND start >= ? AND start < ?",
        (node, start, end),
    ).fetchone()
    return int(row[0]), int(row[1])


def newest(connection: sqlite3.Connection, series: SeriesKey) -> Block | None:
    """Return the newest derived block of a series, None when it has none."""
    row = connection.execute(
        "SELECT span, start, upto, body FROM blocks WHERE sort = 1"
        " AND series = (SELECT id FROM series WHERE node = ? AND channel = ? AND quantity = ?)"
        " ORDER BY start DESC LIMIT 1",
        series,
    ).fetchone()
    return None if row is None else Block(series, Sort.DERIVED, Span(row[1], row[0]), row[2], row[3])


def unfolded(connection: sqlite3.Connection, *, before: int) -> list[tuple[str, int]]:
    """Return the nodes and UTC days before a moment whose hours still stand alone."""
    rows = connection.execute(
        "SELECT DISTINCT node, start / 86400 * 86400 FROM blocks JOIN series ON series.id = blocks.series"
        " WHERE span = ? AND sort = 0 AND start < ? ORDER BY 2, 1",
        (HOUR, before),
    )
    return [(node, day) for node, day in rows]


def clear(connection: sqlite3.Connection, series: int, span: Span) -> None:
    """Take every block of a series that begins within a span away, to be written anew."""
    connection.execute(
        "DELETE FROM blocks WHERE series = ? AND start >= ? AND start < ?", (series, span.start, span.end)
    )


def write(connection: sqlite3.Connection, series: int, block: Block) -> None:
    """Write a block down."""
    connection.execute(
        "INSERT INTO blocks (series, sort, span, start, upto, body) VALUES (?, ?, ?, ?, ?, ?)",
        (series, int(block.sort), block.span.length, block.span.start, block.upto, block.body),
    )


def revise(connection: sqlite3.Connection, series: int, block: Block) -> None:
    """Put another body into a block that stands."""
    connection.execute(
        "UPDATE blocks SET body = ?, upto = ? WHERE series = ? AND sort = ? AND span = ? AND start = ?",
        (block.body, block.upto, series, int(block.sort), block.span.length, block.span.start),
    )


def newest_upto(connection: sqlite3.Connection) -> int:
    """Return the highest id of an arrival that any block or file says it holds, 0 without any.

    Whoever writes a block says of it up to which id everything is in it, which only rises, and gives it the
    next row: the last rows tell it without a look at all of a large archive.
    """
    found: int = connection.execute(
        "SELECT max("
        "coalesce((SELECT max(upto) FROM (SELECT upto FROM blocks ORDER BY id DESC LIMIT 100)), 0),"
        " coalesce((SELECT max(upto) FROM retired), 0))"
    ).fetchone()[0]
    return found
