"""The task that moves months of old raw data into files, by day and in short steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.retiring import OldDays, newest_moment, old_days, retire
from gateway.store.sqlite.writer import SqliteWriter

BY_DAY: Final = range(7, 18)
"""The hours of the commune's day in which it works: far from the night, when ponds are watched; ours."""


@dataclass(slots=True)
class Retiring:
    """Looks once a day for nodes' months that are old as a whole: so each month is written once.

    Attributes:
        raw_days: What is older goes [d]; None: nothing goes.
        utc_offset_hours: Of the commune.
        is_trusted: Whether the station's clock is to be believed: by a wrong one everything is old.
    """

    writer: SqliteWriter
    raw_days: int | None
    utc_offset_hours: int
    is_trusted: Callable[[], bool]
    _looked: int = -1
    _waiting: list[OldDays] = field(default_factory=list)
    _steps: Iterator[int] | None = None

    def is_due(self, now: int) -> bool:
        """Tell whether there is a month to move, or it is time to look for one [s UTC]."""
        if self.raw_days is None:
            return False
        local = now + self.utc_offset_hours * 3600
        if local % DAY // 3600 not in BY_DAY:
            return False
        return bool(self._waiting) or (local // DAY != self._looked and self.is_trusted())

    def act(self, now: int) -> None:
        """Look what is old, or do a step of the first month that waits."""
        if not self._waiting:
            self._looked = (now + self.utc_offset_hours * 3600) // DAY
            self._waiting = old_months(self.writer, raw_days=self.raw_days or 0, now=now)
            return
        try:
            if self._steps is None:
                self._steps = retire(self.writer.archive, self._waiting[0], now=now)
            is_over = next(self._steps, None) is None
        except BaseException:
            # What fails is tried again tomorrow; the others have their turn before.
            self._waiting, self._steps = self._waiting[1:], None
            raise
        if is_over:
            self._waiting, self._steps = self._waiting[1:], None


def old_months(writer: SqliteWriter, *, raw_days: int, now: int) -> list[OldDays]:
    """Return the days of months that have ended more than `raw_days` ago, by node and month."""
    before = old_before(writer, raw_days=raw_days, now=now)
    first = datetime.fromtimestamp(before, UTC).replace(day=1, hour=0, minute=0, second=0)
    return old_days(writer.archive, before=int(first.timestamp()))


def old_before(writer: SqliteWriter, *, raw_days: int, now: int) -> int:
    """Return before when all is old [s UTC]: from now, or from the newest sealed where that is earlier."""
    newest = newest_moment(writer.archive)
    return max(0, (min(now, newest) // DAY - raw_days) * DAY)
