"""Clock pairs: what the station's clock said at an uptime of a power-on."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

EVERY_S = 3600
"""A pair an hour is enough to place a record by; a node asks every minute [s]."""


@dataclass(frozen=True, slots=True)
class ClockPair:
    """The station's time [s UTC] at an uptime [s] of one power-on of a queue."""

    node: str
    queue: int
    boot: int
    uptime: int
    utc: int


def of_boot(connection: sqlite3.Connection, node: str, queue: int, boot: int) -> list[ClockPair]:
    """Return the pairs of one power-on, rising by uptime."""
    rows = connection.execute(
        "SELECT node, queue, boot, uptime, utc FROM clock_pairs"
        " WHERE node = ? AND queue = ? AND boot = ? ORDER BY uptime",
        (node, queue, boot),
    )
    return [ClockPair(*row) for row in rows]


def add(connection: sqlite3.Connection, pair: ClockPair) -> None:
    """Keep a pair."""
    connection.execute(
        "INSERT OR REPLACE INTO clock_pairs (node, queue, boot, uptime, utc) VALUES (?, ?, ?, ?, ?)",
        (pair.node, pair.queue, pair.boot, pair.uptime, pair.utc),
    )


def is_needed(pair: ClockPair, *, standing: list[ClockPair]) -> bool:
    """Tell whether a pair says something that those standing do not."""
    return all(abs(pair.uptime - one.uptime) >= EVERY_S for one in standing)


def placed(uptime: int, pairs: list[ClockPair]) -> int | None:
    """Return the time of an uptime [s UTC] by the nearest pair of its power-on, None without one.

    Source:
        ESP32 boards drift 0.6 to 5 % asleep (micropython-esp32 reports), so the nearest pair serves.
    """
    if not pairs:
        return None
    nearest = min(pairs, key=lambda pair: abs(pair.uptime - uptime))
    return nearest.utc + uptime - nearest.uptime
