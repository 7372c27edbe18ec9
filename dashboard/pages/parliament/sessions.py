"""The sessions of the parliament, the newest first, each with how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.login.rights import Right
from dashboard.parliament.assembly import Assembly
from dashboard.parliament.guide import Step, may_decide, stands_at
from dashboard.parliament.reading import read_assembly
from dashboard.parliament.sessions import Session
from dashboard.visit.given import VisitHere

router = APIRouter()

State = Literal["closed", "convened", "held", "no_quorum", "no_rules"]


@dataclass(frozen=True, slots=True)
class Row:
    """One session of the list.

    Attributes:
        decided: How many of its proposals were decided.
        step: Where it goes on; None once the book is closed.
    """

    session: Session
    state: State
    decided: int
    step: Step | None


@dataclass(frozen=True, slots=True)
class SessionsView:
    """The list of sessions.

    Attributes:
        has_rules: Whether the commune has entered by which rules it meets.
        may_hold: Whether the reader may convene one.
    """

    rows: list[Row]
    has_rules: bool
    may_hold: bool


@router.get("/asamblea/sesiones")
def show(visit: VisitHere) -> HTMLResponse:
    """Show every session with its state."""
    known = read_assembly(visit)
    rows = [_row(known, one) for one in reversed(known.sessions)]
    view = SessionsView(rows, known.rules_at(visit.now) is not None, visit.may(Right.HOLD_SESSION))
    return visit.page("sessions.html", view)


def state_of(known: Assembly, session: Session) -> State:
    """Return how far a session is."""
    if session.closing is not None:
        return "closed"
    if session.last_call.attendance is None:
        return "convened"
    if known.rules_at(session.at) is None:
        return "no_rules"
    return "held" if may_decide(known, session) else "no_quorum"


def _row(known: Assembly, session: Session) -> Row:
    decided = sum(one.decision is not None for one in session.matters)
    step = None if session.closing is not None else stands_at(known, session)
    return Row(session, state_of(known, session), decided, step)
