"""The sealed days of the archive: which have changed, and what was received in one."""

from __future__ import annotations

import sqlite3

from gateway.domain.columns import Signals
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite.blocks import DAY, Sort, find, series_of
from gateway.store.sqlite.context import readable_signals


def marks(archive: sqlite3.Connection, *, since: int, before: int) -> dict[int, tuple[int, int]]:
    """Return for each UTC day in [since, before) two numbers that change when more was received in it.

    Args:
        archive: The archive.
        since: A day's first second [s UTC].
        before: A day's first second [s UTC].

    Returns:
        By the day's first second [s UTC]: the sum of `upto` of its signal blocks, and their bytes.
    """
    rows = archive.execute(
        "SELECT start / 86400 * 86400, sum(upto), sum(length(body)) FROM blocks"
        " WHERE sort = 0 AND start >= ? AND start < ? GROUP BY 1 ORDER BY 1",
        (since, before),
    )
    return {day: (upto, size) for day, upto, size in rows}


def received(archive: sqlite3.Connection, day: int) -> dict[SeriesKey, Signals]:
    """Return what stands sealed of a UTC day, by series; series without a signal are left out."""
    parts: dict[SeriesKey, list[Signals]] = {}
    for block in find(archive, series_of(archive), Sort.SIGNALS, start=day, end=day + DAY):
        rows = readable_signals(block)
        if rows is not None:
            parts.setdefault(block.series, []).append(rows.between(day, day + DAY))
    joined = {series: Signals.joined(*found) for series, found in parts.items()}
    return {series: rows for series, rows in joined.items() if len(rows)}
