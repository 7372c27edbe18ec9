"""How far the gateway has come with what it does step by step; each mark in the transaction of the step."""

from __future__ import annotations

import sqlite3
from typing import Literal

Mark = Literal["called", "passed", "siren_order", "siren_wanted"]
"""`called`: the last change of an alert that letters were made for. `passed`: the last "No puedo" of the
station journal that was acted on. `siren_order`: the number of the last order to the sirens.
`siren_wanted`: a digest of what it said."""


def reached(connection: sqlite3.Connection, mark: Mark) -> int:
    """Return a mark, 0 before the first."""
    row = connection.execute("SELECT value FROM station WHERE key = ?", (mark,)).fetchone()
    return 0 if row is None else int(row[0])


def reach(connection: sqlite3.Connection, mark: Mark, value: int) -> None:
    """Write a mark down."""
    connection.execute("INSERT OR REPLACE INTO station (key, value) VALUES (?, ?)", (mark, value))


def newest_change(connection: sqlite3.Connection) -> int:
    """Return the number of the newest change of an alert, 0 before the first."""
    row = connection.execute("SELECT max(id) FROM alert_changes").fetchone()
    return int(row[0] or 0)
