"""Alerts and their changes, in the transaction of the readings that called for them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from gateway.domain.alerts import Alert, Change, Kind, Level

_COLUMNS = "uid, place, kind, level, opened, value, acknowledged, cleared, subject, eased, again"


def save(connection: sqlite3.Connection, change: Change) -> None:
    """Write down a change; the same change again changes nothing."""
    if change.alert in everything(connection, uid=change.alert.uid):
        return
    alert = change.alert
    connection.execute(
        f"INSERT INTO alerts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (uid) DO UPDATE SET"
        " level = excluded.level, value = excluded.value,"
        " acknowledged = excluded.acknowledged, cleared = excluded.cleared,"
        " eased = excluded.eased, again = excluded.again",
        (
            alert.uid,
            alert.place,
            alert.kind,
            int(alert.level),
            alert.opened,
            alert.value,
            alert.acknowledged,
            alert.cleared,
            alert.subject,
            alert.eased,
            alert.again,
        ),
    )
    connection.execute(
        "INSERT INTO alert_changes (uid, what, level, value, at) VALUES (?, ?, ?, ?, ?)",
        (alert.uid, change.what, int(alert.level), alert.value, change.at),
    )


def standing(connection: sqlite3.Connection) -> list[Alert]:
    """Return the alerts that are not over, worst first, then oldest first."""
    found = _found(
        connection,
        "cleared IS NULL OR (acknowledged IS NULL AND (level >= ? OR kind IN (?, ?)))",
        (int(Level.CRITICAL), Kind.OXYGEN, Kind.GASPING),
    )
    found = [one for one in found if not one.is_over]
    return sorted(found, key=lambda one: (-one.level, one.opened))


def everything(connection: sqlite3.Connection, *, uid: str | None = None) -> list[Alert]:
    """Return every alert, or the one of that uid, newest first."""
    return _found(connection, "uid = ?1 OR ?1 IS NULL", (uid,))


def _found(
    connection: sqlite3.Connection, condition: str, values: tuple[str | int | None, ...]
) -> list[Alert]:
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM alerts WHERE {condition} ORDER BY opened DESC, uid", values
    )
    return [
        Alert(uid, place, kind, Level(level), opened, value, *rest)
        for uid, place, kind, level, opened, value, *rest in rows
    ]


def changes(connection: sqlite3.Connection, *, after: int = 0) -> list[tuple[int, Change]]:
    """Return the changes above a number, each with its number, rising.

    The alert of a change stands there with the level and value of that step.
    """
    known = {one.uid: one for one in everything(connection)}
    rows = connection.execute(
        "SELECT id, uid, what, level, value, at FROM alert_changes WHERE id > ? ORDER BY id", (after,)
    )
    return [
        (number, Change(what, replace(known[uid], level=Level(level), value=value), at))
        for number, uid, what, level, value, at in rows
    ]
