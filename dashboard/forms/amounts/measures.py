"""By which local measures something is told, and what so many of them weigh."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.asks import Option
from dashboard.production.registers import BookRegisters
from dashboard.words.language import N_

KILOS: Final = "kg"
"""No local measure: what a scale says."""
USUAL: Final = (("tobo", N_("tobo")), ("saco", N_("saco")))
"""What is always offered, weighed or not."""
VOWELS: Final = "aeiouáéó"


def measure_options(asking: Asking) -> list[Option]:
    """Return kilos, then the measures that the commune registered or always uses."""
    _ = asking.gettext
    found = {slug: _(word) for slug, word in USUAL} | _registered(asking.visit.station.production.registers())
    kilos = Option(KILOS, _("Kilos"), _("se pesó, o se sabe"))
    return [kilos, *(Option(slug, several(name, Decimal(2)).capitalize()) for slug, name in found.items())]


def measure_name(asking: Asking, slug: str) -> str:
    """Return how a measure is called; one that nobody registered keeps its short name."""
    usual = {one: asking.gettext(word) for one, word in USUAL}
    return (usual | _registered(asking.visit.station.production.registers())).get(slug, slug)


def several(name: str, count: Decimal) -> str:
    """Return the name of a measure after a number: "un tobo", "tres tobos"; a longer name stays as it is."""
    if count == 1 or " " in name:
        return name
    return f"{name}s" if name[-1:] in VOWELS else f"{name}es"


def _registered(registers: BookRegisters) -> dict[str, str]:
    return {one.measure: one.name.lower() for _at, one in registers.measures}
