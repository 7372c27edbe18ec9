"""Letters to people, and what each way to reach them answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from gateway.domain.letters import ChannelHealth, Letter, State

_OF_A_NEW_ONE: Final = (
    "alert, what, level, round, channel, recipient, place, text, is_urgent, made, due, state, attempts,"
    " tried, sent, error"
)
_MARKS: Final = ", ".join("?" * 16)


def keep(connection: sqlite3.Connection, made: Iterable[Letter]) -> None:
    """Write down new letters; one that stands already stays as it is."""
    connection.executemany(
        f"INSERT INTO letters ({_OF_A_NEW_ONE}) VALUES ({_MARKS})"
        " ON CONFLICT (alert, what, level, round, channel, recipient) DO NOTHING",
        [
            (*one.key, one.place, one.text, one.is_urgent, one.made, one.due, one.state, one.attempts,
             one.tried, one.sent, one.error)
            for one in made
        ],
    )  # fmt: skip


def mark(connection: sqlite3.Connection, letter: Letter) -> None:
    """Write down what became of a letter; only its state changes, never its text."""
    connection.execute(
        "UPDATE letters SET state = ?, attempts = ?, tried = ?, sent = ?, error = ?, due = ? WHERE id = ?",
        (letter.state, letter.attempts, letter.tried, letter.sent, letter.error, letter.due, letter.id),
    )


def waiting(connection: sqlite3.Connection, *, due: int) -> list[Letter]:
    """Return the letters that may be sent by a moment [s UTC], the oldest first."""
    return _found(connection, "state = 'waiting' AND due <= ? ORDER BY id", (due,))


def state_of(connection: sqlite3.Connection, number: int) -> State | None:
    """Return how a letter of a number stands, None when there is none."""
    row = connection.execute("SELECT state FROM letters WHERE id = ?", (number,)).fetchone()
    return None if row is None else row[0]


def of_alerts(connection: sqlite3.Connection, alerts: Iterable[str]) -> list[Letter]:
    """Return every letter of these alerts, the oldest first."""
    wanted = list(alerts)
    marks = ", ".join("?" * len(wanted))
    return _found(connection, f"alert IN ({marks}) ORDER BY id", wanted) if wanted else []


def since(
    connection: sqlite3.Connection, *, channel: str | None = None, after: int = 0, made: int = 0
) -> list[Letter]:
    """Return the letters above a number that were made from a moment on [s UTC], the oldest first."""
    condition = "id > ? AND made >= ? AND (channel = ? OR ? IS NULL) ORDER BY id"
    return _found(connection, condition, (after, made, channel, channel))


def _found(connection: sqlite3.Connection, condition: str, values: Iterable[object]) -> list[Letter]:
    rows = connection.execute(f"SELECT id, {_OF_A_NEW_ONE} FROM letters WHERE {condition}", tuple(values))
    return [
        Letter(
            id=row[0], alert=row[1], what=row[2], level=row[3], round=row[4], channel=row[5],
            recipient=row[6], place=row[7], text=row[8], is_urgent=bool(row[9]), made=row[10],
            due=row[11], state=row[12],
            attempts=row[13], tried=row[14], sent=row[15], error=row[16],
        )
        for row in rows
    ]  # fmt: skip


def answered(connection: sqlite3.Connection, health: ChannelHealth) -> None:
    """Write down what a way to reach people answered."""
    connection.execute(
        "INSERT OR REPLACE INTO channel_health (channel, at, is_well, said) VALUES (?, ?, ?, ?)",
        (health.channel, health.at, health.is_well, health.said),
    )


def channel_health(connection: sqlite3.Connection) -> list[ChannelHealth]:
    """Return what each way to reach people answered last, by name."""
    rows = connection.execute("SELECT channel, at, is_well, said FROM channel_health ORDER BY channel")
    return [ChannelHealth(channel, at, bool(is_well), said) for channel, at, is_well, said in rows]
