"""Who records the production of a unit: its own people, and the spokespersons of its enterprise."""

from __future__ import annotations

from dashboard.production.cycles import Unit
from dashboard.production.registers import BookRegisters
from dashboard.words.language import Language
from gateway.people import Person


def units_of(person: Person | None, registers: BookRegisters) -> list[Unit]:
    """Return the units whose production a person records: theirs, a spokesperson also the enterprise's.

    While nobody has signed in it is every unit: nothing is recorded before they do, and what was typed
    in a session that ended stays on the screen.
    """
    every = list(registers.units.values())
    if person is None:
        return every
    own = {one.slug for one in every if one.slug in person.units}
    speaks_for = (
        {one.enterprise for one in every if one.slug in own} if "eps_spokesperson" in person.roles else set()
    )
    works = bool({"team", "grower"} & set(person.roles))
    return [one for one in every if one.enterprise in speaks_for or (works and one.slug in own)]


def who_may(unit: Unit, registers: BookRegisters, language: Language) -> str:
    """Return who records the production of a unit, as a sentence."""
    owner = registers.enterprises.get(unit.enterprise)
    if owner is None:
        return language.gettext("Esto lo anota el equipo de %(unit)s. Pídaselo.") % {"unit": unit.name}
    return language.gettext(
        "Esto lo anota el equipo de %(unit)s, o la vocería de %(enterprise)s. Pídaselo."
    ) % {"unit": unit.name, "enterprise": owner.name}
