"""One cycle by day, as a file."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import StreamingResponse

from dashboard.exports.cycle_days import cycle_days
from dashboard.exports.files import CSV_TYPE, ODS_TYPE, csv_pieces, ods_of
from dashboard.exports.sending import sent
from dashboard.exports.table import Table
from dashboard.visit.given import Visit, VisitHere

router = APIRouter()


@router.get("/ciclos/{uid}.csv")
def csv_of(uid: str, visit: VisitHere) -> StreamingResponse:
    """Send a cycle by day as CSV."""
    table = _table(visit, uid)
    return StreamingResponse(csv_pieces(table), headers=_headers(uid, "csv"), media_type=CSV_TYPE)


@router.get("/ciclos/{uid}.ods")
def spreadsheet_of(uid: str, visit: VisitHere) -> StreamingResponse:
    """Send a cycle by day as a spreadsheet."""
    file = ods_of([_table(visit, uid)], visit.language)
    return StreamingResponse(sent(file), headers=_headers(uid, "ods"), media_type=ODS_TYPE)


def _table(visit: Visit, uid: str) -> Table:
    cycle = visit.station.production.cycle(uid)
    place = visit.registered.place(cycle.place) if cycle else None
    if cycle is None or place is None:
        raise HTTPException(404)
    return cycle_days(visit, cycle, place)


def _headers(uid: str, ending: str) -> dict[str, str]:
    plain = "".join(sign for sign in uid if sign.isascii() and (sign.isalnum() or sign == "-"))
    return {"Content-Disposition": f'attachment; filename="conuco_ciclo_{plain[:60]}.{ending}"'}
