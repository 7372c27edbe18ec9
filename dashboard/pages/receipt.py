"""What was recorded, told back, with the button that takes it back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, Response

from dashboard.dependencies import SOMEBODY, Visit, VisitHere, see_other
from dashboard.forms import told
from dashboard.production.cycles import Cycle, Enterprise, Unit, cycles, enterprises, units
from dashboard.production.grain import comparable_kg
from dashboard.spelling import spelled
from gateway.domain.entries import Draft, Entry, Harvested, Reversed, Sown, Stocked
from gateway.domain.errors import EntryError
from gateway.domain.places import Place

router = APIRouter()
TOLD: Final = ("harvest", "intervention", "stocking", "sowing", "enterprise", "unit")
_SPACE: Final = uuid.UUID("c2a4e6d0-51b5-4a0f-8a2f-2f6d1f5a9e33")


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """An entry told back.

    Attributes:
        undone: The entry that took it back, None while it stands.
        cycle: The cycle that a harvest, a stocking or a sowing is of.
        in_words: Its number spelled out.
        at_base: Kilos of grain at the commune's base.
        refusal: Why it could not be taken back.
    """

    entry: Entry
    undone: Entry | None
    cycle: Cycle | None
    place: Place | None
    unit: Unit | None
    enterprise: Enterprise | None
    in_words: str | None
    at_base: Decimal | None
    refusal: str | None = None


@router.get("/recibo/{uid}")
def receipt(uid: str, visit: VisitHere) -> HTMLResponse:
    """Show what an entry says."""
    return visit.page("receipt.html", _view(visit, _told(visit, uid)))


@router.post("/recibo/{uid}/deshacer")
def undo(uid: str, visit: VisitHere) -> Response:
    """Take an entry back by another one; nothing is erased."""
    entry = _told(visit, uid)
    draft = Draft(
        uid=str(uuid.uuid5(_SPACE, uid)),
        journal="book",
        kind="reversal",
        body=Reversed("deshecho en el recibo"),
        happened=visit.now,
        author=SOMEBODY,
        reverses=entry.uid,
    )
    try:
        visit.station.journal.append(draft, now=visit.now)
    except EntryError as error:
        refusal = told(error, visit.language)
        return visit.page("receipt.html", _view(visit, entry, refusal=refusal), status=422)
    return see_other(f"/recibo/{uid}")


def _told(visit: Visit, uid: str) -> Entry:
    found = visit.station.journal.entry(uid)
    if found is None or found.kind not in TOLD:
        raise HTTPException(404)
    return found


def _view(visit: Visit, entry: Entry, *, refusal: str | None = None) -> ReceiptView:
    book = visit.station.records.book()
    body = entry.body
    named = body.cycle if isinstance(body, Harvested) else entry.uid
    cycle = next((one for one in cycles(book) if one.uid == named), None)
    slug = getattr(body, "unit", None) or (cycle.unit.slug if cycle else None)
    unit = next((one for one in units(book) if one.slug == slug), None)
    place = getattr(body, "place", None) or (unit.place if unit else None)
    return ReceiptView(
        entry=entry,
        undone=next((one for one in book if one.reverses == entry.uid), None),
        cycle=cycle,
        place=visit.registered.place(place) if place else None,
        unit=unit,
        enterprise=_enterprise(book, body, unit),
        in_words=_in_words(visit, entry),
        at_base=comparable_kg(body) if isinstance(body, Harvested) else None,
        refusal=refusal,
    )


def _enterprise(book: list[Entry], body: object, unit: Unit | None) -> Enterprise | None:
    slug = getattr(body, "enterprise", None) or (unit.enterprise if unit else None)
    return next((one for one in enterprises(book) if one.slug == slug), None)


def _in_words(visit: Visit, entry: Entry) -> str | None:
    if visit.language.code != "es":
        return None
    match entry.body:
        case Harvested() as body:
            return spelled(body.kg)
        case Stocked() as body:
            return spelled(Decimal(body.fish))
        case Sown() as body:
            return spelled(body.area_m2 / 10_000)
        case _:
            return None
