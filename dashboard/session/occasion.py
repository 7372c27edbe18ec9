"""Which session is looked at, what it follows, and over which time it looks back."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.goods.periods import Period
from dashboard.parliament.assembly import Assembly
from dashboard.parliament.sessions import Session
from dashboard.visit.given import Visit

SINCE_THE_LAST = "sesion"
"""The word of that time in an address."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A session, or the time since the last one where none is convened.

    Attributes:
        session: The one that is looked at, None where none is convened.
        before: The newest one before it that closed the book; what it agreed stands first.
        period: The time that is looked back on.
    """

    assembly: Assembly
    session: Session | None
    before: Session | None
    period: Period


def occasion(visit: Visit, found: Assembly, *, number: int | None = None) -> Occasion:
    """Return what is looked at.

    Args:
        visit: Who looks.
        found: The parliament.
        number: Of a session; None: the one that is open, else the time since the last one.
    """
    session = found.open_session if number is None else found.session(number)
    closed = [one for one in found.sessions if one.closing is not None]
    before = [one for one in closed if session is None or one.number < session.number]
    last = before[-1] if before else None
    return Occasion(found, session, last, _period(visit, found, session, last))


def _period(visit: Visit, found: Assembly, session: Session | None, last: Session | None) -> Period:
    start, end = (None if last is None else last.at), None
    if session is not None:
        start, end = found.period_of(session)
    _ = visit.language.gettext
    if last is None:
        return Period(SINCE_THE_LAST, _("Desde el principio"), start, end)
    label = _("Desde la sesión %(number)s") % {"number": visit.words.number(last.number)}
    return Period(SINCE_THE_LAST, label, start, end)
