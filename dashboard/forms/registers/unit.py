"""The form that registers a productive unit of an enterprise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Range, Text
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.registers.described import Described
from dashboard.forms.registers.lasting import (
    PICKED,
    lasting_asks,
    lasting_written,
    lasts,
    names,
    new_slug,
    which,
)
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.naming import own_name, place_name
from dashboard.words.registers import METHODS
from dashboard.words.units import HECTARES
from dashboard.words.written import typed
from gateway.domain.entries import UnitRegistered
from gateway.journal.in_force import holds

HECTARES_RANGE: Final = Range(Decimal("0.01"), Decimal(9999))
M2_IN_A_HECTARE: Final = 10_000


def _unit_written(asking: Asking, known: UnitRegistered) -> dict[str, str]:
    return {
        "empresa": known.enterprise,
        "lugar": known.place,
        "nombre": known.name,
        "hectareas": typed(known.area_m2 / M2_IN_A_HECTARE),
        "medida": known.area_method,
        **lasting_written(asking, known),
    }


UNITS: Final = Described("unit", UnitRegistered, _unit_written)


def _unit(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    known = names(UNITS.known(asking))
    described = UNITS.picked(asking)
    return [
        *which(PICKED, _("¿Cuál unidad?"), known, new=_("Una nueva"), missing=_("Elija la unidad.")),
        *_whose(asking, described),
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
        *lasting_asks(asking, described, ask=_("¿Desde cuándo trabaja?"), ever=_("Desde siempre")),
    ]


def _whose(asking: Asking, described: UnitRegistered | None) -> tuple[Choice, Choice]:
    """Return the questions of which enterprise a unit is and where it works.

    Raises:
        NothingToAskError: There is no enterprise, or no place.
    """
    _, language = asking.gettext, asking.visit.language
    own = None if described is None else described.enterprise
    firms = asking.visit.station.production.registers().enterprises
    owners = [
        one for slug, one in firms.items() if slug == own or holds(one.since, one.until, at=asking.words.now)
    ]
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
    return (
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
    )


def _unit_registered(answers: Answers) -> Sequence[Said]:
    known, described = UNITS.known(answers), UNITS.picked(answers)
    name, (since, until) = answers.text("nombre"), lasts(answers, described)
    body = UnitRegistered(
        unit=described.unit if described else new_slug(answers, name, names(known)),
        enterprise=answers.choice("empresa"),
        place=answers.choice("lugar"),
        name=name,
        area_m2=(answers.number("hectareas") or Decimal(1)) * M2_IN_A_HECTARE,
        area_method=cast('Literal["gps"]', answers.choice("medida")),
        since=since,
        until=until,
    )
    return [Said("unit", body, answers.words.now)]


UNIT: Final = FormKind(
    slug="unidad",
    title=N_("Anotar unidad de producción"),
    icon="plus",
    right=Right.REGISTER_PRODUCTION,
    asks=_unit,
    says=_unit_registered,
    begins=UNITS.begins,
    again=UNITS.again,
)
