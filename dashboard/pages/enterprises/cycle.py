"""A cycle: its kilos, beside what its place went through."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response

from dashboard.cycles.view import cycle_view
from dashboard.production.base import Wanted
from dashboard.production.cycle import Cycle
from dashboard.production.cycles import planned_cycles
from dashboard.visit.given import Visit, VisitHere, see_other
from gateway.domain.entries import is_planned

router = APIRouter()


@router.get("/ciclos/{uid}")
def cycle(uid: str, visit: VisitHere) -> Response:
    """Show a cycle; the address of a plan that was carried out leads to what came of it."""
    found = visit.station.production.cycle(uid) or _planned(visit, uid)
    place = visit.registered.place(found.place) if found else None
    if found is None or place is None:
        return _carried_out(visit, uid)
    return visit.page("cycle.html", cycle_view(visit, found, place))


def _planned(visit: Visit, uid: str) -> Cycle | None:
    line = visit.station.production.line(uid)
    if line is None or not is_planned(line.entry.body):
        return None
    wanted = Wanted(kinds={"stocking", "sowing", "unit"})
    return next(
        (one for one in planned_cycles(visit.station.production.entries(wanted)) if one.uid == uid), None
    )


def _carried_out(visit: Visit, uid: str) -> Response:
    wanted = Wanted(kinds={"stocking", "sowing"})
    for one in visit.station.production.entries(wanted):
        if getattr(one.body, "fulfils", None) == uid and visit.station.production.cycle(one.uid):
            return see_other(f"/ciclos/{one.uid}")
    raise HTTPException(404)
