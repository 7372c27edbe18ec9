"""The first question of many forms: at which unit of production it was, of those that one records."""

from __future__ import annotations

from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Option, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.forms.where.belonging import units_of, who_may
from dashboard.production.cycles import Unit
from dashboard.words.naming import full_name
from gateway.domain.places import Place
from gateway.journal.in_force import holds

UNIT: Final = "unidad"


def pick_unit(asking: Asking, ask: str) -> Pick:
    """Return the question which unit, of those that the visitor records.

    Raises:
        NothingToAskError: There is none, or another person records the one that was asked for.
    """
    _, registers = asking.gettext, asking.visit.station.production.registers()
    if not registers.units:
        raise NothingToAskError(
            _("Anote primero la unidad de producción donde se trabaja."),
            href="/anotar/unidad",
            word=_("Anotar una unidad"),
        )
    own = own_units(asking)
    asked = registers.units.get(asking.written.get(UNIT, ""))
    if asked is not None and asked not in [unit for unit, _place in own]:
        raise NothingToAskError(_refusal(asking, asked), href="/anotar", word=_("Anotar otra cosa"))
    if not own:
        raise NothingToAskError(
            _("Usted no está en ninguna unidad. Esto lo anota su equipo, o la vocería de su EPS."),
            href="/anotar",
            word=_("Anotar otra cosa"),
        )
    options = [Option(unit.slug, unit.name, full_name(asking.visit.language, place)) for unit, place in own]
    return Pick(UNIT, ask, options, missing=_("Elija la unidad."))


def _refusal(asking: Asking, asked: Unit) -> str:
    registers = asking.visit.station.production.registers()
    if asked in units_of(asking.visit.member, registers):
        return asking.gettext("%(unit)s ya no trabaja.") % {"unit": asked.name}
    return who_may(asked, registers, asking.visit.language)


def own_units(asking: Asking) -> list[tuple[Unit, Place]]:
    """Return the units that the visitor records and that still work, each with its place."""
    return [
        (unit, place)
        for unit in units_of(asking.visit.member, asking.visit.station.production.registers())
        if holds(unit.since, unit.until, at=asking.words.now)
        and (place := asking.visit.registered.place(unit.place)) is not None
    ]


def unit_written(asking: Asking) -> tuple[Unit, Place] | None:
    """Return the unit that was picked with its place, None while none was."""
    return next((one for one in own_units(asking) if one[0].slug == asking.written.get(UNIT)), None)


def check_recorder(answers: Answers, unit: Unit) -> None:
    """Add a fault where the name that was tapped is not of who records a unit."""
    person = answers.visit.station.people.person(answers.tapped) if answers.tapped else None
    registers = answers.visit.station.production.registers()
    if person is not None and unit not in units_of(person, registers):
        answers.fault("anota", who_may(unit, registers, answers.visit.language))
