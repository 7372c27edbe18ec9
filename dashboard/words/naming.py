"""How places, units and cycles are called in a sentence of the visitor's language."""

from __future__ import annotations

from dashboard.production.cycles import Cycle
from dashboard.words.language import Language
from dashboard.words.written import NARROW, Words
from gateway.domain.places import Place


def place_name(language: Language, place: Place) -> str:
    """Return what stands on a place's stake, as "Estanque 3"."""
    sort = language.gettext("Estanque") if place.sort == "pond" else language.gettext("Lote")
    return f"{sort} {place.number}"


def own_name(language: Language, place: Place) -> str:
    """Return the name that people gave to a place, empty where that is only its number again."""
    plain = place_name(language, place).casefold()
    return "" if place.name.replace(NARROW, " ").casefold() == plain else place.name


def full_name(language: Language, place: Place) -> str:
    """Return both, as "Estanque 3 · Las Garzas"."""
    own = own_name(language, place)
    return f"{place_name(language, place)} · {own}" if own else place_name(language, place)


def pump_name(language: Language, slug: str) -> str:
    """Return how a pump is called: "bomba 2" of `bomba-2`, else its short name in words."""
    sort, _dash, number = slug.rpartition("-")
    if sort == "bomba" and number.isdigit():
        return language.gettext("bomba %(number)s") % {"number": number}
    return slug.replace("-", " ")


def product(cycle: Cycle) -> str:
    """Return what a cycle grows, as "híbrido cachamoto" or "maíz blanco criolla"."""
    if cycle.product == "fish":
        return cycle.variety
    return f"{cycle.product} {cycle.variety}" if cycle.variety else cycle.product


def crop_or_fish(cycle: Cycle) -> str:
    """Return what a cycle grows without its variety, in the words of who began it."""
    return cycle.variety if cycle.product == "fish" else cycle.product


def short_dates(words: Words, cycle: Cycle) -> str:
    """Return from when to when a cycle went, in few words."""
    began = _short(words, cycle.began)
    if cycle.ended is None:
        return words.language.gettext("desde el %(start)s") % {"start": began}
    return words.language.gettext("%(start)s a %(end)s") % {"start": began, "end": _short(words, cycle.ended)}


def _short(words: Words, at: int) -> str:
    day = words.local(at).date()
    return f"{day.day} {words.month(day)} {day.year}"
