"""Dead letters for everybody who is not the gateway, read-only."""

from __future__ import annotations

from pathlib import Path

from gateway.domain.dead_letters import DeadLetter, OverQuota, Wanted
from gateway.domain.reasons import has_words
from gateway.store.sqlite import dead_letters, orders
from gateway.store.sqlite.connection import readings_where_any
from gateway.store.sqlite.orders import Answer


class SqliteDeadLetters:
    """Answers for what was set aside; a station that has never run has set nothing aside."""

    def __init__(self, folder: Path) -> None:
        """Remember where the file lies."""
        self._folder = folder

    def waiting(self, wanted: Wanted) -> list[DeadLetter]:
        """Return the letters that wait, in the order they came, without their bodies."""
        with readings_where_any(self._folder) as at:
            found = [] if at is None else dead_letters.waiting(at, wanted)
        return [one for one in found if wanted.reason is None or has_words(one.reason, wanted.reason)]

    def find(self, number: int) -> DeadLetter | None:
        """Return one letter whole, None where there never was such a number."""
        with readings_where_any(self._folder) as at:
            return None if at is None else dead_letters.find(at, number)

    def over_quota(self) -> OverQuota:
        """Return how many were not kept, and when the last of them came."""
        with readings_where_any(self._folder) as at:
            return OverQuota(0, None) if at is None else dead_letters.over_quota(at)

    def answer(self, uid: str) -> Answer | None:
        """Return how an order stands, None while the gateway has not seen it."""
        with readings_where_any(self._folder) as at:
            return None if at is None else orders.find(at, uid)
