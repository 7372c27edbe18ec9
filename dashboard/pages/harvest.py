"""The form of a harvest."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from dashboard.dependencies import SOMEBODY, Visit, VisitHere, see_other
from dashboard.forms import Fault, Form, Range, Written, recorded
from dashboard.production.cycles import Cycle, cycles
from gateway.domain.entries import Draft, Harvested

router = APIRouter()
KILOS: Final = Range(Decimal("0.01"), Decimal("999999.99"))
FISH: Final = Range(Decimal(0), Decimal(999_999))
HECTARES: Final = Range(Decimal("0.01"), Decimal(9999))
MOISTURE: Final = Range(Decimal(5), Decimal(60))
IMPURITY: Final = Range(Decimal(0), Decimal(50))
M2_IN_A_HECTARE: Final = 10_000


@dataclass(frozen=True, slots=True)
class HarvestView:
    """The form, empty or as it came back.

    Attributes:
        open_cycles: What can be harvested, newest first.
        cycle: The one that was chosen, None while nobody has.
        source: Where the base of the grain comes from.
    """

    open_cycles: list[Cycle]
    cycle: Cycle | None
    source: str
    key: str
    written: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@router.get("/anotar/cosecha")
def harvest(visit: VisitHere, ciclo: str = "") -> HTMLResponse:
    """Show the form: first which cycle, then how much."""
    found = _open_cycles(visit)
    chosen = next((one for one in found if one.uid == ciclo), None)
    return visit.page("harvest.html", _view(visit, found, chosen))


@router.post("/anotar/cosecha")
def record(visit: VisitHere, written: Written) -> Response:
    """Record a harvest; the same form sent twice is one entry."""
    found = _open_cycles(visit)
    form = Form(written, visit.words)
    chosen = next((one for one in found if one.uid == written.get("ciclo")), None)
    if chosen is None and visit.station.journal.entry(form.key()) is None:
        form.fault("ciclo", visit.language.gettext("Elija qué se cosechó."))
        return visit.page("harvest.html", _view(visit, found, chosen, form), status=422)
    if chosen is None:
        return see_other(f"/recibo/{form.key()}")
    return recorded(visit.station.journal, form, _draft(visit, form, chosen), now=visit.now) or visit.page(
        "harvest.html", _view(visit, found, chosen, form), status=422
    )


def _open_cycles(visit: Visit) -> list[Cycle]:
    return [one for one in cycles(visit.station.records.book()) if one.ended is None]


def _view(visit: Visit, found: list[Cycle], chosen: Cycle | None, form: Form | None = None) -> HarvestView:
    return HarvestView(
        open_cycles=found,
        cycle=chosen,
        source=visit.station.config.harvest_base.source,
        key=form.key() if form else str(uuid.uuid4()),
        written=form.written if form else {},
        faults=tuple(form.faults) if form else (),
    )


def _draft(visit: Visit, form: Form, cycle: Cycle) -> Draft:
    """Return what the form says; where it has faults it is not to be used."""
    _ = visit.language.gettext
    grain = cycle.sort == "sowing"
    base = visit.station.config.harvest_base
    hectares = form.number("hectareas", within=HECTARES) if grain else None
    kilos = form.number("kilos", within=KILOS, missing=_("Escriba cuántos kilos se cosecharon."))
    quality = form.choice(
        "calidad", ("weighed", "estimated"), missing=_("Diga si se pesó o si se calculó a ojo.")
    )
    complete = form.choice(
        "completa", ("si", "no"), missing=_("Diga si ya se cosechó todo o si falta una parte.")
    )
    moisture = form.number("humedad", within=MOISTURE) if grain else None
    if grain and moisture is None and not form.written.get("humedad") and not form.written.get("sin-humedad"):
        form.fault("humedad", _("Escriba la humedad del grano, o marque que no se midió."))
    impurity = form.number("impureza", within=IMPURITY) if grain else None
    body = Harvested(
        cycle=cycle.uid,
        kg=kilos or Decimal(1),
        quality="weighed" if quality == "weighed" else "estimated",
        complete=complete == "si",
        fish=None if grain else form.whole("peces", within=FISH),
        area_m2=None if hectares is None else hectares * M2_IN_A_HECTARE,
        moisture=moisture,
        impurity=impurity,
        base_moisture=base.moisture if moisture is not None else None,
        base_impurity=base.impurity if moisture is not None else None,
    )
    return Draft(
        uid=form.key(),
        journal="book",
        kind="harvest",
        body=body,
        happened=form.moment("cuando", not_before=cycle.began),
        author=SOMEBODY,
    )
