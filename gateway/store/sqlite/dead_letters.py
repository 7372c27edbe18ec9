"""Dead letters: messages that could not be read, kept whole with the reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from gateway.domain.dead_letters import DeadLetter, OverQuota, Wanted

_COLUMNS: Final = (
    "received, topic, reason, size, body, node, queue, cursor, digest, id, times, last, replayed, dropped"
)
_WAITS: Final = "replayed IS NULL AND dropped IS NULL"


def add(connection: sqlite3.Connection, letter: DeadLetter) -> None:
    """Keep a message that could not be read."""
    connection.execute(
        "INSERT INTO dead_letters (received, topic, reason, size, body, node, queue, cursor, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            letter.received,
            letter.topic,
            letter.reason,
            letter.size,
            letter.body,
            letter.node,
            letter.queue,
            letter.cursor,
            letter.digest,
        ),
    )


def repeat(connection: sqlite3.Connection, digest: bytes, *, at: int) -> int:
    """Count one that came again [s UTC]; return how often it has come, 0 where none like it stands.

    One that a person dropped goes on counting: whoever said that it is not needed meant the next one too.
    """
    row = connection.execute(
        "UPDATE dead_letters SET times = times + 1, last = ?"
        " WHERE id = (SELECT id FROM dead_letters WHERE digest = ? AND replayed IS NULL ORDER BY id LIMIT 1)"
        " RETURNING times",
        (at, digest),
    ).fetchall()
    return int(row[0][0]) if row else 0


def kept_under_quota(connection: sqlite3.Connection, *, largest: int) -> dict[str | None, tuple[int, int]]:
    """Return how many letters of each node wait that moved no cursor, and their bytes.

    Those of no node are under None.

    Args:
        connection: To readings.db.
        largest: A body counts for so many bytes at most: of a larger one only the beginning is kept [bytes].
    """
    rows = connection.execute(
        "SELECT node, count(*), sum(min(size, ?)) FROM dead_letters"
        f" WHERE cursor IS NULL AND {_WAITS} GROUP BY node",
        (largest,),
    )
    return {node: (count, size) for node, count, size in rows}


def count_over_quota(connection: sqlite3.Connection, *, at: int) -> int:
    """Count a dead letter that is not kept any more [s UTC]; return how many those are by now."""
    connection.execute(
        "INSERT INTO station (key, value) VALUES ('dead_letters_over_quota_at', ?1)"
        " ON CONFLICT (key) DO UPDATE SET value = ?1",
        (at,),
    )
    count: int = connection.execute(
        "INSERT INTO station (key, value) VALUES ('dead_letters_over_quota', 1)"
        " ON CONFLICT (key) DO UPDATE SET value = value + 1 RETURNING value"
    ).fetchall()[0][0]
    return count


def over_quota(connection: sqlite3.Connection) -> OverQuota:
    """Return how many were not kept, and when the last of them came."""
    found = dict(
        connection.execute("SELECT key, value FROM station WHERE key GLOB 'dead_letters_over_quota*'")
    )
    return OverQuota(found.get("dead_letters_over_quota", 0), found.get("dead_letters_over_quota_at"))


def everything(connection: sqlite3.Connection) -> list[DeadLetter]:
    """Return every dead letter in the order they came."""
    return [
        DeadLetter(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM dead_letters ORDER BY id")
    ]


def find(connection: sqlite3.Connection, number: int) -> DeadLetter | None:
    """Return one dead letter, None where there never was such a number."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM dead_letters WHERE id = ?", (number,)).fetchone()
    return None if row is None else DeadLetter(*row)


def waiting(
    connection: sqlite3.Connection, wanted: Wanted, *, after: int = 0, most: int = -1
) -> list[DeadLetter]:
    """Return letters that neither were read since nor dropped, in the order they came, without their bodies.

    Args:
        connection: To readings.db.
        wanted: Which of them; the reason is not looked at here.
        after: Only those with a higher number.
        most: At most so many; all of them where it is negative.
    """
    columns = _COLUMNS.replace("body", "x''")
    rows = connection.execute(
        f"SELECT {columns} FROM dead_letters WHERE {_WAITS} AND id > ?1 AND (?2 IS NULL OR id = ?2)"
        " AND (?3 IS NULL OR coalesce(node, '') = ?3) AND (?4 IS NULL OR coalesce(last, received) >= ?4)"
        " AND (?5 IS NULL OR id <= ?5) AND (?6 IS NULL OR received <= ?6) ORDER BY id LIMIT ?7",
        (after, wanted.number, wanted.node, wanted.since, wanted.upto, wanted.until, most),
    )
    return [DeadLetter(*row) for row in rows]


def set_done(connection: sqlite3.Connection, number: int, *, at: int) -> None:
    """Mark a letter as read after all [s UTC]."""
    connection.execute("UPDATE dead_letters SET replayed = ? WHERE id = ?", (at, number))


def set_reason(connection: sqlite3.Connection, number: int, reason: str) -> None:
    """Say anew why a letter cannot be read."""
    connection.execute("UPDATE dead_letters SET reason = ? WHERE id = ?", (reason, number))


def drop(connection: sqlite3.Connection, numbers: Sequence[int], *, at: int) -> None:
    """Mark letters as not needed [s UTC] and let their bodies go; the rows stay."""
    connection.executemany(
        f"UPDATE dead_letters SET dropped = ?, body = x'' WHERE id = ? AND {_WAITS}",
        [(at, number) for number in numbers],
    )


def count_by_node(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many dead letters of each node wait; those of no node are under ''."""
    return dict(
        connection.execute(
            f"SELECT coalesce(node, ''), count(*) FROM dead_letters WHERE {_WAITS} GROUP BY node"
        )
    )
