"""What can be recorded."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.dependencies import VisitHere
from dashboard.production.cycles import cycles, enterprises, units
from dashboard.watch import PondWatch, watch

router = APIRouter()


@dataclass(frozen=True, slots=True)
class NoteView:
    """What can be recorded now.

    Attributes:
        ponds: Those where something can be switched on.
    """

    open_cycles: int
    units: int
    enterprises: int
    ponds: list[PondWatch]


@router.get("/anotar")
def note(visit: VisitHere) -> HTMLResponse:
    """Show what can be recorded."""
    book = visit.station.records.book()
    seen = watch(visit.station.store, visit.registered, now=visit.now)
    return visit.page(
        "note.html",
        NoteView(
            open_cycles=sum(one.ended is None for one in cycles(book)),
            units=len(units(book)),
            enterprises=len(enterprises(book)),
            ponds=[one for one in seen.ponds if one.place.means],
        ),
    )
