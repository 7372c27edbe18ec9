"""Closes the book with a session whose quorum was reached and whose proposals are all decided."""

from __future__ import annotations

import re

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from dashboard.forms.answers import Asking
from dashboard.forms.recording import told
from dashboard.forms.written import Written
from dashboard.login.rights import Right
from dashboard.pages.parliament.session_guide import refused
from dashboard.parliament.assembly import Assembly
from dashboard.parliament.guide import may_decide
from dashboard.parliament.reading import read_assembly
from dashboard.parliament.sessions import Session
from dashboard.visit.given import VisitHere, see_other
from dashboard.visit.guard import needs
from dashboard.words.language import N_
from gateway.domain.errors import EntryError
from gateway.journal.closing import close_book

router = APIRouter()


@router.post("/asamblea/sesiones/{number}/cerrar", dependencies=[needs(Right.CLOSE_BOOK)])
def close(number: str, visit: VisitHere, written: Written) -> Response:
    """Close the book with a session; sent twice it is one closing."""
    known, key = read_assembly(visit), Asking(visit, written).key
    session = known.session(int(number)) if re.fullmatch("[0-9]{1,9}", number) else None
    if session is None:
        raise HTTPException(404)
    done = f"/asamblea/sesiones/{session.number}/guia/acta"
    if visit.station.journal.entry(key) is not None:
        return see_other(done)
    missing = what_is_missing(known, session)
    if missing:
        return refused(visit, number, "cierre", visit.language.gettext(missing))
    try:
        close_book(visit.station.journal, session=session.number, now=visit.now, author=visit.author, uid=key)
    except EntryError as error:
        return refused(visit, number, "cierre", told(error, visit.language))
    return see_other(done)


def what_is_missing(known: Assembly, session: Session) -> str:
    """Return what keeps a session from closing the book, a msgid; empty where nothing does."""
    if session.closing is not None:
        return N_("Esta sesión ya cerró el libro. Vea su acta.")
    if known.rules_at(session.at) is None:
        return N_("Faltan las reglas del Parlamento Comunal. Anótelas primero.")
    if not may_decide(known, session):
        return N_("Sin quórum no se cierra el libro. Tome la asistencia, o convoque otra vez.")
    if any(one.decision is None for one in session.matters):
        return N_("Quedan propuestas por decidir. Vote cada una o difiérala, y cierre después.")
    return ""
