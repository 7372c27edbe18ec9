"""Every reading of a quantity at a place, taken away as CSV, ODS or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from threading import BoundedSemaphore
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from dashboard.api.answers import VARY, kept
from dashboard.api.export.csv_file import csv_bytes
from dashboard.api.export.json_file import json_bytes
from dashboard.api.export.ods_file import ods_file
from dashboard.api.export.rows import Piece, pieces
from dashboard.api.export.sheet import Sheet
from dashboard.api.media import MEDIA_TYPES, format_of
from dashboard.api.openapi import PREFIX
from dashboard.api.parameters import ExportOf, Format, Stretch, said_once
from dashboard.api.problems import BUSY, ProblemError
from dashboard.api.reader import Reader, ReaderHere
from dashboard.api.standing import place_of_name, told_of
from dashboard.measured.history import History, Span

router = APIRouter(prefix=PREFIX, dependencies=[Depends(said_once)])

SHEETS_AT_ONCE: Final = 2
"""A year's spreadsheet is some ten seconds of work: more at once would leave nothing for the pages."""

SENT_AT_ONCE: Final = 64 * 1024


@router.get("/readings", summary="Every reading, in the format asked for")
def readings(request: Request, reader: ReaderHere, asked: Annotated[ExportOf, Query()]) -> Response:
    """Every reading of a quantity at a place within [from, to), rising by time.

    Nothing is left out: each reading says how good it is (`flag`) and how its time is known.
    It is sent as it is read, so that any range may be asked for; a transfer that breaks off is
    not a whole file.
    """
    return _sent(request, reader, asked, asked.format or format_of(request.headers.get("accept", "")))


@router.get("/readings.csv", summary="Every reading, as CSV")
def readings_csv(request: Request, reader: ReaderHere, asked: Annotated[Stretch, Query()]) -> Response:
    """The same as CSV (RFC 4180): UTF-8, dot decimals, ISO 8601.

    A text that a spreadsheet would take for a formula has a `'` in front.
    """
    return _sent(request, reader, asked, "csv")


@router.get("/readings.json", summary="Every reading, as JSON")
def readings_json(request: Request, reader: ReaderHere, asked: Annotated[Stretch, Query()]) -> Response:
    """The same as JSON: the names of the columns once, and a row for each reading."""
    return _sent(request, reader, asked, "json")


@router.get("/readings.ods", summary="Every reading, as a spreadsheet for people")
def readings_ods(request: Request, reader: ReaderHere, asked: Annotated[Stretch, Query()]) -> Response:
    """The same as an OpenDocument spreadsheet with typed cells, in the reader's language."""
    return _sent(request, reader, asked, "ods")


def _sent(request: Request, reader: Reader, asked: Stretch, wanted: Format) -> Response:
    sheet = _sheet(reader, asked)
    found = iter(()) if reader.is_head else _begun(pieces(reader.visit.station.store, sheet.told))
    headers = {
        "Content-Disposition": f'attachment; filename="{sheet.file_name(wanted)}"',
        "Cache-Control": kept(reader),
        "Vary": f"{VARY}, Accept, Accept-Language",
    }
    if wanted == "ods":
        body = _spreadsheet(request.app.state.sheets, sheet, found)
    else:
        body = (csv_bytes if wanted == "csv" else json_bytes)(sheet, found)
    return StreamingResponse(body, headers=headers, media_type=MEDIA_TYPES[wanted])


def _sheet(reader: Reader, asked: Stretch) -> Sheet:
    visit = reader.visit
    place_of_name(visit.registered, asked.place)
    span = Span(*asked.span(now=visit.now))
    history = History(visit.station.store, visit.registered)
    told = told_of(history, asked.place, asked.quantity, span)
    commune = visit.station.config.commune
    return Sheet(
        place=asked.place,
        quantity=asked.quantity,
        span=span,
        told=tuple(one for one in told if asked.channel in (None, one.key.channel)),
        names_nodes=reader.is_member,
        offset_hours=commune.utc_offset_hours,
        commune=commune.name,
        language=visit.language,
    )


def _begun(found: Iterator[Piece]) -> Iterator[Piece]:
    """Return the same, the first piece read already: a store that cannot be read says so by its status."""
    first = next(found, None)
    return iter(()) if first is None else chain([first], found)


def _spreadsheet(free: BoundedSemaphore, sheet: Sheet, found: Iterator[Piece]) -> Iterator[bytes]:
    """Make the file and return it piece by piece.

    Raises:
        ProblemError: As many are being made as may be.
    """
    if not free.acquire(blocking=False):
        raise ProblemError(BUSY)
    try:
        file = ods_file(sheet, found)
    finally:
        free.release()

    def sent() -> Iterator[bytes]:
        with file:
            while piece := file.read(SENT_AT_ONCE):
                yield piece

    return sent()
