"""How the mirror stands: one row that the gateway keeps, and everybody may read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal, cast

Stage = Literal["look", "mark", "wipe", "held", "follow"]
"""What the gateway does for a mirror.

`look`: it has not yet asked what is there. `mark`: every span is to be marked. `wipe`: what is there goes
first, because a person said so. `held`: there is more than the station has, so nothing there is deleted until
a person says which of the two is right. `follow`: it writes what comes and what changes.
"""


@dataclass(frozen=True, slots=True)
class MirrorState:
    """How the mirror stands.

    Attributes:
        at: When it was last tried [s UTC].
        said: What is wrong, in words for a person; empty while all is well.
        arrival: Every arrival up to this id is there.
        span: The highest id of a rewritten span that was ever sent.
        kept: Readings that the station has.
        there: Readings of those that the mirror has.
        server: Address, organisation and bucket.
    """

    server: str
    stage: Stage = "look"
    at: int = 0
    is_well: bool = True
    said: str = ""
    arrival: int = 0
    span: int = 0
    kept: int = 0
    there: int = 0


def find(readings: sqlite3.Connection) -> MirrorState | None:
    """Return how the mirror stands, None where there was never one."""
    row = readings.execute(
        "SELECT server, stage, at, is_well, said, arrival, span, kept, there FROM mirror"
    ).fetchone()
    if row is None:
        return None
    server, stage, at, is_well, *rest = row
    return MirrorState(server, cast(Stage, stage), at, bool(is_well), *rest)


def save(readings: sqlite3.Connection, state: MirrorState) -> None:
    """Write down how the mirror stands."""
    readings.execute(
        "INSERT OR REPLACE INTO mirror"
        " (id, server, stage, at, is_well, said, arrival, span, kept, there)"
        " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            state.server,
            state.stage,
            state.at,
            state.is_well,
            state.said,
            state.arrival,
            state.span,
            state.kept,
            state.there,
        ),
    )


def forget(readings: sqlite3.Connection) -> None:
    """Forget that there was a mirror: whatever there is later is asked what it has."""
    readings.execute("DELETE FROM mirror")
