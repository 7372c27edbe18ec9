"""Forecasts, what came of the nights, and their plans."""

from __future__ import annotations

import sqlite3
from typing import Final

import msgspec

from gateway.domain.outlook import ForecastSaid, NightCame, PlanSaid

_said: Final = msgspec.json.Decoder(ForecastSaid)
_came: Final = msgspec.json.Decoder(NightCame)
_plan: Final = msgspec.json.Decoder(PlanSaid)


def say(connection: sqlite3.Connection, said: ForecastSaid) -> None:
    """Write down a forecast; said again at the same moment it stays one."""
    connection.execute(
        "INSERT OR REPLACE INTO forecasts (place, evening, issued, body) VALUES (?, ?, ?, ?)",
        (said.place, said.evening, said.issued, msgspec.json.encode(said)),
    )


def forecasts(
    connection: sqlite3.Connection, *, evening: str, place: str | None = None
) -> list[ForecastSaid]:
    """Return what was said of one night, of all ponds or of one, rising by issue."""
    rows = connection.execute(
        "SELECT body FROM forecasts WHERE evening = ?1 AND (place = ?2 OR ?2 IS NULL) ORDER BY issued, place",
        (evening, place),
    )
    return [_said.decode(body) for (body,) in rows]


def newest_forecasts(connection: sqlite3.Connection, *, evening: str) -> dict[str, ForecastSaid]:
    """Return what was last said of one night, by pond."""
    rows = connection.execute(
        "SELECT body, max(issued) FROM forecasts WHERE evening = ? GROUP BY place", (evening,)
    )
    said = [_said.decode(body) for body, _ in rows]
    return {one.place: one for one in said}


def came(connection: sqlite3.Connection, night: NightCame) -> None:
    """Write down what came of a night; late data may change it."""
    connection.execute(
        "INSERT OR REPLACE INTO nights (place, evening, body) VALUES (?, ?, ?)",
        (night.place, night.evening, msgspec.json.encode(night)),
    )


def nights(connection: sqlite3.Connection, *, since: str, place: str | None = None) -> list[NightCame]:
    """Return what came of the nights from an evening on, of all ponds or of one, rising by evening."""
    rows = connection.execute(
        "SELECT body FROM nights WHERE evening >= ?1 AND (place = ?2 OR ?2 IS NULL) ORDER BY evening, place",
        (since, place),
    )
    return [_came.decode(body) for (body,) in rows]


def plan(connection: sqlite3.Connection, said: PlanSaid) -> None:
    """Write down a plan of a night; the newest counts."""
    connection.execute(
        "INSERT OR REPLACE INTO plans (evening, issued, body) VALUES (?, ?, ?)",
        (said.evening, said.issued, msgspec.json.encode(said)),
    )


def newest_plan(connection: sqlite3.Connection, *, evening: str | None = None) -> PlanSaid | None:
    """Return the newest plan, of one night or of the last that has one; None where there is none."""
    row = connection.execute(
        "SELECT body FROM plans WHERE evening = ?1 OR ?1 IS NULL ORDER BY evening DESC, issued DESC LIMIT 1",
        (evening,),
    ).fetchone()
    return None if row is None else _plan.decode(row[0])
