"""What entries of the book name, as people call it: units, products, who received, what a measure is."""

from __future__ import annotations

from decimal import Decimal

from dashboard.login.rights import Right
from dashboard.production.cycles import Cycle
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.entries import QUALITIES
from dashboard.words.naming import crop_or_fish, product
from dashboard.words.units import HECTARES, KILOS, LITRES, PIECES, SACKS, Unit
from gateway.domain.entries import Delivered
from gateway.domain.goods import product_key

M2_IN_A_HECTARE = 10_000
UNITS = {"kg": KILOS, "L": LITRES, "count": PIECES, "sack": SACKS}


def cycle_of(visit: Visit, uid: str) -> Cycle | None:
    """Return the cycle of an entry, None where it is only planned or was taken back."""
    return visit.station.production.cycle(uid)


def of_cycle(visit: Visit, uid: str, said: Told) -> Told:
    """Return what is told of an entry, with the unit and the place of its cycle."""
    cycle = cycle_of(visit, uid)
    if cycle is None:
        return said
    return Told(
        said.title,
        said.lines,
        said.aloud,
        place=cycle.place,
        unit=cycle.unit.slug,
        is_precise=said.is_precise,
    )


def of_unit(visit: Visit, slug: str, said: Told) -> Told:
    """Return what is told of an entry, with its unit and that unit's place."""
    unit = visit.station.production.registers().units.get(slug)
    place = None if unit is None else unit.place
    return Told(said.title, said.lines, said.aloud, place=place, unit=slug, is_precise=said.is_precise)


def product_named(visit: Visit, key: str, cycle: str | None = None) -> str:
    """Return how people call a product: as it is registered, else as its cycle calls it, else its key."""
    registers = visit.station.production.registers()
    if key in registers.products:
        return registers.name_of(key)
    begun = None if cycle is None else cycle_of(visit, cycle)
    if begun is not None and key in (product_key(begun.product), product_key(begun.variety)):
        return product(begun)
    grown = next((one for one in visit.station.production.cycles() if one.key == key), None)
    return registers.name_of(key) if grown is None else crop_or_fish(grown)


def unit_of(visit: Visit, key: str) -> Unit:
    """Return the unit in which a product is counted; kilos where nobody registered it."""
    found = visit.station.production.registers().products.get(key)
    return KILOS if found is None else UNITS[found.measure]


def receiver(visit: Visit, body: Delivered) -> str:
    """Return the name of who received a delivery, empty where it names nobody."""
    registers, to = visit.station.production.registers(), body.to
    if to is None:
        return ""
    if body.destination == "community":
        return registers.councils[to].name if to in registers.councils else to
    if body.destination == "processing":
        return registers.enterprises[to].name if to in registers.enterprises else to
    return registers.counterparts[to].name if to in registers.counterparts else to


def store(visit: Visit, slug: str | None) -> list[str]:
    """Return the line about a store, for members alone: others need not know what lies where."""
    if slug is None or not visit.may(Right.SEE_MEMBERS):
        return []
    found = visit.station.production.registers().warehouses.get(slug)
    name = slug if found is None else found.name
    return [visit.language.gettext("depósito: %(name)s") % {"name": name}]


def quality(visit: Visit, said: str) -> str:
    """Return how an amount is known, in words."""
    return visit.language.gettext(QUALITIES[said])


def hectares(visit: Visit, area_m2: Decimal) -> str:
    """Return an area, as "3,2 ha"."""
    return HECTARES.figure(area_m2 / M2_IN_A_HECTARE, visit.words)


def note(visit: Visit, salted_hash: str | None) -> list[str]:
    """Return the lines of a free text, which members alone read."""
    if salted_hash is None:
        return []
    if not visit.may(Right.SEE_MEMBERS):
        return [visit.language.gettext("Lleva una nota; la leen solo quienes entran con su PIN.")]
    text = visit.station.journal.text(salted_hash)
    return [visit.language.gettext("La nota fue retirada.")] if text is None else text.splitlines()


def percents(visit: Visit, moisture: Decimal | None, impurity: Decimal | None) -> str:
    """Return the state of grain, as "al 22 % de humedad y 3 % de impureza"; empty where nobody measured."""
    _, words = visit.language.gettext, visit.words
    if moisture is None:
        return ""
    found = _("al %(moisture)s de humedad") % {"moisture": f"{words.amount(moisture)} %"}
    if impurity is None:
        return found
    return f"{found} {_('y %(impurity)s de impureza') % {'impurity': f'{words.amount(impurity)} %'}}"
