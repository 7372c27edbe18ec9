"""Dead letters: messages that could not be read, kept whole with the reason."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that could not be read.

    Attributes:
        received: When it came [s UTC].
        node: None when the topic names none.
        queue: Eight hexadecimal digits as a number, None when the topic names none.
        cursor: Where the queue's cursor stood; a replay takes only numbers above it.
        size: Of the body as it came [bytes]; `body` is cut when it was too large to take.
    """

    received: int
    topic: str
    reason: str
    size: int
    body: bytes
    node: str | None = None
    queue: int | None = None
    cursor: int | None = None


_COLUMNS = "received, topic, reason, size, body, node, queue, cursor"


def add(connection: sqlite3.Connection, letter: DeadLetter) -> None:
    """Keep a message that could not be read."""
    connection.execute(
        f"INSERT INTO dead_letters ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            letter.received,
            letter.topic,
            letter.reason,
            letter.size,
            letter.body,
            letter.node,
            letter.queue,
            letter.cursor,
        ),
    )


def everything(connection: sqlite3.Connection) -> list[DeadLetter]:
    """Return every dead letter in the order they came."""
    return [
        DeadLetter(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM dead_letters ORDER BY id")
    ]


def count_by_node(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many dead letters each node has; those of no node are under ''."""
    return dict(connection.execute("SELECT coalesce(node, ''), count(*) FROM dead_letters GROUP BY node"))


def count_of_nobody(connection: sqlite3.Connection) -> int:
    """Return how many dead letters came on topics that name no node of ours."""
    found: int = connection.execute("SELECT count(*) FROM dead_letters WHERE node IS NULL").fetchone()[0]
    return found


def count_over_quota(connection: sqlite3.Connection) -> None:
    """Count a dead letter that is not kept any more."""
    connection.execute(
        "INSERT INTO station (key, value) VALUES ('dead_letters_over_quota', 1)"
        " ON CONFLICT (key) DO UPDATE SET value = value + 1"
    )
