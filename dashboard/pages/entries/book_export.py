"""The book as files: an archive of CSV for machines, a spreadsheet for people."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO, Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from dashboard.exports.book_tables import book_tables
from dashboard.exports.cycle_tables import cycle_tables
from dashboard.exports.field_tables import field_tables
from dashboard.exports.files import ODS_TYPE, ZIP_TYPE, dictionary, ods_of, zip_of_csv
from dashboard.exports.readme import ABOUT, COLUMNS, readme
from dashboard.exports.sending import sent
from dashboard.exports.source import Source
from dashboard.exports.table import Table
from dashboard.exports.work_tables import work_tables
from dashboard.login.rights import Right
from dashboard.visit.given import Visit, VisitHere
from gateway.journal.lines import book_lines
from gateway.journal.paper import program

router = APIRouter()

PATIENCE_S: Final = 20
"""How long somebody waits while others' files are made; a station has few hands [s]."""


@dataclass(frozen=True, slots=True)
class ExportView:
    """What the page of the files shows: every table with what its columns mean.

    Attributes:
        names: The names of the tables.
    """

    names: list[str]


@router.get("/libro/exportar")
def show(visit: VisitHere) -> HTMLResponse:
    """Show what can be taken along."""
    return visit.page("book_export.html", ExportView([one.name for one in tables_of(visit)]))


@router.get("/libro/exportar.zip")
def archive(request: Request, visit: VisitHere) -> Response:
    """Send the book as an archive of CSV."""
    return _sent(request, visit, "zip", ZIP_TYPE)


@router.get("/libro/exportar.ods")
def spreadsheet(request: Request, visit: VisitHere) -> Response:
    """Send the book as a spreadsheet with typed cells."""
    return _sent(request, visit, "ods", ODS_TYPE)


def tables_of(visit: Visit) -> list[Table]:
    """Return every table of the book that a visitor may take along."""
    station = visit.station
    ask, offset = station.production, station.config.commune.utc_offset_hours
    source = Source.of(station.journal, ask.registers())
    return [
        *cycle_tables(ask.registers().units.values(), ask.cycles(), visit.registered.place),
        *book_tables(source),
        *work_tables(source, offset_hours=offset),
        *field_tables(source, offset_hours=offset),
    ]


def _sent(request: Request, visit: Visit, ending: str, media_type: str) -> Response:
    mark = _mark(visit, ending)
    headers = {"ETag": mark, "Vary": "Cookie, Accept-Language"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    # Compressed already: what is packed twice only takes longer.
    headers |= {
        "Content-Disposition": f'attachment; filename="conuco_{_slug(visit)}_libro.{ending}"',
        "Content-Encoding": "identity",
    }
    free = request.app.state.files
    if not free.acquire(timeout=PATIENCE_S):
        raise HTTPException(503)
    try:
        file = _made(visit, ending)
    finally:
        free.release()
    return StreamingResponse(sent(file), headers=headers, media_type=media_type)


def _made(visit: Visit, ending: str) -> IO[bytes]:
    tables = tables_of(visit)
    about = readme(visit)
    meanings = Table("diccionario", COLUMNS, iter(dictionary(tables, visit.language)))
    if ending == "zip":
        lines = book_lines(visit.station.journal, commune=_slug(visit), is_whole=False)
        others = {"libro.jsonl": lines, "verificar.py": [program()]}
        return zip_of_csv([*tables, meanings], "\r\n".join(about) + "\r\n", others)
    told = Table("LEEME", ABOUT, iter([(line,) for line in about]))
    return ods_of([told, *tables, meanings], visit.language)


def _mark(visit: Visit, ending: str) -> str:
    """Return what tells one file from the next: it changes only when something was recorded."""
    parts = (visit.station.records.counts(), visit.may(Right.SEE_MEMBERS), visit.language.code, ending)
    return f'W/"libro-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"'


def _slug(visit: Visit) -> str:
    return visit.station.config.commune.slug
