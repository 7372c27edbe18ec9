"""Rollups that leave nothing out: the hours that wait for their block are rolled up as they are read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from gateway.domain.columns import Derived
from gateway.store.sqlite import rollups
from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.rollups import Rollup
from gateway.store.sqlite.unsealed import Stretch

Read = Callable[[int, int], Derived]
"""The readings of a series in [start, end) [s UTC]."""


def whole_hours(
    archive: sqlite3.Connection, node: str, stretches: Iterable[Stretch], *, start: int, end: int
) -> list[Stretch]:
    """Return the hours within [start, end) that some stretches touch, none twice, rising.

    What came late into a day that went into a file is left out until that day is brought back:
    its rollups know more than its arrivals.
    """
    retired = _retired(archive, node)
    hours = {
        hour
        for first, last in stretches
        for hour in range(first // HOUR * HOUR, last, HOUR)
        if start <= hour < end and hour // DAY * DAY not in retired
    }
    return list(_united(sorted(hours)))


def with_hours(rolled: Rollup, open_hours: Iterable[Stretch], read: Read) -> Rollup:
    """Return the rollup of hours with those that are open as they are now."""
    for first, last in open_hours:
        now = rollups.rolled(read(first, last), width=HOUR)
        rolled = rollups.joined(rolled.take((rolled.start < first) | (rolled.start >= last)), now)
    return rolled


def local_days(open_hours: Iterable[Stretch], *, utc_offset_s: int) -> list[int]:
    """Return where the local days begin that open hours touch [s UTC], rising."""
    days = {
        (hour + utc_offset_s) // DAY * DAY - utc_offset_s
        for first, last in open_hours
        for hour in range(first, last, HOUR)
    }
    return sorted(days)


def _retired(archive: sqlite3.Connection, node: str) -> set[int]:
    return {day for (day,) in archive.execute("SELECT day FROM retired WHERE node = ?", (node,))}


def _united(hours: list[int]) -> Iterator[Stretch]:
    begins: int | None = None
    for place, hour in enumerate(hours):
        begins = hour if begins is None else begins
        if place + 1 == len(hours) or hours[place + 1] != hour + HOUR:
            yield begins, hour + HOUR
            begins = None
