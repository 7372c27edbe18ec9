"""The form of a sowing or a stocking: a cycle begins."""

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
from dashboard.production.cycles import Unit, units
from gateway.domain.entries import Body, Draft, Sown, Stocked
from gateway.domain.places import Place

router = APIRouter()
FISH: Final = Range(Decimal(1), Decimal(999_999))
GRAMS: Final = Range(Decimal("0.01"), Decimal(5000))
KILOS: Final = Range(Decimal(1), Decimal("999999.99"))
HECTARES: Final = Range(Decimal("0.01"), Decimal(9999))
LONG_AGO: Final = 0
SPECIES: Final = ("cachama negra", "morocoto", "híbrido cachamay", "híbrido cachamoto")
"""Three fishes and their crosses are called cachama; a number without its species says little.

Source:
    facts of the enterprises, section 0.7.
"""


@dataclass(frozen=True, slots=True)
class SowingView:
    """The form, empty or as it came back.

    Attributes:
        units: Every unit with the place it works at.
        chosen: The unit that was chosen with its place, None while nobody has.
    """

    units: list[tuple[Unit, Place]]
    chosen: tuple[Unit, Place] | None
    key: str
    species: tuple[str, ...] = SPECIES
    written: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@router.get("/anotar/siembra")
def sowing(visit: VisitHere, unidad: str = "") -> HTMLResponse:
    """Show the form: first where, then what."""
    return visit.page("sowing.html", _view(visit, unidad))


@router.post("/anotar/siembra")
def record(visit: VisitHere, written: Written) -> Response:
    """Record that a cycle begins."""
    view = _view(visit, written.get("unidad", ""))
    if view.chosen is None:
        return see_other("/anotar/siembra")
    form = Form(written, visit.words)
    unit, place = view.chosen
    body: Body = _stocked(form, unit) if place.sort == "pond" else _sown(form, unit)
    draft = Draft(
        uid=form.key(),
        journal="book",
        kind="stocking" if isinstance(body, Stocked) else "sowing",
        body=body,
        happened=form.moment("cuando", not_before=LONG_AGO),
        author=SOMEBODY,
    )
    return recorded(visit.station.journal, form, draft, now=visit.now) or visit.page(
        "sowing.html", _view(visit, unit.slug, form), status=422
    )


def _view(visit: Visit, unit: str, form: Form | None = None) -> SowingView:
    known = [
        (one, place)
        for one in units(visit.station.records.book())
        if (place := visit.registered.place(one.place)) is not None
    ]
    return SowingView(
        units=known,
        chosen=next((one for one in known if one[0].slug == unit), None),
        key=form.key() if form else str(uuid.uuid4()),
        written=form.written if form else {},
        faults=tuple(form.faults) if form else (),
    )


def _stocked(form: Form, unit: Unit) -> Stocked:
    _ = form.words.language.gettext
    return Stocked(
        unit=unit.slug,
        species=form.choice("especie", SPECIES, missing=_("Elija la especie.")),
        fish=form.whole("alevines", within=FISH, missing=_("Escriba cuántos alevines se sembraron.")) or 1,
        mean_weight_g=form.number("gramos", within=GRAMS, missing=_("Escriba cuánto pesaba cada alevín."))
        or Decimal(1),
        plan_kg=form.number("plan", within=KILOS),
    )


def _sown(form: Form, unit: Unit) -> Sown:
    _ = form.words.language.gettext
    area = form.number("hectareas", within=HECTARES, missing=_("Escriba cuántas hectáreas se sembraron."))
    return Sown(
        unit=unit.slug,
        crop=form.text("cultivo", missing=_("Escriba qué se sembró.")),
        variety=form.text("variedad", missing=_("Escriba la variedad, o «criolla».")),
        area_m2=(area or Decimal(1)) * 10_000,
        plan_kg=form.number("plan", within=KILOS),
    )
