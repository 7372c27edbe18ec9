"""What the gateway answers to an order, and how far it has followed the journals."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

STANDINGS: Final = ("no_broker", "draining", "listening", "refused", "disk")
"""How the ingest loop may stand; the store keeps the place in this list."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How an order stands.

    Attributes:
        state: `running`, `done` or `failed`.
        done: Steps of `total` that are done.
        answer: What came of it, in words for a person.
        updated: When this was written [s UTC].
    """

    uid: str
    state: str
    done: int
    total: int
    answer: str
    updated: int


def answer(connection: sqlite3.Connection, standing: Answer) -> None:
    """Write down how an order stands."""
    connection.execute(
        "INSERT OR REPLACE INTO orders (uid, state, done, total, answer, updated) VALUES (?, ?, ?, ?, ?, ?)",
        (standing.uid, standing.state, standing.done, standing.total, standing.answer, standing.updated),
    )


def find(connection: sqlite3.Connection, uid: str) -> Answer | None:
    """Return how an order stands, None while the gateway has not seen it."""
    row = connection.execute(
        "SELECT uid, state, done, total, answer, updated FROM orders WHERE uid = ?", (uid,)
    ).fetchone()
    return None if row is None else Answer(*row)


def followed(connection: sqlite3.Connection, journal: str) -> int:
    """Return the number of the last entry of a journal that was acted on, 0 before the first."""
    row = connection.execute("SELECT number FROM followed WHERE journal = ?", (journal,)).fetchone()
    return 0 if row is None else int(row[0])


def follow(connection: sqlite3.Connection, journal: str, number: int) -> None:
    """Write down that a journal was acted on up to a number."""
    connection.execute("INSERT OR REPLACE INTO followed (journal, number) VALUES (?, ?)", (journal, number))


def alive(connection: sqlite3.Connection) -> int | None:
    """Return when the gateway last committed anything [s UTC], None before the first time."""
    row = connection.execute("SELECT value FROM station WHERE key = 'alive'").fetchone()
    return None if row is None else int(row[0])


def be_alive(connection: sqlite3.Connection, now: int) -> None:
    """Write down that the gateway is at work."""
    connection.execute("INSERT OR REPLACE INTO station (key, value) VALUES ('alive', ?)", (now,))


def stand(connection: sqlite3.Connection, standing: str, now: int) -> None:
    """Write down how the ingest loop stands from a moment on [s UTC]."""
    connection.executemany(
        "INSERT OR REPLACE INTO station (key, value) VALUES (?, ?)",
        [("standing", STANDINGS.index(standing)), ("stands_since", now)],
    )


def stands(connection: sqlite3.Connection) -> tuple[str, int] | None:
    """Return how the ingest loop stood last and since when [s UTC], None before the first time."""
    rows = connection.execute("SELECT key, value FROM station WHERE key IN ('standing', 'stands_since')")
    found = dict(rows)
    if len(found) < 2 or not 0 <= found["standing"] < len(STANDINGS):
        return None
    return STANDINGS[found["standing"]], found["stands_since"]
