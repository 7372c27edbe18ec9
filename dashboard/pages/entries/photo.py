"""A photograph of an entry's paper: kept beside the book, its hash inside, seen by members."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from dashboard.book.beside import may_add_photo
from dashboard.forms.recording import told as refusal_of
from dashboard.login.rights import Right
from dashboard.pages.entries.receipt import receipt_entry, receipt_view
from dashboard.photos.cleaning import MOST_BYTES, clean
from dashboard.photos.keeping import MEDIA, keep, kept
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.entries import Draft, Entry, PhotoKept
from gateway.domain.errors import EntryError

router = APIRouter(dependencies=[needs(Right.SEE_MEMBERS)])

_SPACE: Final = uuid.UUID("b7a7c0de-6f1c-4a53-9f3f-3f2f0b9c1d20")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form with a photograph brought; its name on the telephone is of no use."""

    key: str
    content: bytes


async def _sent(request: Request) -> Sent:
    """Read a photograph; the door stands before this, so nobody else fills the station's memory."""
    async with request.form(max_files=1, max_fields=4) as form:
        photo, key = form.get("foto"), form.get("clave")
        content = await photo.read(MOST_BYTES + 1) if isinstance(photo, UploadFile) else b""
        return Sent(key if isinstance(key, str) else "", content)


@router.post("/recibo/{uid}/foto")
def add(uid: str, visit: VisitHere, sent: Annotated[Sent, Depends(_sent)]) -> Response:
    """Keep a photograph of an entry's paper, once however often it is sent."""
    entry = receipt_entry(visit, uid)
    line = visit.station.production.line(uid)
    draft_uid = str(uuid.uuid5(_SPACE, f"{visit.author}/{uid}/{sent.key or uuid.uuid4()}"))
    if visit.station.journal.entry(draft_uid) is not None:
        return see_other(f"/recibo/{uid}#fotos")
    if line is None or not may_add_photo(visit, line):
        raise HTTPException(404)
    try:
        _keep(visit, entry, sent.content, draft_uid)
    except EntryError as error:
        view = replace(receipt_view(visit, entry), about_refusal=refusal_of(error, visit.language))
        return visit.page("receipt.html", view, status=422)
    return see_other(f"/recibo/{uid}#fotos")


def _keep(visit: Visit, entry: Entry, content: bytes, uid: str) -> None:
    """Write the file first and its entry after: what the book names lies on the disk.

    Raises:
        EntryError: It is no photograph that can be kept.
    """
    photo = clean(content)
    sha256 = keep(Path(visit.station.config.storage.folder), photo)
    body = PhotoKept(entry.uid, sha256, len(photo.content))
    visit.station.journal.append(Draft(uid, "book", "photo", body, visit.now, visit.author), now=visit.now)


@router.get("/fotos/{uid}")
def show(uid: str, visit: VisitHere) -> Response:
    """Return the photograph of an entry, as it was kept."""
    line = visit.station.production.line(uid)
    if line is None or line.undone is not None or not isinstance(line.entry.body, PhotoKept):
        raise HTTPException(404)
    # Who may not read of an entry does not see its paper.
    receipt_entry(visit, line.entry.body.entry)
    photo = kept(Path(visit.station.config.storage.folder), line.entry.body)
    if photo is None:
        raise HTTPException(404)
    headers = {"Cross-Origin-Resource-Policy": "same-origin", "Content-Disposition": "inline"}
    return Response(photo.content, media_type=MEDIA[photo.extension], headers=headers)
