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


def add(connection: sqlite3.Connection, stale: Stale, *, days: int = 1) -> None:
    """Ask for a span to be derived again, which has so many days; call it within a transaction."""
    added = connection.execute(
        "INSERT OR IGNORE INTO rederiving (node, start, until) VALUES (?, ?, ?)",
        (stale.node, stale.start, stale.until),
    )
    if added.rowcount:
        _count(connection, "rederiving_days", days)


def first(connection: sqlite3.Connection) -> Stale | None:
    """Return the span that waits and reaches furthest, None when none does."""
    row = connection.execute(
        "SELECT node, start, until FROM rederiving ORDER BY until DESC, node, start LIMIT 1"
    ).fetchone()
    return None if row is None else Stale(*row)


def advance(connection: sqlite3.Connection, stale: Stale, *, left: int, days: int) -> None:
    """Say that a span was derived again down to a moment, so many days of it; at its start it goes.

    Call it within a transaction.
    """
    connection.execute(
        "DELETE FROM rederiving WHERE node = ? AND start = ? AND until = ?",
        (stale.node, stale.start, stale.until),
    )
    if left > stale.start:
        connection.execute(
            "INSERT OR IGNORE INTO rederiving (node, start, until) VALUES (?, ?, ?)",
            (stale.node, stale.start, left),
        )
    _count(connection, "rederived_days", days)
    if first(connection) is None:
        connection.execute("DELETE FROM station WHERE key IN ('rederiving_days', 'rederived_days')")


def progress(connection: sqlite3.Connection) -> tuple[int, int] | None:
    """Return how many days of how many were derived again, None when nothing waits."""
    if first(connection) is None:
        return None
    found = dict(
        connection.execute(
            "SELECT key, value FROM station WHERE key IN ('rederiving_days', 'rederived_days')"
        )
    )
    total = max(1, found.get("rederiving_days", 1))
    return min(found.get("rederived_days", 0), total), total


def rules(connection: sqlite3.Connection) -> int | None:
    """Return by which version of the rules blocks are derived, None where nobody said."""
    row = connection.execute("SELECT value FROM station WHERE key = 'rules'").fetchone()
    return None if row is None else int(row[0])


def follow_rules(connection: sqlite3.Connection, version: int) -> None:
    """Write down by which version of the rules blocks are derived from now on."""
    connection.execute("INSERT OR REPLACE INTO station (key, value) VALUES ('rules', ?)", (version,))


def _count(connection: sqlite3.Connection, key: str, more: int) -> None:
    connection.execute(
        "INSERT INTO station (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = value + ?2",
        (key, more),
    )
