"""What the book says of production, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from dashboard.dependencies import Visit
from dashboard.forms.registers import FORMS, METHODS
from dashboard.naming import product
from dashboard.production.cycles import Cycle, cycles, units
from dashboard.production.grain import comparable_kg
from dashboard.telling.told import Told
from dashboard.units import FINGERLINGS, GRAMS, HECTARES, KILOS
from gateway.domain.entries import (
    Body,
    CouncilRegistered,
    EnterpriseRegistered,
    Entry,
    Harvested,
    Sown,
    Stocked,
    UnitRegistered,
)

M2_IN_A_HECTARE: Final = 10_000


def _harvest(visit: Visit, _entry: Entry, body: Harvested) -> Told:
    _, words = visit.language.gettext, visit.words
    cycle = _cycle(visit, body.cycle)
    kilos = KILOS.figure(body.kg, words)
    title = (
        kilos
        if cycle is None
        else _("%(amount)s de %(product)s")
        % {
            "amount": kilos,
            "product": product(cycle),
        }
    )
    return Told(
        title,
        tuple(one for one in (*_basis(visit, body), *_size(visit, body), _complete(visit, body)) if one),
        aloud=KILOS.aloud(body.kg, words),
        place=None if cycle is None else cycle.place,
        unit=None if cycle is None else cycle.unit.slug,
        is_precise=False,
    )


def _basis(visit: Visit, body: Harvested) -> list[str]:
    """Return how the kilos are known, and what they are at the commune's base."""
    _, words = visit.language.gettext, visit.words
    quality = {
        "weighed": _("pesado en romana"),
        "counted": _("contado"),
        "estimated": _("calculado a ojo, sin pesar"),
    }[body.quality]
    if body.moisture is None:
        return [quality]
    wet = _("al %(moisture)s de humedad") % {"moisture": f"{words.amount(body.moisture)} %"}
    if body.impurity is not None:
        impurity = f"{words.amount(body.impurity)} %"
        wet = f"{wet} {_('y %(impurity)s de impureza') % {'impurity': impurity}}"
    found, dry = [f"{quality}, {wet}"], comparable_kg(body)
    if dry is not None and body.base_moisture is not None and body.base_impurity is not None:
        sentence = _("%(kilos)s kilos al %(moisture)s de humedad y %(impurity)s de impureza")
        found.append(
            sentence
            % {
                "kilos": words.number(dry),
                "moisture": f"{words.amount(body.base_moisture)} %",
                "impurity": f"{words.amount(body.base_impurity)} %",
            }
        )
    return found


def _size(visit: Visit, body: Harvested) -> list[str]:
    language, words = visit.language, visit.words
    found = []
    if body.fish is not None:
        sentence = language.ngettext("%(count)s pez contado", "%(count)s peces contados", body.fish)
        found.append(sentence % {"count": words.number(body.fish)})
    if body.area_m2 is not None:
        area = words.amount(body.area_m2 / M2_IN_A_HECTARE)
        found.append(language.gettext("en %(area)s hectáreas") % {"area": area})
    return found


def _complete(visit: Visit, body: Harvested) -> str:
    if body.complete:
        return visit.language.gettext("Se cosechó todo: el ciclo terminó.")
    return visit.language.gettext("Se cosechó una parte: el ciclo sigue.")


def _stocking(visit: Visit, _entry: Entry, body: Stocked) -> Told:
    _, words = visit.language.gettext, visit.words
    fish = Decimal(body.fish)
    title = _("%(amount)s de %(product)s") % {
        "amount": FINGERLINGS.figure(fish, words),
        "product": body.species,
    }
    each = _("de %(weight)s cada uno") % {"weight": GRAMS.figure(body.mean_weight_g, words)}
    return _begun(visit, body, Told(title, (each,), aloud=FINGERLINGS.aloud(fish, words)))


def _sowing(visit: Visit, _entry: Entry, body: Sown) -> Told:
    _, words = visit.language.gettext, visit.words
    hectares = body.area_m2 / M2_IN_A_HECTARE
    area = f"{words.amount(hectares)} {HECTARES.named(hectares, visit.language)}"
    title = _("%(amount)s de %(product)s") % {"amount": area, "product": body.crop}
    variety = _("variedad: %(variety)s") % {"variety": body.variety}
    return _begun(visit, body, Told(title, (variety,), aloud=HECTARES.aloud(hectares, words)))


def _begun(visit: Visit, body: Stocked | Sown, so_far: Told) -> Told:
    unit = next((one for one in units(visit.station.records.book()) if one.slug == body.unit), None)
    plan = visit.language.gettext("Meta: %(kilos)s")
    lines = [] if body.plan_kg is None else [plan % {"kilos": KILOS.figure(body.plan_kg, visit.words)}]
    return Told(
        so_far.title,
        (*so_far.lines, *lines),
        aloud=so_far.aloud,
        place=None if unit is None else unit.place,
        unit=body.unit,
        is_precise=False,
    )


def _enterprise(visit: Visit, _entry: Entry, body: EnterpriseRegistered) -> Told:
    words = {value: word for value, word, _small in FORMS}
    return Told(body.name, (visit.language.gettext(words[body.form]),), is_precise=False)


def _unit(visit: Visit, _entry: Entry, body: UnitRegistered) -> Told:
    area = HECTARES.figure(body.area_m2 / M2_IN_A_HECTARE, visit.words)
    measured = visit.language.gettext(dict(METHODS)[body.area_method])
    lines = (f"{area} · {measured}",)
    return Told(body.name, lines, place=body.place, unit=body.unit, is_precise=False)


def _council(visit: Visit, _entry: Entry, body: CouncilRegistered) -> Told:
    language, words = visit.language, visit.words
    lines = []
    if body.families is not None:
        sentence = language.ngettext("%(count)s familia", "%(count)s familias", body.families)
        lines.append(sentence % {"count": words.number(body.families)})
    if body.inhabitants is not None:
        sentence = language.ngettext("%(count)s habitante", "%(count)s habitantes", body.inhabitants)
        lines.append(sentence % {"count": words.number(body.inhabitants)})
    return Told(body.name, tuple(lines), is_precise=False)


def _cycle(visit: Visit, uid: str) -> Cycle | None:
    return next((one for one in cycles(visit.station.records.book()) if one.uid == uid), None)


PRODUCTION: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    Harvested: _harvest,
    Stocked: _stocking,
    Sown: _sowing,
    EnterpriseRegistered: _enterprise,
    UnitRegistered: _unit,
    CouncilRegistered: _council,
}
