"""The slip of an entry: small enough to keep, with its number and four words, and without a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from dashboard.telling import Told, told
from dashboard.visit.given import VisitHere
from gateway.domain.entries import Entry
from gateway.journal.spoken import four_words

router = APIRouter()
OF_MEMBERS = frozenset({"money", "warehouse"})
"""What no paper tells that may lie on a table."""


@dataclass(frozen=True, slots=True)
class SlipView:
    """What stands on the slip.

    Attributes:
        unit: The name of the unit or of the enterprise, empty where there is none.
    """

    entry: Entry
    told: Told
    unit: str
    words: Sequence[str]


@router.get("/recibo/{uid}/papel")
def slip(uid: str, visit: VisitHere) -> HTMLResponse:
    """Show the slip of an entry of the book as everybody may read it, whoever prints it."""
    entry = visit.station.journal.entry(uid)
    if entry is None or entry.journal != "book" or entry.kind in OF_MEMBERS:
        raise HTTPException(404)
    registers = visit.station.production.registers()
    said = told(replace(visit, member=None, device=None), entry)
    unit = registers.units.get(said.unit or "")
    enterprise = registers.enterprises.get(unit.enterprise if unit else said.enterprise or "")
    names = [one.name for one in (unit, enterprise) if one is not None]
    return visit.page("slip.html", SlipView(entry, said, " · ".join(names), four_words(entry.own_hash)))
