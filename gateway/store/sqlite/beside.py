"""What stands beside a record of a queue: the nearest numbers whose time is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import NOT_STATED
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, blocks, cursors
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import Sort, Span
from gateway.store.sqlite.context import readable_signals

_IS_KNOWN: Final = "time IS NOT NULL AND (known IN (?, ?) OR stated IS NULL)"
"""One that stands at its arrival because its node's clock ran ahead says nothing of its neighbours."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A record whose time is known: its number, power-on, uptime [s] and time [s UTC]."""

    number: int
    boot: int
    uptime: int
    time: int


Pair = tuple[Beside | None, Beside | None]
"""The nearest below a number and the nearest above it."""


def unplaced_queues(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the nodes and queues that hold records whose time nobody knows."""
    rows = connection.execute("SELECT DISTINCT node, queue FROM arrivals WHERE time IS NULL ORDER BY 1, 2")
    return [(node, queue) for node, queue in rows]


def in_arrivals(connection: sqlite3.Connection, node: str, queue: int, number: int) -> Pair:
    """Return the nearest records of a queue that wait for their block, or are the last of a channel."""
    found: list[Beside | None] = []
    for side in ("number < ? ORDER BY number DESC", "number > ? ORDER BY number"):
        row = connection.execute(
            f"SELECT number, boot, uptime, time FROM arrivals WHERE node = ? AND queue = ? AND {_IS_KNOWN}"
            f" AND {side} LIMIT 1",
            (node, queue, int(TimeKnown.SYNCED), int(TimeKnown.RESOLVED), number),
        ).fetchone()
        found.append(None if row is None else Beside(*row))
    return found[0], found[1]


def in_blocks(
    archive: sqlite3.Connection, series: Iterable[SeriesKey], span: Span, *, queue: int, number: int
) -> Pair:
    """Return the nearest records of a queue that stand in the blocks of a span."""
    below: Beside | None = None
    above: Beside | None = None
    for block in blocks.find(archive, series, Sort.SIGNALS, start=span.start, end=span.end):
        rows = readable_signals(block)
        if rows is None:
            continue
        is_known = (rows.known == int(TimeKnown.SYNCED)) | (rows.known == int(TimeKnown.RESOLVED))
        own = rows.take((rows.queue == queue) & (is_known | (rows.stated == NOT_STATED)))
        for numbers in (own.number[own.number < number], own.number[own.number > number]):
            if not len(numbers):
                continue
            nearest = int(numbers.max() if numbers[0] < number else numbers.min())
            at = int(np.flatnonzero(own.number == nearest)[0])
            found = Beside(nearest, int(own.boot[at]), int(own.uptime[at]), int(own.time[at]))
            if nearest < number:
                below = closer(below, found, number)
            else:
                above = closer(above, found, number)
    return below, above


def closer(one: Beside | None, other: Beside | None, number: int) -> Beside | None:
    """Return which of two records is nearer to a number."""
    found = [each for each in (one, other) if each is not None]
    return min(found, key=lambda each: abs(each.number - number), default=None)


def stand_anew(connection: sqlite3.Connection, old: int, arrival: Arrival) -> int:
    """Let a record stand where it is known to stand now; return the id of the new arrival.

    An hour's block may already say that it holds every arrival up to a later id than the old one.
    """
    new = arrivals.insert(connection, arrival)
    cursor = cursors.find(connection, arrival.node, arrival.queue)
    if cursor is not None and cursor.arrival == old:
        cursors.save(connection, cursor._replace(arrival=new))
    arrivals.delete(connection, [old])
    return new
