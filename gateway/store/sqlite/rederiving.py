"""Spans whose derived blocks are older than what they derive from; a table, so that a crash forgets none."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stale:
    """A span of a node to be derived again, [start, until) [s UTC]."""

    node: str
    start: int
    until: int


def add(connection: sqlite3.Connection, stale: Stale) -> None:
    """Ask for a span to be derived again."""
    connection.execute(
        "INSERT OR IGNORE INTO rederiving (node, start, until) VALUES (?, ?, ?)",
        (stale.node, stale.start, stale.until),
    )


def first(connection: sqlite3.Connection) -> Stale | None:
    """Return a span that waits, None when none does."""
    row = connection.execute(
        "SELECT node, start, until FROM rederiving ORDER BY node, start LIMIT 1"
    ).fetchone()
    return None if row is None else Stale(*row)


def advance(connection: sqlite3.Connection, stale: Stale, *, to: int) -> None:
    """Say that a span was derived again up to a moment; at its end it goes."""
    connection.execute(
        "DELETE FROM rederiving WHERE node = ? AND start = ? AND until = ?",
        (stale.node, stale.start, stale.until),
    )
    if to < stale.until:
        add(connection, Stale(stale.node, to, stale.until))
