"""What stands already of foreign devices: values of a moment, and messages that were heard."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Final

import msgspec

from gateway.domain.foreign import QUEUE
from gateway.store.sqlite.arrivals import Values

SLOTS: Final = 1000
"""So many messages are remembered: a broker lets no more be under way at a time."""

_values: Final = msgspec.json.Decoder(Values)


def standing(connection: sqlite3.Connection, node: str, time: int) -> list[Values]:
    """Return what arrived of a device at a moment [s UTC] and is still an arrival, in order."""
    rows = connection.execute(
        f'SELECT "values" FROM arrivals WHERE queue = {QUEUE} AND node = ? AND time = ? ORDER BY id',
        (node, time),
    )
    return [_values.decode(row[0]) for row in rows]


def was_heard(connection: sqlite3.Connection, mid: int, topic: str, body: bytes) -> bool:
    """Tell whether a message was taken before under the same packet id."""
    row = connection.execute(
        "SELECT 1 FROM devices_heard WHERE slot = ? AND mid = ? AND digest = ?",
        (mid % SLOTS, mid, _digest(topic, body)),
    ).fetchone()
    return row is not None


def hear(connection: sqlite3.Connection, mid: int, topic: str, body: bytes) -> None:
    """Remember that a message was taken."""
    connection.execute(
        "INSERT OR REPLACE INTO devices_heard (slot, mid, digest) VALUES (?, ?, ?)",
        (mid % SLOTS, mid, _digest(topic, body)),
    )


def _digest(topic: str, body: bytes) -> bytes:
    return hashlib.blake2b(topic.encode() + b"\0" + body, digest_size=8).digest()
