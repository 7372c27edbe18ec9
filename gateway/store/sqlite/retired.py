"""Days that went into files: which, and what was received in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gateway.domain.columns import Signals
from gateway.domain.readings import SeriesKey
from gateway.store import files
from gateway.store.sqlite import blocks
from gateway.store.sqlite.blocks import DAY, Span

_COLUMNS = "node, day, file, rows, sha256, upto, at"


@dataclass(frozen=True, slots=True)
class RetiredDay:
    """A UTC day of a node whose blocks went into a file.

    Attributes:
        day: Its first second [s UTC].
        file: Its path beside the databases.
        rows: How many of the file are of this day.
        sha256: Of the file.
        upto: Every arrival of the node and day with an id up to this is in it.
        at: When it went [s UTC].
    """

    node: str
    day: int
    file: str
    rows: int
    sha256: str
    upto: int
    at: int


def find(connection: sqlite3.Connection, node: str, *, start: int, end: int) -> list[RetiredDay]:
    """Return the days of a node that touch [start, end) and went into files, rising."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM retired WHERE node = ? AND day > ? AND day < ? ORDER BY day",
        (node, start - DAY, end),
    )
    return [RetiredDay(*row) for row in rows]


def of_day(connection: sqlite3.Connection, day: int) -> list[RetiredDay]:
    """Return of which nodes a UTC day went into files."""
    return [
        RetiredDay(*row)
        for row in connection.execute(f"SELECT {_COLUMNS} FROM retired WHERE day = ? ORDER BY node", (day,))
    ]


def of_file(connection: sqlite3.Connection, node: str, file: str) -> list[RetiredDay]:
    """Return the days of a node that stand in one file, rising."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM retired WHERE node = ? AND file = ? ORDER BY day", (node, file)
    )
    return [RetiredDay(*row) for row in rows]


def write(connection: sqlite3.Connection, days: Iterable[RetiredDay]) -> None:
    """Write down that days went into a file, or into another one."""
    connection.executemany(
        f"INSERT OR REPLACE INTO retired ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(one.node, one.day, one.file, one.rows, one.sha256, one.upto, one.at) for one in days],
    )


def retire(
    connection: sqlite3.Connection,
    days: Mapping[RetiredDay, tuple[int, int]],
    standing: Iterable[RetiredDay],
) -> bool:
    """Let the blocks of days go that stand in a file; tell whether they were as they had been.

    Call it within a transaction.

    Args:
        connection: The archive.
        days: Of one node, each with the mark that it had when its rows were written into the file.
        standing: Days that stand in the same file and went before.
    """
    for one, mark in days.items():
        if blocks.mark_of_node(connection, one.node, start=one.day, end=one.day + DAY) != mark:
            return False
        if connection.execute(
            "SELECT 1 FROM rewritten WHERE node = ? AND start >= ? AND start < ?",
            (one.node, one.day, one.day + DAY),
        ).fetchone():
            return False  # the mirror will write the day again from its blocks
    for one in days:
        for series in blocks.series_of(connection, node=one.node).values():
            blocks.clear(connection, series, Span(one.day, DAY))
    write(connection, [*standing, *days])
    return True


def forget(connection: sqlite3.Connection, one: RetiredDay) -> None:
    """Write down that a day has blocks again."""
    connection.execute("DELETE FROM retired WHERE node = ? AND day = ?", (one.node, one.day))


class RetiredFiles:
    """Reads the files beside the databases; the last month stays in memory, for the days beside."""

    def __init__(self, folder: Path) -> None:
        """Remember where the databases lie."""
        self.folder = folder
        self._last: tuple[str, str] | None = None
        self._rows: dict[SeriesKey, Signals] = {}

    @classmethod
    def beside(cls, archive: sqlite3.Connection) -> RetiredFiles:
        """Return the files beside an open archive."""
        return cls(Path(archive.execute("PRAGMA database_list").fetchone()[2]).parent)

    def of(self, one: RetiredDay) -> dict[SeriesKey, Signals]:
        """Return what was received of a node in a day that went into a file, by series.

        Raises:
            StoreError: The file is gone, or is not the one that was written.
        """
        if self._last != (one.file, one.sha256):
            path = self.folder / one.file
            if files.sha256_of(path) != one.sha256:
                raise files.damaged(path, "SHA-256")
            self._last, self._rows = None, files.read(path)
            self._last = (one.file, one.sha256)
        found = {series: rows.between(one.day, one.day + DAY) for series, rows in self._rows.items()}
        return {series: rows for series, rows in found.items() if len(rows)}

    def forget(self) -> None:
        """Let the month in memory go."""
        self._last, self._rows = None, {}
