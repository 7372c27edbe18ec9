"""What the doctor asks of readings.db, in one look."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from gateway.domain.letters import ChannelHealth
from gateway.store.sqlite import arrivals, letters, orders, wear
from gateway.store.sqlite.wear import Wear


@dataclass(frozen=True, slots=True)
class MirrorRow:
    """How the mirror stood when it was last tried.

    Attributes:
        at: When [s UTC].
        kept: Readings that the station has.
        there: Readings of those that the mirror has.
    """

    at: int
    is_well: bool
    kept: int
    there: int


@dataclass(frozen=True, slots=True)
class StoreSeen:
    """One look at readings.db.

    Attributes:
        alive: When the gateway last wrote anything [s UTC], None before the first time.
        standing: How the ingest loop stood last and since when [s UTC]; None before the first time.
        waiting: Records that stand in no block yet.
        oldest: When the oldest of those came [s UTC], None where there is none.
        unresolved: Records of each node whose time nobody knows yet.
        stale: Spans to be derived again.
        dead_letters: Messages set aside that nobody has dealt with.
        damaged: Database files that were set aside and nobody has said he knows.
        last_call: When a call last went out [s UTC], None where none did.
    """

    alive: int | None
    standing: tuple[str, int] | None
    waiting: int
    oldest: int | None
    unresolved: dict[str, int]
    stale: int
    dead_letters: int
    damaged: int
    mirror: MirrorRow | None
    ways: list[ChannelHealth]
    last_call: int | None
    wear: list[Wear]


def look(connection: sqlite3.Connection) -> StoreSeen:
    """Return how the store stands."""

    def one(question: str) -> tuple[int | None, ...]:
        found: tuple[int | None, ...] = connection.execute(question).fetchone()
        return found

    waiting, oldest = one("SELECT count(*), min(received) FROM arrivals")
    mirror = connection.execute("SELECT at, is_well, kept, there FROM mirror").fetchone()
    return StoreSeen(
        alive=orders.alive(connection),
        standing=orders.stands(connection),
        waiting=waiting or 0,
        oldest=oldest,
        unresolved=arrivals.count_unresolved(connection),
        stale=one("SELECT count(*) FROM rederiving")[0] or 0,
        dead_letters=one("SELECT count(*) FROM dead_letters WHERE replayed IS NULL AND dropped IS NULL")[0]
        or 0,
        damaged=one("SELECT count(*) FROM set_aside WHERE seen IS NULL")[0] or 0,
        mirror=None if mirror is None else MirrorRow(mirror[0], bool(mirror[1]), mirror[2], mirror[3]),
        ways=letters.channel_health(connection),
        last_call=one("SELECT max(sent) FROM letters WHERE channel = 'call' AND state = 'sent'")[0],
        wear=wear.everything(connection),
    )
