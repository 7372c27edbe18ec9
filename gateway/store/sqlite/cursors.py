"""Cursors: how far each node's queue has been taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

UNKNOWN: Final = -2
"""Stands as the last number of a queue whose cursor was lost: it is taken up again where its node begins."""


class Cursor(NamedTuple):
    """One small row a node and queue.

    Attributes:
        queue: Eight hexadecimal digits as a number.
        last: The last number taken or accounted for; -1 before the first.
        arrival: The id of its last arrival, 0 when it has none.
        dropped: Records the node reported dropped.
        heard: When anything of it was last committed [s UTC].
        boot: The newest power-on heard of.
        uptime: The newest uptime heard in that power-on [s].
    """

    node: str
    queue: int
    last: int
    arrival: int = 0
    dropped: int = 0
    heard: int = 0
    boot: int = 0
    uptime: int = 0


_COLUMNS = "node, queue, last, arrival, dropped, heard, boot, uptime"


def find(connection: sqlite3.Connection, node: str, queue: int) -> Cursor | None:
    """Return the cursor of a queue, None when nothing of it was ever taken."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM cursors WHERE node = ? AND queue = ?", (node, queue)
    ).fetchone()
    return None if row is None else Cursor(*row)


def everything(connection: sqlite3.Connection) -> list[Cursor]:
    """Return every cursor, sorted by node and queue."""
    return [
        Cursor(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM cursors ORDER BY node, queue")
    ]


def save(connection: sqlite3.Connection, cursor: Cursor) -> None:
    """Write a cursor down."""
    save_all(connection, [cursor])


def save_all(connection: sqlite3.Connection, some: Iterable[Cursor]) -> None:
    """Write cursors down."""
    connection.executemany(
        f"INSERT OR REPLACE INTO cursors ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        some,
    )
