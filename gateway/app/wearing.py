"""The task that writes down how much the disk was written."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.doctor.counters import disk_written, own_written
from gateway.store.sqlite import wear
from gateway.store.sqlite.wear import DAY_S, Wear
from gateway.store.sqlite.writer import SqliteWriter

EVERY_S: Final = 900.0
"""How often a row is written [s]; ours: measuring must cost nothing beside what is measured."""


@dataclass(frozen=True, slots=True)
class _Mark:
    at: float
    device: int | None
    own: int
    arrival: int


class Wearing:
    """Adds to the row of the day what was written since the last time, four times an hour."""

    def __init__(
        self, writer: SqliteWriter, folder: Path, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Remember where to look, and how the counts stand now."""
        self._writer = writer
        self._folder = folder
        self._monotonic = monotonic
        self._before = self._mark()

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - the rhythm is ours, not the world's
        """Tell whether a quarter of an hour has passed."""
        return self._monotonic() - self._before.at >= EVERY_S

    def act(self, now: int) -> None:
        """Write down what was written up to a moment [s UTC]."""
        before, after = self._before, self._mark()
        self._before = after
        device = None
        if before.device is not None and after.device is not None and after.device >= before.device:
            device = after.device - before.device
        more = Wear(
            day=now - now % DAY_S,
            watched=round(after.at - before.at),
            device=device,
            own=after.own - before.own,
            readings=wear.values_between(self._writer.readings, before.arrival, after.arrival),
        )
        with self._writer.transaction() as readings:
            wear.add(readings, more)

    def _mark(self) -> _Mark:
        newest = wear.newest_arrival(self._writer.readings)
        return _Mark(self._monotonic(), disk_written(self._folder), own_written(), newest)
