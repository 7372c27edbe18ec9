"""Statuses: the last word of each node on how it is."""

from __future__ import annotations

import sqlite3
from typing import Final

import msgspec

from gateway.domain.message import Status

_status: Final = msgspec.json.Decoder(Status)


def save(connection: sqlite3.Connection, node: str, status: Status, *, at: int) -> None:
    """Write down how a node is."""
    connection.execute(
        "INSERT OR REPLACE INTO statuses (node, at, body) VALUES (?, ?, ?)",
        (node, at, msgspec.json.encode(status)),
    )


def everything(connection: sqlite3.Connection) -> dict[str, tuple[int, Status]]:
    """Return when each node last said how it is [s UTC], and what."""
    rows = connection.execute("SELECT node, at, body FROM statuses")
    return {node: (at, _status.decode(body)) for node, at, body in rows}
