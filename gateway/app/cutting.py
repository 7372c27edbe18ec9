"""The task that closes the book once a week, so that a paper on the wall holds it between two sessions."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from gateway.journal import CommuneJournal
from gateway.journal.closing import close_book
from gateway.journal.fingerprint import last_closing
from gateway.journal.paper import unclosed

log = logging.getLogger(__name__)

AUTHOR: Final = "station"
SUNDAY: Final = 6
HOUR: Final = 18
"""The hour of the commune's Sunday from which on the week is over; ours."""
EVERY_S: Final = 60.0


@dataclass(slots=True)
class Cutting:
    """Closes the book when a week has ended, also one that ended while the station was off.

    Attributes:
        utc_offset_hours: Of the commune.
        is_trusted: Whether the station's clock is to be believed: a paper carries its date.
    """

    journal: CommuneJournal
    utc_offset_hours: int
    is_trusted: Callable[[], bool]
    _looked: float = float("-inf")
    _done: int = -1

    def is_due(self, now: int) -> bool:
        """Tell whether a week has ended since it was last looked."""
        if time.monotonic() - self._looked < EVERY_S or not self.is_trusted():
            return False
        self._looked = time.monotonic()
        return week_end(now, self.utc_offset_hours) != self._done

    def act(self, now: int) -> None:
        """Close the book, if the week left anything to be closed."""
        ended = week_end(now, self.utc_offset_hours)
        cut(self.journal, ended=ended, now=now)
        self._done = ended


def cut(journal: CommuneJournal, *, ended: int, now: int) -> bool:
    """Close the book for the week that ended at a moment [s UTC]; return whether there was anything to close.

    Nothing is closed where the book was closed since, or nothing was written since it was.
    """
    with journal.transaction() as connection:
        before = last_closing(connection)
        if (before is not None and before.at >= ended) or not unclosed(connection):
            return False
        day = datetime.fromtimestamp(ended, UTC).date().isoformat()
        entry = close_book(journal, session=None, now=now, author=AUTHOR, uid=f"corte-{day}")
    log.info("book closed for the week number=%s", entry.number)
    return True


def week_end(now: int, utc_offset_hours: int) -> int:
    """Return when the last week ended, by the commune's Sunday evening [s UTC]."""
    zone = timedelta(hours=utc_offset_hours)
    local = datetime.fromtimestamp(now, UTC) + zone
    sunday = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    sunday -= timedelta(days=(local.weekday() - SUNDAY) % 7)
    if sunday > local:
        sunday -= timedelta(days=7)
    return int((sunday - zone).timestamp())
