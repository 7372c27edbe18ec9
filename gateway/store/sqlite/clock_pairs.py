"""Clock pairs: what the station's clock said at an uptime of a power-on."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

EVERY_S = 3600
"""A pair an hour is enough to place a record by; a node asks every minute [s]."""

EARLIEST = 1_262_304_000
"""2010-01-01: no node of ours is older; a clock that says less was never set [s UTC]."""

AHEAD_S = 300
"""A node's clock may be this much ahead of the station's [s]. Source: DESIGN section 2, law 4."""


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


def newest_by_node(connection: sqlite3.Connection) -> dict[str, int]:
    """Return when each node last took the time from a station that knew it [s UTC]."""
    return dict(connection.execute("SELECT node, max(utc) FROM clock_pairs GROUP BY node"))


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


def can_be(time: int, *, now: int) -> bool:
    """Tell whether a record that stands at the station by `now` can have been measured at a time [s UTC].

    It cannot when a power-on was not counted: the uptimes of two then pass for one.
    """
    return EARLIEST <= time <= now + AHEAD_S
