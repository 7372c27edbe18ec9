"""The task that writes each day's signals into the book, as hashes."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Final

from gateway.domain.by_hand import is_by_hand
from gateway.domain.digests import digest, name_of
from gateway.domain.entries import Draft, Entry, SensorDay, SeriesDigest
from gateway.journal import CommuneJournal
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

AUTHOR: Final = "station"
EVERY_S: Final = 900
"""How often it is looked for days that changed [s of the world]; ours."""
SETTLED_S: Final = 6 * 3600
"""A day is written down so long after its end, when nodes have mostly sent what they held [s]; ours."""
LOOKED_BACK: Final = 35
"""A day that the book does not know yet is written down up to so many days later; history that was
imported is older, and what was received of it is the importing file's to prove. Ours."""


class Digesting:
    """Writes one day a turn; a day that received more later is written again, naming the first."""

    def __init__(self, writer: SqliteWriter, journal: CommuneJournal) -> None:
        """Remember where signals stand and where their digests go."""
        self._writer = writer
        self._journal = journal
        self._seen: dict[int, tuple[int, int]] = {}
        self._waiting: list[int] = []
        self._looked = -EVERY_S
        self._known: dict[str, list[Entry]] | None = None

    def is_due(self, now: int) -> bool:
        """Tell whether a day waits, or it is time to look for one."""
        return bool(self._waiting) or abs(now - self._looked) >= EVERY_S

    def act(self, now: int) -> None:
        """Look which days changed, or write one of them down."""
        if not self._waiting:
            if now < self._looked:
                self._seen = {}  # a clock that was ahead has seen days that were too old for it
            self._looked = now
            self._waiting = self._changed(now)
            return
        day = self._waiting.pop(0)
        self.write(day, now)

    def _changed(self, now: int) -> list[int]:
        before = (now - SETTLED_S) // DAY * DAY
        earliest = before - LOOKED_BACK * DAY
        known = self._digests()
        marks = self._writer.archive.marks_of_days(since=0 if known else earliest, before=before)
        wanted = [
            day
            for day, mark in marks.items()
            if self._seen.get(day) != mark
            and (day >= earliest or (_name(day) in known and day in self._seen))
        ]
        self._seen = marks
        return wanted

    def write(self, day: int, now: int) -> None:
        """Write a UTC day into the book, if the book does not tell it as it is already; both [s UTC]."""
        found = [
            SeriesDigest(name_of(series), len(signals), digest(series, signals))
            for series, signals in self._writer.archive.received_on(day).items()
            if not is_by_hand(series.node)
        ]
        found.sort(key=lambda one: one.series)
        name, known = _name(day), self._digests()
        before = known.get(name, [])
        if not found or (before and _said(before[-1]) == found):
            return
        body = SensorDay(name, found, before[0].uid if before else None)
        uid = f"sensor-day-{name}" + (f"-{len(before)}" if before else "")
        entry = self._journal.append(Draft(uid, "book", "sensor_day", body, now, AUTHOR), now=now)
        known.setdefault(name, []).append(entry)
        log.info("sensor day digested day=%s series=%d again=%d", name, len(found), len(before))

    def _digests(self) -> dict[str, list[Entry]]:
        """Return the digests that stand in the book, by day, rising by number."""
        if self._known is None:
            self._known = {}
            for entry in self._journal.entries("book", kinds={"sensor_day"}):
                if isinstance(entry.body, SensorDay):
                    self._known.setdefault(entry.body.day, []).append(entry)
        return self._known


def _said(entry: Entry) -> list[SeriesDigest]:
    return entry.body.series if isinstance(entry.body, SensorDay) else []


def _name(day: int) -> str:
    return datetime.fromtimestamp(day, UTC).strftime("%Y-%m-%d")
