"""The plan of the night: on the screen, and as one sheet of paper."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.ponds.night import night
from dashboard.visit.given import VisitHere

router = APIRouter()


@router.get("/noche")
def show(visit: VisitHere) -> HTMLResponse:
    """Show which pond needs what and until when, and what nothing is left for."""
    return visit.page("night.html", night(visit))
