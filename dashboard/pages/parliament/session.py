"""One session of the parliament, readable by anyone: who was there, what was decided, what closed it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from dashboard.login.rights import Right
from dashboard.pages.parliament.sessions import State, state_of
from dashboard.parliament.reading import read_assembly
from dashboard.parliament.sessions import Session
from dashboard.production.base import Wanted
from dashboard.session.observed import ObservedEntry, observed_in
from dashboard.session.view import (
    AgreedView,
    CallView,
    MatterView,
    agreed_views,
    call_view,
    matter_view,
    words_before,
    words_of,
)
from dashboard.visit.given import VisitHere

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session.

    Attributes:
        agreed: What was agreed before and what came of it; first on the page.
        observed: What the social control observed for it.
        corrections: How many entries took others back in the period that it looks back on.
        may_hold: Whether the reader may go on leading it.
        words: Of its closing, nothing while it is open.
        words_before: Of the closing before, nothing of the first.
    """

    session: Session
    state: State
    calls: Sequence[CallView]
    agreed: Sequence[AgreedView]
    matters: Sequence[MatterView]
    observed: Sequence[ObservedEntry]
    corrections: int
    may_hold: bool
    words: Sequence[str]
    words_before: Sequence[str]


@router.get("/asamblea/sesiones/{number}")
def show(number: str, visit: VisitHere) -> HTMLResponse:
    """Show a session; notes of debates are for members."""
    known = read_assembly(visit)
    session = known.session(int(number)) if re.fullmatch("[0-9]{1,9}", number) else None
    if session is None:
        raise HTTPException(404)
    start, end = known.period_of(session)
    wanted = Wanted(start=start, end=end, kinds=("reversal",))
    view = SessionView(
        session=session,
        state=state_of(known, session),
        calls=[call_view(visit, known, one) for one in session.convocations],
        agreed=agreed_views(visit, known, session),
        matters=[matter_view(visit, known, session, one) for one in session.matters],
        observed=observed_in(visit, session),
        corrections=visit.station.production.counts(wanted).get("reversal", 0),
        may_hold=visit.may(Right.HOLD_SESSION),
        words=words_of(session),
        words_before=words_before(session),
    )
    return visit.page("session.html", view)
