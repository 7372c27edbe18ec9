"""The task that turns finished hours into blocks."""

from __future__ import annotations

import time
from collections.abc import Iterator

from gateway.store.sqlite.writer import SqliteWriter

EVERY_S = 30.0


class Sealing:
    """Begins twice a minute, and does a short step in each turn of the loop until nothing is left."""

    def __init__(self, writer: SqliteWriter) -> None:
        """Remember where to seal."""
        self._writer = writer
        self._at = time.monotonic()
        self._steps: Iterator[int] | None = None

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - the rhythm is ours, not the world's
        """Tell whether something is left, or half a minute has passed."""
        return self._steps is not None or time.monotonic() - self._at >= EVERY_S

    def act(self, now: int) -> None:
        """Do the next step of sealing what is finished at a moment [s UTC]."""
        # First the clock: a seal that fails is tried again in half a minute, not at once.
        self._at = time.monotonic()
        steps, self._steps = self._steps or self._writer.sealer.steps(now=now), None
        if next(steps, None) is not None:
            self._steps = steps
