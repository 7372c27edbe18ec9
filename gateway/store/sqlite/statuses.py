"""Statuses: the last word of each node on how it is."""

from __future__ import annotations

import sqlite3

import msgspec

from gateway.domain.message import Status


def save(connection: sqlite3.Connection, node: str, status: Status, *, at: int) -> None:
    """Write down how a node is."""
    connection.execute(
        "INSERT OR REPLACE INTO statuses (node, at, body) VALUES (?, ?, ?)",
        (node, at, msgspec.json.encode(status)),
    )


def everything(connection: sqlite3.Connection) -> dict[str, tuple[int, Status]]:
    """Return when each node last said how it is [s UTC], and what."""
    rows = connection.execute("SELECT node, at, body FROM statuses")
    return {node: (at, msgspec.json.decode(body, type=Status)) for node, at, body in rows}
