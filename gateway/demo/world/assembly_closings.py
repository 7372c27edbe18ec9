"""When the demo's book was closed: with each session, and every Sunday since the parliament agreed to that.

What a closing binds is known only when it is written; until then its body says no more than of which session.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from gateway.demo.world import cast
from gateway.demo.world.assembly_sessions import HELD
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.daily import NO_TEXT
from gateway.demo.world.records import SECRETARY, Record, drafted
from gateway.domain.entries import BookClosed

LENGTH_S: Final = 4 * HOUR_S
"""So long after its hour a session closes the book [s]."""
_CUT_SINCE: Final = date(2025, 12, 21)
_CUT_HOUR: Final = 18.0


def closings() -> Iterator[Record]:
    """Yield the closings of the sessions, and the cuts of the weeks."""
    for one in HELD:
        yield _closing(f"demo-cierre-acta-{one.number}", one.at + LENGTH_S, session=one.number)
    day = _CUT_SINCE
    while day < cast.MORNING:
        yield _closing(f"demo-corte-{day}", CALENDAR.at(day, _CUT_HOUR), session=None)
        day += timedelta(days=7)


def _closing(uid: str, at: int, *, session: int | None) -> Record:
    sort = "weekly" if session is None else "session"
    body = BookClosed(1, sort, at, 0, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, session)  # type: ignore[arg-type]
    return Record(drafted(uid, body, happened=at, author=SECRETARY), at)
