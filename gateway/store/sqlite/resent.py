"""Records that nodes send again after their cursors were lost, though they stand here already."""

from __future__ import annotations

import sqlite3
from typing import Final

from gateway.store.sqlite import blocks
from gateway.store.sqlite.blocks import Sort
from gateway.store.sqlite.context import readable_signals

_LOOKED: Final = -1
"""Stands as a number where a queue was looked for; no record has it."""


def expect(connection: sqlite3.Connection) -> None:
    """Write down that cursors were lost: from now on each queue is looked for before its first record."""
    connection.execute("INSERT OR REPLACE INTO station (key, value) VALUES ('cursors_lost', 1)")


def look_again(connection: sqlite3.Connection, node: str, queue: int) -> None:
    """Have a queue looked for once more, before records of it are taken from a copy.

    Call it within a transaction.
    """
    expect(connection)
    connection.execute(
        "DELETE FROM resent WHERE node = ? AND queue = ? AND number = ?", (node, queue, _LOOKED)
    )


def is_expected(connection: sqlite3.Connection) -> bool:
    """Tell whether cursors of this station were ever lost."""
    return connection.execute("SELECT 1 FROM station WHERE key = 'cursors_lost'").fetchone() is not None


def standing(
    readings: sqlite3.Connection, archive: sqlite3.Connection, node: str, queue: int, *, above: int
) -> frozenset[int]:
    """Return which numbers of a queue above `above` stand here already, and forget those up to it.

    Call it within a transaction of readings.db. The first time everything of the node is looked through.
    """
    key = (node, queue)
    if not readings.execute(
        "SELECT 1 FROM resent WHERE node = ? AND queue = ? AND number = ?", (*key, _LOOKED)
    ).fetchone():
        found = {_LOOKED} | _arrived(readings, *key) | _sealed(archive, *key)
        readings.executemany(
            "INSERT OR IGNORE INTO resent (node, queue, number) VALUES (?, ?, ?)",
            [(*key, number) for number in found if number == _LOOKED or number > above],
        )
    readings.execute(
        "DELETE FROM resent WHERE node = ? AND queue = ? AND number BETWEEN 0 AND ?", (*key, above)
    )
    rows = readings.execute("SELECT number FROM resent WHERE node = ? AND queue = ? AND number >= 0", key)
    return frozenset(number for (number,) in rows)


def _arrived(readings: sqlite3.Connection, node: str, queue: int) -> set[int]:
    return {
        number
        for (number,) in readings.execute(
            "SELECT number FROM arrivals WHERE node = ? AND queue = ?", (node, queue)
        )
    }


def _sealed(archive: sqlite3.Connection, node: str, queue: int) -> set[int]:
    found: set[int] = set()
    for block in blocks.find(
        archive, blocks.series_of(archive, node=node), Sort.SIGNALS, start=-(2**40), end=2**40
    ):
        rows = readable_signals(block)
        if rows is not None:
            found.update(rows.number[rows.queue == queue].tolist())
    return found
