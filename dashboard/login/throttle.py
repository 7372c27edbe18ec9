"""How often somebody may try; counted before the slow hash is computed, so that no hurry overtakes it.

What is locked is always one person on one device: a fool with a shared telephone locks nobody else out,
and not even that person on another device.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from dashboard.login.file import LoginFile

WRONG_IN_A_ROW: Final = 5
DAY_S: Final = 24 * 3600
AHEAD_S: Final = 300
"""What was written down so far ahead of now was written by a clock that has been put back since [s]."""
LOCKS_S: Final = (15 * 60, 3600, DAY_S)
"""How long after each five wrong ones; the last is, in practice, until a technician lifts it [s]."""

WINDOWS: Final = ((DAY_S, 100), (30 * DAY_S, 300))
"""In how long [s] how many wrong ones a person is charged with from all unknown addresses together.

Source:
    NIST SP 800-63B, 5.2.2: no more than 100 failed attempts in a row on one account. The month keeps one
    who has patience from 4 digits: 300 of 10,000.
"""

MOST_UNKNOWN: Final = 20_000
"""How many rows of names that nobody has are kept: a flood of them must not fill the card."""

UNKNOWN: Final = "?"
"""With what a name begins that nobody has; it is counted like everybody's, so that nothing tells it apart."""


@dataclass(frozen=True, slots=True)
class Caller:
    """From where somebody tries.

    Attributes:
        device: What the attempts are counted by: the enrolled device, the station's screen, or the address.
        is_known: Whether it is an enrolled device or the station's own screen.
        is_safe: Whether nobody can listen.
    """

    device: str
    is_known: bool
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Locked:
    """Why nothing is tried now.

    Attributes:
        until: When it may be tried again [s UTC].
        is_everywhere: Whether every device that is not enrolled is refused.
    """

    until: int
    is_everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """An attempt that was counted as a failure until it proves right.

    Attributes:
        number: Of its row, 0 where it has none.
        last: When the one before failed [s UTC].
    """

    number: int
    last: int


@dataclass(frozen=True, slots=True)
class Lock:
    """A person who is locked out on a device; `device` as in Caller."""

    who: str
    device: str
    until: int


class Throttle:
    """The failed attempts in login.db."""

    def __init__(self, file: LoginFile) -> None:
        self._file = file

    def count(self, who: str, caller: Caller, *, now: int) -> Ticket | Locked:
        """Count an attempt as failed before it is made, or say why it is not made."""
        with self._file.transaction() as connection:
            _put_back(connection, now)
            wrong, stage, until, last = _standing(connection, who, caller, now)
            if until > now:
                return Locked(until)
            if not caller.is_known and (far := _far(connection, who, now)) is not None:
                return far
            wrong += 1
            if wrong == WRONG_IN_A_ROW:
                until = now + LOCKS_S[stage]
                wrong, stage = 0, min(stage + 1, len(LOCKS_S) - 1)
            connection.execute(
                "INSERT INTO tries (who, device, wrong, stage, locked_until, last) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (who, device) DO UPDATE SET wrong = excluded.wrong, stage = excluded.stage,"
                " locked_until = excluded.locked_until, last = excluded.last",
                (who, caller.device, wrong, stage, until, now),
            )
            _sweep(connection, now)
            if caller.is_known:
                return Ticket(0, last)
            cursor = connection.execute("INSERT INTO failure (who, at) VALUES (?, ?)", (who, now))
            return Ticket(cursor.lastrowid or 0, last)

    def succeed(self, who: str, caller: Caller, ticket: Ticket) -> None:
        """Take an attempt back that proved right; how long the next lock lasts stays as it was."""
        with self._file.transaction() as connection:
            connection.execute("DELETE FROM failure WHERE id = ?", (ticket.number,))
            connection.execute(
                "UPDATE tries SET wrong = 0, locked_until = 0, last = ? WHERE who = ? AND device = ?",
                (ticket.last, who, caller.device),
            )

    def lock(self, who: str, caller: Caller, *, now: int) -> Locked | None:
        """Return the lock that stands for a person on a device, None when there is none."""
        with self._file.reading() as connection:
            until = _standing(connection, who, caller, now)[2]
            if until > now:
                return Locked(until)
            return None if caller.is_known else _far(connection, who, now)

    def locks(self, *, now: int) -> list[Lock]:
        """Return everybody who is locked out somewhere; names that nobody has are not among them."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT who, device, locked_until FROM tries WHERE locked_until > ? AND who NOT LIKE '?%'"
                " ORDER BY who, device",
                (now,),
            ).fetchall()
        return [Lock(*row) for row in rows]

    def lift(self, who: str) -> None:
        """Let a person try again everywhere."""
        with self._file.transaction() as connection:
            connection.execute("DELETE FROM tries WHERE who = ?", (who,))
            connection.execute("DELETE FROM failure WHERE who = ?", (who,))


def _standing(
    connection: sqlite3.Connection, who: str, caller: Caller, now: int
) -> tuple[int, int, int, int]:
    """Return how many wrong ones stand in a row, which lock comes next, until when one stands, the last."""
    row: tuple[int, int, int, int] | None = connection.execute(
        "SELECT wrong, stage, locked_until, last FROM tries WHERE who = ? AND device = ?",
        (who, caller.device),
    ).fetchone()
    if row is None or (row[2] <= now and row[3] <= now - DAY_S):
        return 0, 0, 0, 0
    return row


def _put_back(connection: sqlite3.Connection, now: int) -> None:
    """Let locks that a clock ahead of this one wrote down begin now: none lasts for years."""
    connection.execute(
        "UPDATE tries SET locked_until = ?1 + max(0, locked_until - last), last = ?1 WHERE last > ?1 + ?2",
        (now, AHEAD_S),
    )
    connection.execute("UPDATE failure SET at = ?1 WHERE at > ?1 + ?2", (now, AHEAD_S))


def _far(connection: sqlite3.Connection, who: str, now: int) -> Locked | None:
    """Return the lock of all addresses that are not enrolled, None when there is none."""
    for length, most in WINDOWS:
        row = connection.execute(
            "SELECT at FROM failure WHERE who = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?",
            (who, now - length, most - 1),
        ).fetchone()
        if row is not None:
            return Locked(row[0] + length, is_everywhere=True)
    return None


def _sweep(connection: sqlite3.Connection, now: int) -> None:
    """Forget what counts no more, and what a flood of invented names has left."""
    longest = max(length for length, _ in WINDOWS)
    connection.execute(
        "DELETE FROM failure WHERE at <= ? AND id < 1 + (SELECT min(id) + 100 FROM failure)", (now - longest,)
    )
    for table in ("failure", "tries"):
        connection.execute(
            f"DELETE FROM {table} WHERE id <= (SELECT max(id) FROM {table}) - ? AND who LIKE '?%'",
            (MOST_UNKNOWN,),
        )
