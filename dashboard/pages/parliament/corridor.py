"""What the parliament allowed to leave the commune, what left, and what other communes told."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar, Final

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from dashboard.corridor import inbox
from dashboard.corridor.composing import Desk
from dashboard.corridor.file import CorridorFile, is_there
from dashboard.corridor.granted import Granted, Wish, grants
from dashboard.corridor.making import file_name, kept, make
from dashboard.corridor.matching import Unmatched, unmatched
from dashboard.corridor.opening import opened
from dashboard.corridor.refusals import CorridorError
from dashboard.corridor.signing import KEY_NAME, key_words, signer
from dashboard.corridor.standing import Standing, read
from dashboard.corridor.sums import fits, sums
from dashboard.corridor.totals import Period, Together, periods, together
from dashboard.login.rights import Right
from dashboard.parliament.reading import read_assembly
from dashboard.printed.qr import qr_svg
from dashboard.production.products import grown
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from dashboard.words.accounts import AccountWords
from dashboard.words.language import N_
from dashboard.words.parliament import LEVELS
from gateway.domain.entries import Entry, ExportMade
from gateway.domain.errors import EntryError

log = logging.getLogger(__name__)

router = APIRouter()

STATES: Final = {
    "open": N_("se puede hacer"),
    "expired": N_("venció"),
    "withdrawn": N_("el Parlamento Comunal lo retiró"),
    "not_yet": N_("el periodo todavía no comienza"),
}
CONCEPTS: Final = {
    "cosechado": N_("cosechado"),
    "recibido": N_("recibido en intercambio"),
    "entregado": N_("entregado"),
    "perdido": N_("perdido"),
    "ingreso": N_("ingreso"),
    "egreso": N_("egreso"),
}


COMPARED: Final = {
    "typed": N_("las palabras de su llave se escribieron del acta"),
    "said": N_("alguien comparó las palabras de su llave con el acta"),
    "no": N_("nadie comparó las palabras de su llave con el acta"),
}


@dataclass(frozen=True, slots=True)
class Left:
    """A file that left, with what the book says of it."""

    entry: Entry
    body: ExportMade
    recipient: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class CorridorView:
    """What the page shows.

    Attributes:
        words: Of this station's key, empty while it has none.
        left: The newest first.
        found: What the communes told of the newest period, None where this station receives nothing.
        waiting: How many files wait in the inbox.
        refusal: Why no file was made.
        made: The file that was made just now, or had been made already.
        sums: Of the file that is shown, that one or the newest; empty where none is kept.
        square: The code with its sums, drawn; empty where they do not fit or nothing draws it.
    """

    granted: Sequence[Granted]
    recipients: Mapping[str, str]
    names: AccountWords
    left: Sequence[Left]
    words: str
    may_make: bool
    standing: Standing
    found: Together | None = None
    exchanges: Sequence[Unmatched] = ()
    waiting: int = 0
    refusal: str = ""
    made: Left | None = None
    sums: str = ""
    square: str = ""

    levels: ClassVar = LEVELS
    states: ClassVar = STATES
    concepts: ClassVar = CONCEPTS
    compared: ClassVar = COMPARED
    day: ClassVar = staticmethod(date.fromisoformat)

    def why(self, error: CorridorError, visit: Visit) -> str:
        """Return why a file was refused, in the visitor's language."""
        return told(error, visit)


def told(error: CorridorError | EntryError, visit: Visit) -> str:
    """Return what is wrong in the visitor's language."""
    sentence = visit.language.gettext(error.sentence)
    return sentence % error.values if error.values else sentence


@router.get("/asamblea/corredor")
def show(visit: VisitHere, hecho: str = "") -> HTMLResponse:
    """Show what was allowed, what left, and what came."""
    return visit.page("corridor.html", _view(visit, made=hecho))


@router.post("/asamblea/corredor", dependencies=[needs(Right.HOLD_SESSION)])
def send(visit: VisitHere, decision: Annotated[str, Form(alias="decision", max_length=80)] = "") -> Response:
    """Make the file that a decision allows; the same figures twice are one file."""
    station = visit.station
    desk = Desk(station.config, station.journal, station.production, visit.author)
    try:
        made = make(desk, Wish(decision), now=visit.now)
    except (CorridorError, EntryError) as error:
        return visit.page("corridor.html", _view(visit, refusal=told(error, visit)), status=422)
    return see_other(f"/asamblea/corredor?hecho={made.entry.uid}#salio")


@router.get("/asamblea/corredor/{uid}")
def download(uid: str, visit: VisitHere) -> Response:
    """Send a file that left, as it left: everybody may read what left."""
    entry = visit.station.journal.entry(uid)
    if entry is None or not isinstance(entry.body, ExportMade):
        raise HTTPException(404)
    folder = _folder(visit)
    body = kept(folder, entry.body.sha256) if is_there(folder) else None
    if body is None:
        raise HTTPException(404)
    name = file_name(visit.station.config.commune.slug, entry.body)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Encoding": "identity"}
    return Response(body, media_type="application/zip", headers=headers)


def _view(visit: Visit, *, made: str = "", refusal: str = "") -> CorridorView:
    folder, found = _folder(visit), read_assembly(visit)
    registers, cycles = visit.station.production.registers(), visit.station.production.cycles()
    recipients = {slug: one.name for slug, one in registers.counterparts.items()}
    has_file = is_there(folder)
    exports = [one for one in reversed(found.exports) if isinstance(one.body, ExportMade)]
    left = [_left(folder, one, recipients, has_file=has_file) for one in exports]
    standing, told_of = _received(folder) if has_file else (Standing(), None)
    made_now = next((one for one in left if one.entry.uid == made), None)
    shown = _sums(folder, made_now or next((one for one in left if one.is_kept), None))
    return CorridorView(
        granted=grants(found, today=visit.words.today),
        recipients=recipients,
        names=AccountWords(registers, visit.words, {}, grown(cycles)),
        left=left,
        words=key_words(signer(folder).public) if (folder / KEY_NAME).exists() else "",
        may_make=visit.may(Right.HOLD_SESSION),
        standing=standing,
        found=told_of,
        exchanges=() if told_of is None else unmatched(told_of.places),
        waiting=len(inbox.waiting(folder)),
        refusal=refusal,
        made=made_now,
        sums=shown,
        square=Markup((qr_svg(shown) if shown and fits(shown) else None) or ""),
    )


def _sums(folder: Path, left: Left | None) -> str:
    """Return the sums of a file that left, empty where it is not kept here or cannot be read any more."""
    body = kept(folder, left.body.sha256) if left is not None and left.is_kept else None
    try:
        return "" if body is None else sums(opened(body))
    except CorridorError as error:
        log.warning("file that left not readable why=%s", error)
        return ""


def _received(folder: Path) -> tuple[Standing, Together | None]:
    """Return what came of the newest period; nothing where nobody is expected and nothing came."""
    with CorridorFile(folder) as file:
        standing = read(file)
    if not (standing.expected or standing.taken or standing.refused):
        return standing, None
    newest = next(iter(periods(standing)), Period("0000-00-00", "9999-99-99"))
    return standing, together(standing, newest)


def _left(folder: Path, entry: Entry, recipients: Mapping[str, str], *, has_file: bool) -> Left:
    body = entry.body
    assert isinstance(body, ExportMade)
    is_kept = has_file and kept(folder, body.sha256) is not None
    return Left(entry, body, recipients.get(body.recipient, body.recipient), is_kept)


def _folder(visit: Visit) -> Path:
    return Path(visit.station.config.storage.folder)
