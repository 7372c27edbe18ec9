"""What was recorded, told back, with the button that takes it back."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, Response

from dashboard.book.beside import About, about
from dashboard.forms.access import may_use
from dashboard.forms.answers import Asking
from dashboard.forms.catalog import form_of
from dashboard.forms.recording import told as refusal_of
from dashboard.forms.undoing import may_undo, reversal_of, undo
from dashboard.login.rights import Right
from dashboard.production.cycles import Enterprise, Unit
from dashboard.telling import Told, told
from dashboard.visit.given import Visit, VisitHere, see_other
from gateway.domain.entries import Entry, Sown, Stocked, is_planned
from gateway.domain.errors import EntryError
from gateway.domain.places import Place

router = APIRouter()
OF_MEMBERS = frozenset({"member", "device", "token", "duty", "money", "warehouse"})
"""Nobody but members reads of persons, devices and keys, of money and of stores."""
OF_SET_UP = frozenset({"place", "placement", "calibration", "limits", "enterprise", "unit", "council"})
"""After these who sets the station up goes on with what comes next."""


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """An entry told back.

    Attributes:
        undone: The entry that took it back, None while it stands.
        cycle: The uid of the cycle that it is of, empty where it is of none.
        by: Who wrote it down, as the reader may know it.
        said_by: Who said it, empty where that is who wrote it down.
        again: Where the right number is recorded, empty where it was not taken back or has no form.
        refusal: Why it could not be taken back.
        goes_on: Whether the reader sets the station up, and this was a step of it.
        about: What stands about it, None of an entry that is not of the book.
        about_refusal: Why a photograph or an observation was not kept.
    """

    entry: Entry
    told: Told
    undone: Entry | None
    place: Place | None
    unit: Unit | None
    enterprise: Enterprise | None
    cycle: str
    by: str
    said_by: str
    may_undo: bool
    again: str
    refusal: str | None = None
    goes_on: bool = False
    about: About | None = None
    about_refusal: str = ""

    @property
    def is_of_members(self) -> bool:
        """Whether nobody but members reads of it."""
        return self.entry.kind in OF_MEMBERS


@router.get("/recibo/{uid}")
def receipt(uid: str, visit: VisitHere) -> HTMLResponse:
    """Show what an entry says."""
    return visit.page("receipt.html", receipt_view(visit, receipt_entry(visit, uid)))


@router.post("/recibo/{uid}/deshacer")
def take_back(uid: str, visit: VisitHere) -> Response:
    """Take an entry back by another one; nothing is erased."""
    entry = receipt_entry(visit, uid)
    try:
        undo(visit, entry)
    except EntryError as error:
        refusal = refusal_of(error, visit.language)
        return visit.page("receipt.html", receipt_view(visit, entry, refusal=refusal), status=422)
    return see_other(f"/recibo/{uid}")


def receipt_entry(visit: Visit, uid: str) -> Entry:
    """Return the entry of a receipt.

    Raises:
        HTTPException: 404 where there is none, or the reader may not know of it.
    """
    found = visit.station.journal.entry(uid)
    if found is None or (found.kind in OF_MEMBERS and not visit.may(Right.SEE_MEMBERS)):
        raise HTTPException(404)
    return found


def receipt_view(visit: Visit, entry: Entry, *, refusal: str | None = None) -> ReceiptView:
    """Return all that the receipt of an entry shows."""
    said, registers = told(visit, entry), visit.station.production.registers()
    unit = registers.units.get(said.unit or "")
    undone = reversal_of(visit, entry)
    return ReceiptView(
        entry=entry,
        told=said,
        undone=undone,
        place=visit.registered.place(said.place) if said.place else None,
        unit=unit,
        enterprise=registers.enterprises.get(unit.enterprise if unit else said.enterprise or ""),
        cycle=_cycle(entry),
        by=visit.named(entry.author),
        said_by=visit.named(entry.on_behalf_of) if entry.on_behalf_of else "",
        may_undo=undone is None and may_undo(visit, entry),
        again=_again(visit, entry) if undone else "",
        refusal=refusal,
        goes_on=entry.kind in OF_SET_UP and visit.may(Right.SET_UP),
        about=about(visit, entry),
    )


def _cycle(entry: Entry) -> str:
    """Return the uid of the cycle that an entry is of; a plan of one has no page yet."""
    if isinstance(entry.body, Sown | Stocked):
        return "" if is_planned(entry.body) else entry.uid
    return getattr(entry.body, "cycle", None) or ""


def _again(visit: Visit, entry: Entry) -> str:
    kind = form_of(Asking(visit, {}), entry)
    return "" if kind is None or not may_use(visit, kind) else f"/anotar/{kind.slug}?igual={entry.uid}"
