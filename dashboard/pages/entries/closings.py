"""The closings of the book: the list, the paper of each, and how anybody checks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from markupsafe import Markup

from dashboard.login.rights import Right
from dashboard.printed.qr import qr_svg
from dashboard.visit.given import Visit, VisitHere
from dashboard.visit.guard import needs
from dashboard.words.language import N_
from gateway.journal.checking import answers
from gateway.journal.lines import book_lines
from gateway.journal.paper import PROGRAM, Paper, papers, program, spoken_of, unclosed

router = APIRouter()

WRONG: Final = N_(
    "Esas no son doce palabras del libro, o alguna está mal leída. Cópielas otra vez del papel, en su orden."
)
UNKNOWN: Final = N_(
    "Ningún cierre de este libro tiene esas palabras. O el papel es de otra comuna, o el libro de esta"
    " estación ya no es el que se cerró ese día. Guarde el papel y avise a la contraloría social."
)


@dataclass(frozen=True, slots=True)
class ClosingsView:
    """Every closing, the newest first.

    Attributes:
        unclosed: How many entries no closing binds yet.
    """

    papers: list[Paper]
    unclosed: int


@dataclass(frozen=True, slots=True)
class PaperView:
    """The paper of one closing.

    Attributes:
        code: The square code, empty where it cannot be drawn here.
        asked: Which paper verificar.py is asked about.
    """

    paper: Paper
    code: Markup
    asked: str


@dataclass(frozen=True, slots=True)
class VerifyingView:
    """How a paper is checked, and what the station answers to its words.

    Attributes:
        typed: The words as they were typed.
        fault: A msgid, empty where the words belong to a closing.
        lines: What verificar.py says of the book that stands here.
        may_copy: Whether the reader may take the whole book along.
    """

    typed: str
    fault: str
    found: Paper | None
    lines: Sequence[str]
    may_copy: bool


@router.get("/asamblea/cierres")
def show_all(visit: VisitHere) -> HTMLResponse:
    """Show every closing with its words."""
    journal = visit.station.journal
    with journal.reading() as connection:
        left = unclosed(connection)
    return visit.page("closings.html", ClosingsView(papers(journal)[::-1], left))


@router.get("/asamblea/cierres/{number}")
def show(number: int, visit: VisitHere) -> HTMLResponse:
    """Show the paper of a closing, as it hangs on the wall."""
    found = next((one for one in papers(visit.station.journal) if one.closing.closing == number), None)
    if found is None:
        raise HTTPException(404)
    drawn = qr_svg(found.square(commune=visit.station.config.commune.slug))
    return visit.page("closing.html", PaperView(found, Markup(drawn or ""), asked_about(found)))


@router.get("/asamblea/verificar")
def verify(
    visit: VisitHere, words: Annotated[str, Query(alias="palabras", max_length=400)] = ""
) -> HTMLResponse:
    """Show how a paper is checked, and what the words of one say here."""
    return visit.page("verifying.html", _answered(visit, words.strip()))


@router.get(f"/asamblea/{PROGRAM}")
def send_program() -> Response:
    """Send the program that checks a copy."""
    headers = {"Content-Disposition": f'attachment; filename="{PROGRAM}"'}
    return Response(program(), media_type="text/x-python; charset=utf-8", headers=headers)


@router.get("/asamblea/libro.jsonl", dependencies=[needs(Right.SEE_MEMBERS)])
def send_book(visit: VisitHere) -> Response:
    """Send a copy of the whole book, for a member to keep elsewhere."""
    return _lines(book_lines(visit.station.journal, commune=_slug(visit), is_whole=True))


def asked_about(paper: Paper) -> str:
    """Return how verificar.py is asked about a paper."""
    session = paper.closing.session
    return f"--corte {paper.closing.closing}" if session is None else f"--acta {session}"


def _answered(visit: Visit, typed: str) -> VerifyingView:
    may_copy = visit.may(Right.SEE_MEMBERS)
    if not typed:
        return VerifyingView("", "", None, (), may_copy)
    try:
        found = spoken_of(papers(visit.station.journal), typed)
    except ValueError:
        return VerifyingView(typed, WRONG, None, (), may_copy)
    if found is None:
        return VerifyingView(typed, UNKNOWN, None, (), may_copy)
    lines = answers(visit.station.journal, found.closing, commune=_slug(visit))
    return VerifyingView(typed, "", found, lines, may_copy)


def _lines(pieces: Iterator[bytes]) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="libro.jsonl"', "Cache-Control": "no-store"}
    return StreamingResponse(pieces, media_type="application/jsonl", headers=headers)


def _slug(visit: Visit) -> str:
    return visit.station.config.commune.slug
