"""The task that derives blocks again after a calibration was dated or corrected."""

from __future__ import annotations

from gateway.store.sqlite import rederiving
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.rederiving import Stale
from gateway.store.sqlite.writer import SqliteWriter

DAYS_AT_ONCE = 10


class Rederiving:
    """Works through the spans that wait, a few days at a time."""

    def __init__(self, writer: SqliteWriter) -> None:
        """Remember where to derive."""
        self._writer = writer
        self._waits = True

    def wake(self) -> None:
        """Look again whether something waits."""
        self._waits = True

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - it is due until nothing waits
        """Tell whether something may wait."""
        return self._waits

    def act(self, now: int) -> None:
        """Derive the next few days of the first span that waits."""
        stale = rederiving.first(self._writer.readings)
        if stale is None:
            self._waits = False
            return
        # Not only up to "now": a station without a battery clock wakes up in the past.
        spans = self._writer.archive.spans_of(stale.node, stale.start // DAY * DAY, stale.until)
        days = sorted({span.start // DAY * DAY for span in spans})
        for day in days[:DAYS_AT_ONCE]:
            self._writer.derive_again(stale.node, day, now=now)
        done = stale.until if len(days) <= DAYS_AT_ONCE else days[DAYS_AT_ONCE]
        with self._writer.transaction() as readings:
            rederiving.advance(readings, stale, to=done)


def whole_future(node: str, since: int) -> Stale:
    """Return everything of a node from a moment on [s UTC]."""
    return Stale(node, since, 2**40)
