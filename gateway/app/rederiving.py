"""The task that derives blocks again after a calibration was dated or corrected, or a rule changed."""

from __future__ import annotations

import time
from typing import Final

from gateway.store.sqlite import blocks, rederiving
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.rederiving import Stale
from gateway.store.sqlite.writer import SqliteWriter

STEP_S: Final = 0.05
"""After so long nothing more is begun before messages have their turn [s]; ours."""


class Rederiving:
    """Works through the spans that wait, the newest day of all first, a few days at a time."""

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
        """Derive the newest days of the span that reaches furthest, until a step is over."""
        stale = rederiving.first(self._writer.readings)
        if stale is None:
            self._waits = False
            return
        # Not only up to "now": a station without a battery clock wakes up in the past.
        since = stale.start // DAY * DAY
        ends, left, count = time.monotonic() + STEP_S, stale.until, 0
        archive = self._writer.archive.connection
        while left > since:
            day = blocks.newest_day(archive, stale.node, since=since, before=left)
            if day is None:
                left = since
                break
            if count and time.monotonic() >= ends:
                break
            self._writer.derive_again(stale.node, day, now=now)
            left, count = day, count + 1
        with self._writer.transaction() as readings:
            rederiving.advance(readings, stale, left=left if left > since else stale.start, days=count)


def whole_future(node: str, since: int) -> Stale:
    """Return everything of a node from a moment on [s UTC]."""
    return Stale(node, since, 2**40)
