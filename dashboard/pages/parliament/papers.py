"""The papers of the parliament: the report, the minutes, posters and sheets, to be printed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dashboard.parliament.reading import read_assembly
from dashboard.parliament.sessions import Session
from dashboard.printed import press
from dashboard.printed.field_sheets import SHEETS, SheetKind, named, units_for
from dashboard.printed.findings import findings
from dashboard.printed.honest import Paper
from dashboard.printed.shelf import Asked, paper_of
from dashboard.printed.voice import Voice, voice_of
from dashboard.visit.given import Visit, VisitHere
from gateway.domain.errors import PaperError, PrintError

log = logging.getLogger(__name__)
router = APIRouter()

LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class PapersView:
    """Which papers there are.

    Attributes:
        goods: The code of each good that a poster can be of, with what it is called.
        sessions: The newest first.
        sheets: Each sort of sheet with what it can be for: a unit, and how that is called.
        can_print: Whether this station sets papers itself; else the browser prints their pages.
        leads_here: Whether the codes on sheets lead to this station from a telephone too.
    """

    goods: Sequence[tuple[str, str]]
    sessions: Sequence[Session]
    sheets: Sequence[tuple[SheetKind, Sequence[tuple[str, str]]]]
    can_print: bool
    leads_here: bool
    address: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper as a page.

    Attributes:
        sort: Which template draws it.
        pdf: Where the same is as a document, empty where this station cannot make one.
        failed: Whether it tried and could not.
    """

    sort: str
    paper: object
    pdf: str
    failed: bool


def _asked(name: str, request: Request, visit: VisitHere) -> Asked:
    """Return which paper an address asks for; what it says too long says nothing."""
    said = {key: value for key, value in request.query_params.items() if len(value) <= LONGEST}
    return Asked(
        name,
        session=said.get("sesion", ""),
        period=said.get("periodo", ""),
        product=said.get("producto", ""),
        unit=said.get("unidad", ""),
        number=said.get("hoja", ""),
        pages=address_of(visit, request),
    )


AskedFor = Annotated[Asked, Depends(_asked)]


@router.get("/asamblea/papeles")
def show(request: Request, visit: VisitHere) -> HTMLResponse:
    """Show which papers can be printed, and where each is for."""
    voice, address = voice_of(visit), address_of(visit, request)
    found = findings(visit)
    view = PapersView(
        goods=[(str(one.good), str(voice.product(one.good))) for one in found.made],
        sessions=list(reversed(read_assembly(visit).sessions)),
        sheets=[(one, _for(voice, one)) for one in SHEETS],
        can_print=press.can_print(),
        leads_here=not is_loopback(address),
        address=address,
    )
    return visit.page("papers.html", view)


@router.get("/asamblea/papeles/{name}.pdf")
def document(request: Request, visit: VisitHere, asked: AskedFor) -> Response:
    """Send a paper as a document; where it cannot be made, lead to its page."""
    paper = _paper(visit, asked)
    if isinstance(paper, HTMLResponse):
        return paper
    query = request.url.query
    page = f"/asamblea/papeles/{asked.name}" + (f"?{query}" if query else "")
    if not press.can_print():
        return RedirectResponse(page, status_code=303)
    try:
        made = press.pdf(paper)
    except PrintError:
        more = "&" if query else "?"
        return RedirectResponse(f"{page}{more}fallo=1", status_code=303)
    # Compressed already: what is packed twice only takes longer.
    file = f"conuco_{visit.station.config.commune.slug}_{asked.name}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{file}"',
        "Content-Encoding": "identity",
        "Cache-Control": "no-cache",
        "Vary": "Cookie, Accept-Language",
    }
    return Response(made, media_type="application/pdf", headers=headers)


@router.get("/asamblea/papeles/{name}")
def page(
    request: Request, visit: VisitHere, asked: AskedFor, fallo: Annotated[str, Query(max_length=LONGEST)] = ""
) -> HTMLResponse:
    """Show a paper as a page that a browser prints."""
    paper = _paper(visit, asked)
    if isinstance(paper, HTMLResponse):
        return paper
    kept = {name: value for name, value in request.query_params.items() if name != "fallo"}
    query = f"?{urlencode(kept)}" if kept else ""
    pdf = f"/asamblea/papeles/{asked.name}.pdf{query}" if press.can_print() else ""
    sort = paper.template.removesuffix(".typ")
    return visit.page("paper.html", PaperView(sort, paper.data, pdf, bool(fallo)))


def _for(voice: Voice, kind: SheetKind) -> list[tuple[str, str]]:
    return [(one.slug, named(voice, kind, one)) for one in units_for(voice, kind)]


def address_of(visit: Visit, request: Request) -> str:
    """Return where the pages are for a telephone: as whoever asks has come, else as the station says."""
    here = f"{request.url.scheme}://{request.url.netloc}"
    return visit.station.config.own_pages if is_loopback(here) else here


def is_loopback(address: str) -> bool:
    """Tell whether an address leads to the computer that opens it, and so from paper to nowhere."""
    host = address.split("://", 1)[-1].rsplit(":", 1)[0].strip("[]")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _paper(visit: Visit, asked: Asked) -> Paper | HTMLResponse:
    """Return a paper, or the page that says why it is not printed."""
    try:
        paper = paper_of(visit, asked)
    except PaperError as error:
        log.warning("paper refused name=%s reason=%s", asked.name, error)
        return visit.page("paper_refused.html", status=409)
    if paper is None:
        raise HTTPException(404)
    return paper
