"""What stands of a node in the archive, and what has arrived since: as the mirror has to get it.

Read through connections of its own, so that another thread than the writer's can ask.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.domain.columns import Derived, Signals
from gateway.domain.context import AFTER_S
from gateway.domain.errors import StoreError
from gateway.domain.readings import SeriesKey
from gateway.store.base import Derive
from gateway.store.sqlite import arrivals, blocks, retired
from gateway.store.sqlite.blocks import DAY, HOUR, Sort, Span
from gateway.store.sqlite.connection import as_our_errors, open_to_read
from gateway.store.sqlite.context import readable_derived, readable_signals, together
from gateway.store.sqlite.merging import is_held
from gateway.store.sqlite.retired import RetiredFiles

log = logging.getLogger(__name__)

_BESIDE_S: Final = 3 * DAY
"""So far before a day lies what its flags hang on, in whole days [s]."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One moment of both files; readings.db was opened first, so nothing falls between them."""

    readings: sqlite3.Connection
    archive: sqlite3.Connection


@contextmanager
def snapshot(folder: Path) -> Iterator[Snapshot]:
    """Open both files at one moment.

    Raises:
        StoreError: A file is not there.
        DiskError: A file cannot be read.
    """
    with (
        as_our_errors(),
        closing(open_to_read(folder, "readings")) as readings,
        closing(open_to_read(folder, "archive")) as archive,
    ):
        for connection in (readings, archive):
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield Snapshot(readings, archive)


@dataclass(frozen=True, slots=True)
class Standing:
    """What blocks hold of a node in a span.

    Attributes:
        signals: What was received, by series.
        derived: What a person can read, by series.
        is_whole: Whether every block of it can be read.
    """

    signals: Mapping[SeriesKey, Signals]
    derived: Mapping[SeriesKey, Derived]
    is_whole: bool


def of_span(archive: sqlite3.Connection, node: str, span: Span) -> Standing:
    """Return what blocks hold of a node in a span."""
    series = list(blocks.series_of(archive, node=node))
    signals: dict[SeriesKey, list[Signals]] = {}
    derived: dict[SeriesKey, list[Derived]] = {}
    is_whole = True
    for block in blocks.find(archive, series, Sort.SIGNALS, start=span.start, end=span.end):
        received = readable_signals(block)
        is_whole &= received is not None
        if received is not None:
            signals.setdefault(block.series, []).append(received.between(span.start, span.end))
    for block in blocks.find(archive, series, Sort.DERIVED, start=span.start, end=span.end):
        read = readable_derived(block)
        is_whole &= read is not None
        if read is not None:
            derived.setdefault(block.series, []).append(read.between(span.start, span.end))
    return Standing(
        {one: Signals.joined(*parts) for one, parts in signals.items()},
        {one: Derived.joined(*parts) for one, parts in derived.items()},
        is_whole,
    )


def loose(at: Snapshot, node: str, span: Span) -> dict[SeriesKey, Signals]:
    """Return what has arrived of a node in a span and stands in no block of it, by series."""
    found = {}
    for series, pending in arrivals.pending(at.readings, node=node).items():
        inside = pending.between(span.start, span.end)
        if len(inside.ids):
            held = is_held(blocks.held(at.archive, series, start=span.start, end=span.end), inside)
            if not held.all():
                found[series] = inside.rows.take(~held).sorted()
    return found


def of_retired(
    archive: sqlite3.Connection, files: RetiredFiles, derive: Derive, node: str, span: Span
) -> Standing | None:
    """Return the same of a span whose day went into a file, None where its blocks stand.

    A file that cannot be read any more holds nothing.
    """
    end = span.end + AFTER_S
    days = retired.find(archive, node, start=span.start - _BESIDE_S, end=end)
    if span.start // DAY * DAY not in {one.day for one in days}:
        return None
    parts = [of_span(archive, node, Span(span.start - _BESIDE_S, end - span.start + _BESIDE_S)).signals]
    try:
        parts += [files.of(one) for one in days]
    except StoreError:
        log.exception("file of a retired day not readable node=%s day=%d", node, span.start)
        return Standing({}, {}, is_whole=False)
    beside = together(*parts)
    own = {one: rows.between(span.start, span.end) for one, rows in beside.items()}
    derived = {one: rows.between(span.start, span.end) for one, rows in derive(beside).items()}
    return Standing(own, derived, is_whole=True)


def kept_ever(archive: sqlite3.Connection, node: str) -> dict[int, int]:
    """Return how many readings of a node the archive holds, or once held, by day.

    A local day stands for the UTC day with which it shares more [s UTC].
    """
    rows = archive.execute(
        "SELECT (day + ?1 / 2) / ?1 * ?1, sum(count) FROM day_rollups"
        " JOIN series ON series.id = day_rollups.series WHERE node = ?2 GROUP BY 1",
        (DAY, node),
    )
    return {day: count for day, count in rows}


def nodes(archive: sqlite3.Connection) -> list[str]:
    """Return the nodes that the archive knows, sorted."""
    return [one for (one,) in archive.execute("SELECT DISTINCT node FROM series ORDER BY node")]


def hours_of(rows: Signals) -> set[Span]:
    """Return the hours that some rows touch."""
    return {Span(hour * HOUR, HOUR) for hour in set((rows.time // HOUR).tolist())}
