"""What was received, as a copy holds it: databases of a backup, files of months, or both."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from gateway.domain.columns import Signals
from gateway.domain.errors import StoreError
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.store import files
from gateway.store.sqlite import arrivals, blocks
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, Sort
from gateway.store.sqlite.connection import as_our_errors
from gateway.store.sqlite.context import readable_signals

log = logging.getLogger(__name__)

Day = tuple[str, int, dict[SeriesKey, Signals]]
"""A node, a UTC day's first second, and what was received of it then."""


class Copy:
    """A folder with readings.db, archive.db, files of months, or any of them; it is only read."""

    def __init__(self, folder: Path) -> None:
        """Remember where it lies.

        Raises:
            StoreError: There is nothing of the kind.
        """
        self._folder = folder
        self._files = sorted([*folder.glob("*.csv.gz"), *(folder / files.FOLDER).glob("*.csv.gz")])
        if not self._files and not any((folder / f"{name}.db").is_file() for name in ("readings", "archive")):
            raise StoreError(
                told("En %(folder)s no hay nada de donde volver a llenar: elija una copia.", folder=folder)
            )

    def days(self) -> Iterator[Day]:
        """Yield what it holds, a day of a node after the other; the same day may come more than once."""
        yield from self._of_archive()
        yield from self._of_readings()
        for path in self._files:
            yield from _by_day(files.read(path))

    def count(self) -> int:
        """Return about how many days there are, to tell how far it has come."""
        found = 31 * len(self._files)
        with self._opened("archive") as archive:
            if archive is not None:
                found += archive.execute(
                    "SELECT count(*) FROM (SELECT DISTINCT node, start / 86400 FROM blocks"
                    " JOIN series ON series.id = blocks.series WHERE sort = 0)"
                ).fetchone()[0]
        return max(1, found)

    def unplaced(self) -> list[Arrival]:
        """Return the records whose time nobody knew yet."""
        with self._opened("readings") as readings:
            return [] if readings is None else arrivals.all_unresolved(readings)

    def _of_archive(self) -> Iterator[Day]:
        with self._opened("archive") as archive:
            if archive is None:
                return
            for node in sorted({series.node for series in blocks.series_of(archive)}):
                spans = blocks.spans_of_signals(archive, node)
                for day in sorted({span.start // DAY * DAY for span in spans}):
                    yield node, day, _received(archive, node, day)

    def _of_readings(self) -> Iterator[Day]:
        with self._opened("readings") as readings:
            rows = {} if readings is None else arrivals.pending(readings)
        yield from _by_day({series: one.rows.sorted() for series, one in rows.items()})

    def _opened(self, name: str) -> closing[sqlite3.Connection] | _Nothing:
        path = self._folder / f"{name}.db"
        if not path.is_file():
            return _Nothing()
        # A copy has no log of writes; a station that was put aside may have one, which belongs to it.
        has_log = path.with_name(path.name + "-wal").exists()
        how = "mode=ro" if has_log else "mode=ro&immutable=1"
        with as_our_errors():
            return closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True))


class _Nothing:
    """Stands for a database that a copy has not."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def _received(archive: sqlite3.Connection, node: str, day: int) -> dict[SeriesKey, Signals]:
    found: dict[SeriesKey, list[Signals]] = {}
    series = blocks.series_of(archive, node=node)
    for block in blocks.find(archive, series, Sort.SIGNALS, start=day, end=day + DAY):
        rows = readable_signals(block)
        if rows is not None:
            found.setdefault(block.series, []).append(rows)
    return {one: Signals.joined(*parts) for one, parts in found.items()}


def _by_day(series: dict[SeriesKey, Signals]) -> Iterator[Day]:
    days = {(key.node, int(day) * DAY) for key, rows in series.items() for day in np.unique(rows.time // DAY)}
    for node, day in sorted(days):
        own = {key: rows.between(day, day + DAY) for key, rows in series.items() if key.node == node}
        yield node, day, {key: rows for key, rows in own.items() if len(rows)}
