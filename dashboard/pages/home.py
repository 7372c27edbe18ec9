"""The first page: every pond and field, the worst first, and the last harvests."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.dependencies import VisitHere
from dashboard.watch import FieldWatch, PondWatch, watch

router = APIRouter()


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the first page shows."""

    ponds: list[PondWatch]
    fields: list[FieldWatch]


@router.get("/")
def home(visit: VisitHere) -> HTMLResponse:
    """Show how everything is."""
    seen = watch(visit.station.store, visit.registered, now=visit.now)
    return visit.page("home.html", HomeView(seen.worst_ponds, seen.worst_fields))
