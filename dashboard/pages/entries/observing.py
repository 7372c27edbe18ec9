"""What the social control observes about an entry, and which observations nobody has answered yet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final

import msgspec
from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from dashboard.book.beside import Observation, observations, open_observations
from dashboard.forms.recording import told as refusal_of
from dashboard.forms.work.notes import LONGEST
from dashboard.login.rights import Right
from dashboard.pages.entries.receipt import receipt_entry, receipt_view
from dashboard.telling import Told, told
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.entries import Draft, Entry, Observed
from gateway.domain.errors import EntryError
from gateway.journal import salted

router = APIRouter()

_SPACE: Final = uuid.UUID("0c0a7d0e-2f58-4c0e-8d7e-5a1f6f6a9b11")
SEEN: Final = 303
"""The answer to a form that was taken."""
MOST: Final = 100
"""So many open observations stand on the page, the oldest first; the others are counted."""

Key = Annotated[str, Form(alias="clave")]
Words = Annotated[str, Form(alias="texto", max_length=4 * LONGEST)]
Back = Annotated[str, Form(alias="vuelve", max_length=20)]
REVIEW: Final = "revisar"
"""Who observed from the page of what there is to review goes back there."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open observation with what it is about."""

    observation: Observation
    about: Entry
    told: Told


@dataclass(frozen=True, slots=True)
class ObservationsView:
    """The open observations.

    Attributes:
        count: How many there are.
        shown: Of these at most MOST, the oldest first.
    """

    count: int
    shown: Sequence[Open]


@router.get("/libro/observaciones")
def show(visit: VisitHere) -> HTMLResponse:
    """Show which observations are open; what they say is for members."""
    found = open_observations(visit)
    shown = [_open(visit, one) for one in found[:MOST]]
    return visit.page("observations.html", ObservationsView(len(found), [one for one in shown if one]))


def _open(visit: Visit, entry: Entry) -> Open | None:
    about = visit.station.journal.entry(getattr(entry.body, "entry", ""))
    if about is None:
        return None
    [observed] = observations(visit, [entry])
    return Open(observed, about, told(visit, about))


@router.post("/recibo/{uid}/observar", dependencies=[needs(Right.OBSERVE)])
def observe(uid: str, visit: VisitHere, key: Key = "", text: Words = "", back: Back = "") -> Response:
    """Record what was observed about an entry; its text stands beside the book."""
    answer = _recorded(visit, key, Observed(uid, "open"), text)
    if back == REVIEW and answer.status_code == SEEN:
        return see_other(f"/asamblea/revisar?hecho={uid}#observado")
    return answer


@router.post("/recibo/{uid}/resolver", dependencies=[needs(Right.OBSERVE)])
def resolve(
    uid: str,
    visit: VisitHere,
    observation: Annotated[str, Form(alias="observacion")] = "",
    key: Key = "",
    text: Words = "",
) -> Response:
    """Record that an observation about an entry is resolved, with what was found."""
    return _recorded(visit, key, Observed(uid, "resolved", answers=observation), text)


def _plain(text: str) -> str:
    """Return what was written without what no keyboard types, and not longer than a note."""
    kept = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    return kept.strip()[:LONGEST]


def _recorded(visit: Visit, key: str, said: Observed, text: str) -> Response:
    """Write an observation, once however often it is sent; what the book refuses is told on the receipt."""
    entry, written = receipt_entry(visit, said.entry), _plain(text)
    texts = [salted(written)] if written else []
    body = msgspec.structs.replace(said, note=texts[0].salted_hash if texts else None)
    draft = Draft(_uid(visit, said.entry, key), "book", "observation", body, visit.now, visit.author)
    try:
        visit.station.journal.append(draft, now=visit.now, texts=texts)
    except EntryError as error:
        view = replace(receipt_view(visit, entry), about_refusal=refusal_of(error, visit.language))
        return visit.page("receipt.html", view, status=422)
    return see_other(f"/recibo/{said.entry}#observaciones")


def _uid(visit: Visit, about: str, key: str) -> str:
    """Return the uid of what a form writes: the same form twice is one entry, another's is another."""
    return str(uuid.uuid5(_SPACE, f"{visit.author}/{about}/{key or uuid.uuid4()}"))
