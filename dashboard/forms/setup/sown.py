"""What is asked of what grows on a field that is set up: maize and its day, or not sown yet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Moment, Option, Text
from dashboard.forms.cycles.maturity import MATURITY, maturity
from dashboard.forms.declared import Said
from dashboard.forms.setup.places import picked
from dashboard.forms.slugs import slug_of
from dashboard.forms.where.enterprises import every_enterprise
from dashboard.production.cycles import Cycle, Unit
from dashboard.words.naming import product, short_dates
from gateway.domain.entries import PlaceRegistered, Sown, UnitRegistered
from gateway.domain.places import Place
from gateway.journal.in_force import holds

CROPS: Final = ("maíz blanco", "maíz amarillo")
"""What the advice is about; another crop is recorded by the form of a sowing."""
SOWN: Final = "sembrado"


def sown_asks(asking: Asking, place: Place | None) -> Sequence[Ask]:
    """Return the second question: what is sown; only told where that is known, or cannot be kept yet."""
    _ = asking.gettext
    going_on = _going_on(asking, place)
    if going_on is not None:
        sentence = _("Ya está anotado lo sembrado: %(product)s, %(dates)s. Siga adelante.")
        told = {"product": product(going_on), "dates": short_dates(asking.words, going_on)}
        return (Aside(sentence % told),)
    whose = _whose(asking, place)
    if whose is None:
        return (
            Aside(
                _(
                    "Para anotar una siembra hace falta una empresa: se anota en «Preparar la estación», "
                    "«Empresas y unidades». Lo demás del lote se guarda igual."
                )
            ),
        )
    return (
        Moment(
            name=SOWN,
            ask=_("¿Cuándo se sembró el maíz?"),
            is_precise=False,
            ever=_("Todavía no se ha sembrado"),
        ),
        Choice(
            name="cultivo",
            ask=_("¿Qué maíz es?"),
            hint=_("Si ya se sembró. Otro cultivo se anota aparte, en «Anotar siembra»."),
            options=[Option(one, one.capitalize()) for one in CROPS],
            chosen=CROPS[0],
            columns="two",
        ),
        Text(name="variedad", ask=_("¿Qué variedad?"), hint=_("o «criolla», si es semilla propia")),
        maturity(asking),
        *whose,
    )


def _going_on(asking: Asking, place: Place | None) -> Cycle | None:
    cycles = asking.visit.station.production.cycles() if place is not None else []
    return next((one for one in cycles if one.state == "open" and place and one.place == place.slug), None)


def _units(asking: Asking, place: Place | None) -> list[Unit]:
    """Return the units that work a field now."""
    units = asking.visit.station.production.registers().units.values()
    now = asking.words.now
    return [one for one in units if place and one.place == place.slug and holds(one.since, one.until, at=now)]


def _whose(asking: Asking, place: Place | None) -> Sequence[Choice] | None:
    """Return the question who works a field, none where it is known; None where nobody can yet."""
    _, units = asking.gettext, _units(asking, place)
    if len(units) == 1:
        return ()
    if units:
        options = [Option(one.slug, one.name) for one in units]
        return (Choice(name="unidad", ask=_("¿De cuál unidad es la siembra?"), options=options),)
    firms = every_enterprise(asking)
    if not firms:
        return None
    return (
        Choice(
            name="empresa",
            ask=_("¿Qué empresa lo trabaja?"),
            hint=_("Si ya se sembró: se anota también su unidad de producción."),
            options=[Option(one.slug, one.name) for one in firms],
            chosen=firms[0].slug if len(firms) == 1 else None,
        ),
    )


def sown_says(answers: Answers, place: PlaceRegistered) -> list[Said]:
    """Return the entries of what is sown, the unit first where there was none; empty while nothing is."""
    at = answers.day(SOWN)
    if at is None:
        return []
    variety = answers.text("variedad")
    if not variety:
        answers.fault("variedad", answers.gettext("Escriba la variedad, o «criolla»."))
    if place.area_m2 is None:
        sentence = answers.gettext("Para anotar la siembra hace falta saber cuántas hectáreas son.")
        answers.fault("hectareas", sentence)
    area, new = place.area_m2 or Decimal(1), _new_unit(answers, place)
    unit = new.unit if new else _unit(answers)
    if unit is None:
        return []
    sown = Sown(
        unit, answers.choice("cultivo") or CROPS[0], variety, area, days_to_maturity=answers.whole(MATURITY)
    )
    return [*([Said("unit", new, answers.words.now)] if new else []), Said("sowing", sown, at)]


def _unit(answers: Answers) -> str | None:
    """Return the unit that is there already; where several are and none was chosen it is a fault."""
    units = _units(answers, picked(answers))
    if len(units) == 1:
        return units[0].slug
    if not answers.choice("unidad"):
        answers.fault("unidad", answers.gettext("Elija la unidad."))
        return None
    return answers.choice("unidad")


def _new_unit(answers: Answers, place: PlaceRegistered) -> UnitRegistered | None:
    """Return the unit that is registered with the field, None where there is one already."""
    if _units(answers, picked(answers)):
        return None
    firm = answers.choice("empresa")
    if not firm:
        answers.fault("empresa", answers.gettext("Elija la empresa que lo trabaja."))
        return None
    known = set(answers.visit.station.production.registers().units)
    name = place.name or f"Lote {place.number}"
    return UnitRegistered(
        slug_of(name, known), firm, place.place, name, place.area_m2 or Decimal(1), "declared"
    )


def sown_follows(answers: Answers) -> Sequence[str]:
    """Return what is registered beside the sowing."""
    if answers.day(SOWN) is None or _units(answers, picked(answers)):
        return ()
    firms = answers.visit.station.production.registers().enterprises
    firm = firms.get(answers.choice("empresa"))
    if firm is None:
        return ()
    return (answers.gettext("Se anota también su unidad de producción, de %(name)s.") % {"name": firm.name},)
