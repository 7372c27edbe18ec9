"""The forms that register an enterprise or one of its units."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal, cast

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from dashboard.dependencies import SOMEBODY, Visit, VisitHere
from dashboard.forms import Fault, Form, Range, Written, recorded, slug_of
from dashboard.production.cycles import Enterprise, enterprises, units
from gateway.domain.entries import Body, Draft, EnterpriseRegistered, UnitRegistered
from gateway.domain.places import Place

router = APIRouter()
FORMS: Final = ("EPSDC", "EPSIC", "UPF", "GIS", "other")
METHODS: Final = ("gps", "tape", "declared")
HECTARES: Final = Range(Decimal("0.01"), Decimal(9999))


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A form that registers something, empty or as it came back."""

    key: str
    enterprises: list[Enterprise] = field(default_factory=list)
    places: tuple[Place, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@router.get("/anotar/empresa")
def enterprise(visit: VisitHere) -> HTMLResponse:
    """Show the form of an enterprise."""
    return visit.page("enterprise.html", RegisterView(str(uuid.uuid4())))


@router.post("/anotar/empresa")
def record_enterprise(visit: VisitHere, written: Written) -> Response:
    """Register an enterprise."""
    _ = visit.language.gettext
    form = Form(written, visit.words)
    name = form.text("nombre", missing=_("Escriba el nombre de la empresa."))
    sort = form.choice("forma", FORMS, missing=_("Elija la forma de la organización."))
    taken = {one.slug for one in enterprises(visit.station.records.book())}
    body = EnterpriseRegistered(slug_of(name, taken), name, cast('Literal["EPSDC"]', sort))
    return recorded(
        visit.station.journal, form, _draft(visit, form, "enterprise", body), now=visit.now
    ) or visit.page(
        "enterprise.html",
        RegisterView(form.key(), written=written, faults=tuple(form.faults)),
        status=422,
    )


@router.get("/anotar/unidad")
def unit(visit: VisitHere) -> HTMLResponse:
    """Show the form of a unit."""
    return visit.page("unit.html", _unit_view(visit))


@router.post("/anotar/unidad")
def record_unit(visit: VisitHere, written: Written) -> Response:
    """Register a unit of an enterprise."""
    _ = visit.language.gettext
    form = Form(written, visit.words)
    book = visit.station.records.book()
    owner = form.choice(
        "empresa", [one.slug for one in enterprises(book)], missing=_("Elija la empresa a la que pertenece.")
    )
    places = [one.slug for one in visit.registered.places]
    place = form.choice("lugar", places, missing=_("Elija el estanque o el lote."))
    name = form.text("nombre", missing=_("Escriba el nombre de la unidad."))
    area = form.number("hectareas", within=HECTARES, missing=_("Escriba cuántas hectáreas tiene."))
    method = form.choice("medida", METHODS, missing=_("Diga cómo se midió."))
    body = UnitRegistered(
        slug_of(name, {one.slug for one in units(book)}),
        owner,
        place,
        name,
        (area or Decimal(1)) * 10_000,
        cast('Literal["gps"]', method),
    )
    return recorded(
        visit.station.journal, form, _draft(visit, form, "unit", body), now=visit.now
    ) or visit.page("unit.html", _unit_view(visit, form), status=422)


def _unit_view(visit: Visit, form: Form | None = None) -> RegisterView:
    return RegisterView(
        key=form.key() if form else str(uuid.uuid4()),
        enterprises=enterprises(visit.station.records.book()),
        places=visit.registered.places,
        written=form.written if form else {},
        faults=tuple(form.faults) if form else (),
    )


def _draft(visit: Visit, form: Form, kind: str, body: Body) -> Draft:
    return Draft(uid=form.key(), journal="book", kind=kind, body=body, happened=visit.now, author=SOMEBODY)
