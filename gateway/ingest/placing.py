"""At which moment a record stands, and how that is known. Pure."""

from __future__ import annotations

from gateway.domain.message import Record
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite.clock_pairs import AHEAD_S, EARLIEST, can_be


def placed(
    record: Record, *, received: int, is_trusted: bool, resolved: int | None
) -> tuple[int | None, TimeKnown]:
    """Return where a record stands in time [s UTC] and how that is known.

    A stated time that cannot be true puts the record at its arrival, as ESTIMATED; the stated
    time is kept beside it. None with UNRESOLVED: it waits for a clock pair of its power-on.

    Args:
        record: As the node sent it.
        received: When it came, on the station's clock [s UTC].
        is_trusted: Whether the station's clock is to be believed; else the node's time stands.
        resolved: What a clock pair says of its uptime [s UTC], None without a pair.
    """
    if record.clock == "synced" and record.time is not None:
        is_ahead = is_trusted and record.time > received + AHEAD_S
        if record.time < EARLIEST or is_ahead:
            return received, TimeKnown.ESTIMATED
        return record.time, TimeKnown.SYNCED
    if resolved is not None:
        is_possible = not is_trusted or can_be(resolved, now=received)
        return (resolved, TimeKnown.RESOLVED) if is_possible else (received, TimeKnown.ESTIMATED)
    return None, TimeKnown.UNRESOLVED


def lateness_s(record: Record, *, boot: int, uptime: int) -> int | None:
    """Return how long ago a record was measured [s], by a clock that only counts.

    None: it is of an earlier power-on than the newest heard of, so it is late by definition.

    Args:
        record: As the node sent it.
        boot: The newest power-on heard of that node.
        uptime: The newest uptime heard in that power-on [s].
    """
    return None if record.boot != boot else max(0, uptime - record.uptime)
