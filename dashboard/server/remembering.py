"""A store whose newest values are read once for all who look, until somebody writes."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

from gateway.domain.alerts import Alert
from gateway.domain.columns import Derived
from gateway.domain.readings import Reading, SeriesKey
from gateway.store.base import Buckets, NodeState, ReadingStore

Found = TypeVar("Found")
WRITTEN: Final = ("readings.db", "readings.db-wal", "archive.db", "archive.db-wal", "commune.db-wal")
"""What changes when a reading, an alert or a calibration is kept; a commit shows in the size or the time."""


def written_in(folder: Path) -> Callable[[], Hashable]:
    """Return what tells one state of a folder's databases from the next."""
    paths = [folder / name for name in WRITTEN]
    return lambda: tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked five times a request
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


@dataclass(slots=True)
class _Kept:
    mark: Hashable
    found: dict[Hashable, object]


class Remembering:
    """Implements `gateway.store.base.ReadingStore`; thirty telephones ask the same within a second.

    Only what has no span of time is kept. The mark is read before the answer: what is kept can be
    newer than its mark says, never older.
    """

    def __init__(self, store: ReadingStore, mark: Callable[[], Hashable]) -> None:
        self._store = store
        self._mark = mark
        self._kept = _Kept(None, {})
        self._lock = Lock()

    def keys(self) -> list[SeriesKey]:
        """Return every series a person can read, sorted."""
        return list(self._known("keys", self._store.keys))

    def readings(self, series: SeriesKey, start: int, end: int) -> Derived:
        """Return every reading of a series in [start, end), rising by time."""
        return self._store.readings(series, start, end)

    def series(self, series: SeriesKey, start: int, end: int, *, points: int = 500) -> Buckets:
        """Return a series in [start, end) in at most `points` buckets with lowest and highest."""
        return self._store.series(series, start, end, points=points)

    def days(self, series: SeriesKey, start: int, end: int) -> Buckets:
        """Return one bucket for each of the commune's local days within [start, end)."""
        return self._store.days(series, start, end)

    def latest(self, series: SeriesKey) -> Reading | None:
        """Return the newest reading of a series whose time is known, None when it has none.

        Who asks for one series of a node asks for the next one in a moment; together they cost hardly more.
        """
        return self._latest_of(series.node).get(series)

    def latest_of(self, node: str) -> dict[SeriesKey, Reading]:
        """Return what `latest` tells of each series of a node; those that have nothing are left out."""
        return dict(self._latest_of(node))

    def _latest_of(self, node: str) -> dict[SeriesKey, Reading]:
        return self._known(("latest", node), lambda: self._store.latest_of(node))

    def nodes(self) -> list[NodeState]:
        """Return what is known of every node that was ever heard, sorted by name."""
        return list(self._known("nodes", self._store.nodes))

    def alerts(self, *, everything: bool = False) -> list[Alert]:
        """Return the alerts that are not over, worst first; with `everything` all, newest first."""
        found: Sequence[Alert] = self._known(
            ("alerts", everything), lambda: self._store.alerts(everything=everything)
        )
        return list(found)

    def alive(self) -> int | None:
        """Return when the gateway last committed anything [s UTC], None before the first time."""
        return self._known("alive", self._store.alive)

    def _known(self, question: Hashable, ask: Callable[[], Found]) -> Found:
        mark = self._mark()
        with self._lock:
            if self._kept.mark != mark:
                self._kept = _Kept(mark, {})
            kept = self._kept
        if question not in kept.found:
            kept.found[question] = ask()
        return kept.found[question]  # type: ignore[return-value]
