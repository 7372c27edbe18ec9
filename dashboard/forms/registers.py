"""The forms that register an enterprise or one of its units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Range, Text
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.slugs import slug_of
from dashboard.language import N_
from dashboard.login.rights import Right
from dashboard.naming import own_name, place_name
from dashboard.production.cycles import enterprises, units
from dashboard.units import HECTARES
from dashboard.words import typed
from gateway.domain.entries import EnterpriseRegistered, Entry, UnitRegistered

FORMS: Final = (
    ("EPSDC", N_("EPS directa comunal"), N_("los medios son de la comuna")),
    ("EPSIC", N_("EPS indirecta comunal"), N_("los medios son del Estado")),
    ("UPF", N_("Unidad productiva familiar"), ""),
    ("GIS", N_("Grupo de intercambio solidario"), ""),
    ("other", N_("Otra"), ""),
)
METHODS: Final = (("gps", "GPS"), ("tape", N_("Cinta")), ("declared", N_("No se midió")))
HECTARES_RANGE: Final = Range(Decimal("0.01"), Decimal(9999))
M2_IN_A_HECTARE: Final = 10_000


def _enterprise(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return [
        Text(name="nombre", ask=_("¿Cómo se llama?"), missing=_("Escriba el nombre de la empresa.")),
        Choice(
            name="forma",
            ask=_("¿Qué forma tiene?"),
            options=[Option(value, _(word), _(small) if small else "") for value, word, small in FORMS],
            missing=_("Elija la forma de la organización."),
        ),
    ]


def _enterprise_registered(answers: Answers) -> Sequence[Said]:
    taken = {one.slug for one in enterprises(answers.visit.station.records.book())}
    name, form = answers.text("nombre"), cast('Literal["EPSDC"]', answers.choice("forma"))
    return [Said("enterprise", EnterpriseRegistered(slug_of(name, taken), name, form), answers.words.now)]


def _same_enterprise(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    return {"nombre": body.name, "forma": body.form} if isinstance(body, EnterpriseRegistered) else {}


ENTERPRISE: Final = FormKind(
    slug="empresa",
    title=N_("Anotar empresa"),
    icon="plus",
    right=Right.REGISTER_PRODUCTION,
    asks=_enterprise,
    says=_enterprise_registered,
    again=_same_enterprise,
)


def _unit(asking: Asking) -> Sequence[Ask]:
    _, language = asking.gettext, asking.visit.language
    owners = enterprises(asking.visit.station.records.book())
    if not owners:
        raise NothingToAskError(
            _("Anote primero la empresa a la que pertenece."),
            href="/anotar/empresa",
            word=_("Anotar una empresa"),
        )
    places = asking.visit.registered.places
    if not places:
        raise NothingToAskError(
            _("Todavía no hay ningún estanque ni lote."), href="/preparar", word=_("Preparar la estación")
        )
    return [
        Choice(
            name="empresa",
            ask=_("¿De qué empresa es?"),
            options=[Option(one.slug, one.name) for one in owners],
            missing=_("Elija la empresa a la que pertenece."),
        ),
        Choice(
            name="lugar",
            ask=_("¿Dónde trabaja?"),
            options=[Option(one.slug, place_name(language, one), own_name(language, one)) for one in places],
            missing=_("Elija el estanque o el lote."),
            columns="two",
        ),
        Text(
            name="nombre",
            ask=_("¿Cómo se llama la unidad?"),
            hint=_("por ejemplo: Laguna 3"),
            missing=_("Escriba el nombre de la unidad."),
        ),
        Number(
            name="hectareas",
            ask=_("¿Cuánto mide?"),
            unit=HECTARES,
            within=HECTARES_RANGE,
            hint=_("en hectáreas; 1.500 m² son 0,15"),
            missing=_("Escriba cuántas hectáreas tiene."),
        ),
        Choice(
            name="medida",
            ask=_("¿Cómo se midió?"),
            options=[Option(value, _(word)) for value, word in METHODS],
            missing=_("Diga cómo se midió."),
        ),
    ]


def _unit_registered(answers: Answers) -> Sequence[Said]:
    taken = {one.slug for one in units(answers.visit.station.records.book())}
    name = answers.text("nombre")
    body = UnitRegistered(
        slug_of(name, taken),
        answers.choice("empresa"),
        answers.choice("lugar"),
        name,
        (answers.number("hectareas") or Decimal(1)) * M2_IN_A_HECTARE,
        cast('Literal["gps"]', answers.choice("medida")),
    )
    return [Said("unit", body, answers.words.now)]


def _same_unit(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, UnitRegistered):
        return {}
    return {
        "empresa": body.enterprise,
        "lugar": body.place,
        "nombre": body.name,
        "hectareas": typed(body.area_m2 / M2_IN_A_HECTARE),
        "medida": body.area_method,
    }


UNIT: Final = FormKind(
    slug="unidad",
    title=N_("Anotar unidad de producción"),
    icon="plus",
    right=Right.REGISTER_PRODUCTION,
    asks=_unit,
    says=_unit_registered,
    again=_same_unit,
)
