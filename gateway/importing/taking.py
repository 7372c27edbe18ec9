"""A file's readings into the store, day by day, so that whoever waits sees it move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from gateway.domain.columns import Signals
from gateway.domain.orders import Step
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.writer import SqliteWriter

DAYS_AT_ONCE = 30


def take(
    writer: SqliteWriter, series: Mapping[SeriesKey, Signals], *, now: int, days_at_once: int = DAYS_AT_ONCE
) -> Iterator[Step]:
    """Put a file's readings into the store and yield after each transaction how far it has come.

    A step counts days of a node; what is said of it is the number of readings that were new so far.

    It can be stopped after any step and begun anew: what stands already is not added again.
    """
    days = sorted(
        {(key.node, int(day) * DAY) for key, rows in series.items() for day in np.unique(rows.time // DAY)}
    )
    added = 0
    yield Step(0, len(days), "0")
    for first in range(0, len(days), days_at_once):
        with writer.archive.transaction():
            for node, day in days[first : first + days_at_once]:
                rows = _of_day(series, node, day)
                added += writer.add_rows(node, day, rows, now=now)
        yield Step(min(first + days_at_once, len(days)), len(days), str(added))


def _of_day(series: Mapping[SeriesKey, Signals], node: str, day: int) -> dict[SeriesKey, Signals]:
    found = {key: rows.between(day, day + DAY) for key, rows in series.items() if key.node == node}
    return {key: rows for key, rows in found.items() if len(rows)}
