"""What the book says of a cycle from its stocking or sowing to its harvest, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from dashboard.production.grain import comparable_kg
from dashboard.telling.naming import cycle_of, note, of_cycle, of_unit, percents, quality, store
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.entries import BRED, SUSPECTED
from dashboard.words.naming import product
from dashboard.words.units import FINGERLINGS, GRAMS, HECTARES, KILOS
from gateway.domain.entries import Body, CycleLost, Entry, Harvested, Sown, Stocked

M2_IN_A_HECTARE: Final = 10_000


def _harvest(visit: Visit, _entry: Entry, body: Harvested) -> Told:
    _, words = visit.language.gettext, visit.words
    cycle = cycle_of(visit, body.cycle)
    title = kilos = KILOS.figure(body.kg, words)
    if cycle is not None:
        title = _("%(amount)s de %(product)s") % {"amount": kilos, "product": product(cycle)}
    lines = (
        *_basis(visit, body),
        *_on_the_scale(visit, body),
        *_size(visit, body),
        *store(visit, body.warehouse),
        *_complete(visit, body),
        *note(visit, body.note),
    )
    said = Told(title, lines, KILOS.aloud(body.kg, words), is_precise=False)
    return of_cycle(visit, body.cycle, said)


def _basis(visit: Visit, body: Harvested) -> list[str]:
    """Return how the kilos are known, and what they are at the commune's base."""
    _, words = visit.language.gettext, visit.words
    known = quality(visit, body.quality)
    if body.moisture is None:
        return [known]
    found = [f"{known}, {percents(visit, body.moisture, body.impurity)}"]
    dry = comparable_kg(body)
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


def _on_the_scale(visit: Visit, body: Harvested) -> list[str]:
    _, words, lines = visit.language.gettext, visit.words, []
    if body.gross_kg is not None and body.tare_kg is not None:
        weighed = {"gross": words.amount(body.gross_kg), "tare": words.amount(body.tare_kg)}
        lines.append(_("peso bruto %(gross)s, tara %(tare)s kilos") % weighed)
    if body.ticket is not None:
        lines.append(_("boleto %(number)s") % {"number": body.ticket})
    return lines


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


def _complete(visit: Visit, body: Harvested) -> list[str]:
    if body.planned:
        return []
    if body.complete:
        return [visit.language.gettext("Se cosechó todo: el ciclo terminó.")]
    return [visit.language.gettext("Se cosechó una parte: el ciclo sigue.")]


def _stocking(visit: Visit, _entry: Entry, body: Stocked) -> Told:
    _, words = visit.language.gettext, visit.words
    fish = Decimal(body.fish)
    title = _("%(amount)s de %(product)s") % {
        "amount": FINGERLINGS.figure(fish, words),
        "product": body.species,
    }
    lines = [_("de %(weight)s cada uno") % {"weight": GRAMS.figure(body.mean_weight_g, words)}]
    if body.dead_in_transport:
        sentence = visit.language.ngettext(
            "%(count)s murió en el transporte", "%(count)s murieron en el transporte", body.dead_in_transport
        )
        lines.append(sentence % {"count": words.number(body.dead_in_transport)})
    return _begun(visit, body, Told(title, tuple(lines), aloud=FINGERLINGS.aloud(fish, words)))


def _sowing(visit: Visit, _entry: Entry, body: Sown) -> Told:
    _, words = visit.language.gettext, visit.words
    hectares = body.area_m2 / M2_IN_A_HECTARE
    title = _("%(amount)s de %(product)s") % {
        "amount": f"{words.amount(hectares)} {HECTARES.named(hectares, visit.language)}",
        "product": body.crop,
    }
    lines = [_("variedad: %(variety)s") % {"variety": body.variety}]
    if body.seed_kg is not None:
        lines.append(_("%(kilos)s de semilla") % {"kilos": KILOS.figure(body.seed_kg, words)})
    if body.days_to_maturity is not None:
        lines.append(_("madura a los %(days)s días") % {"days": body.days_to_maturity})
    aloud = HECTARES.aloud(hectares, words)
    return _begun(visit, body, Told(title, tuple(lines), aloud=aloud))


def _begun(visit: Visit, body: Stocked | Sown, so_far: Told) -> Told:
    _ = visit.language.gettext
    origin = [] if body.origin is None else [_(BRED[body.origin])]
    plan = (
        []
        if body.plan_kg is None
        else [_("Meta: %(kilos)s") % {"kilos": KILOS.figure(body.plan_kg, visit.words)}]
    )
    told = replace(so_far, lines=(*so_far.lines, *origin, *plan), is_precise=False)
    return of_unit(visit, body.unit, told)


def _lost(visit: Visit, _entry: Entry, body: CycleLost) -> Told:
    _ = visit.language.gettext
    suspected = _("Se sospecha: %(what)s") % {"what": _(SUSPECTED[body.suspected])}
    said = Told(_("El ciclo se perdió"), (suspected, *note(visit, body.note)), is_precise=False)
    return of_cycle(visit, body.cycle, said)


CYCLES: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    Harvested: _harvest,
    Stocked: _stocking,
    Sown: _sowing,
    CycleLost: _lost,
}
