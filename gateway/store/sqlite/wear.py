"""What was written to the disk each day, a row a day."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

DAY_S: Final = 86_400
KEPT: Final = 90
"""So many days of it are kept; ours."""
MOST_COUNTED: Final = 2000
"""Of more records than this the newest are counted, and stand for the others; ours."""


@dataclass(frozen=True, slots=True)
class Wear:
    """What was written while somebody watched.

    Attributes:
        day: Where the day of UTC begins [s UTC].
        watched: How long was watched [s].
        device: What all programs wrote to the whole disk [B], None where the kernel does not say.
        own: What the gateway itself wrote [B].
        readings: Values that came meanwhile.
    """

    day: int
    watched: int
    device: int | None
    own: int
    readings: int


def add(connection: sqlite3.Connection, more: Wear) -> None:
    """Add a stretch to its day, and let go of the oldest days; where one part is unknown the sum is."""
    connection.execute(
        "INSERT INTO wear (day, watched, device, own, readings) VALUES (?, ?, ?, ?, ?) ON CONFLICT (day)"
        " DO UPDATE SET watched = watched + excluded.watched, device = device + excluded.device,"
        " own = own + excluded.own, readings = readings + excluded.readings",
        (more.day, more.watched, more.device, more.own, more.readings),
    )
    connection.execute(
        "DELETE FROM wear WHERE day NOT IN (SELECT day FROM wear ORDER BY day DESC LIMIT ?)", (KEPT,)
    )


def everything(connection: sqlite3.Connection) -> list[Wear]:
    """Return every day that is kept, the oldest first; empty before the first quarter of an hour."""
    rows = connection.execute("SELECT day, watched, device, own, readings FROM wear ORDER BY day")
    return [Wear(*row) for row in rows]


def newest_arrival(connection: sqlite3.Connection) -> int:
    """Return the id of the newest arrival that there ever was, 0 before the first."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'arrivals'").fetchone()
    return 0 if row is None else int(row[0])


def values_between(connection: sqlite3.Connection, after: int, upto: int) -> int:
    """Return how many values came with the arrivals after one id, up to another; of very many an estimate."""
    first = max(after, upto - MOST_COUNTED)
    counted, records = connection.execute(
        'SELECT count(*), count(DISTINCT arrivals.id) FROM arrivals, json_tree(arrivals."values") AS leaf'
        " WHERE arrivals.id > ? AND arrivals.id <= ? AND leaf.type IN ('real', 'integer')",
        (first, upto),
    ).fetchone()
    return 0 if not records else round(counted / records * (upto - after))
