"""The task that turns finished hours into blocks."""

from __future__ import annotations

import time

from gateway.store.sqlite.writer import SqliteWriter

EVERY_S = 30.0


class Sealing:
    """Seals twice a minute; late data seals the hours it touches again."""

    def __init__(self, writer: SqliteWriter) -> None:
        """Remember where to seal."""
        self._writer = writer
        self._at = time.monotonic()

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - the rhythm is ours, not the world's
        """Tell whether half a minute has passed."""
        return time.monotonic() - self._at >= EVERY_S

    def act(self, now: int) -> None:
        """Seal what is finished at a moment [s UTC]."""
        # First the clock: a seal that fails is tried again in half a minute, not at once.
        self._at = time.monotonic()
        self._writer.seal(now=now)
