"""What the book says of what was done and seen during a cycle, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from dashboard.production.growth import mean_weight_g, sampling_range_g
from dashboard.telling.naming import UNITS, note, of_cycle, of_unit, quality
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.entries import ACTIVITIES, CIRCUMSTANCES, FEEDS, GEARS, GOT, INPUTS, PAYS, SUSPECTED
from dashboard.words.units import FISH, GRAMS, HOURS, KILOS, PEOPLE
from gateway.domain.entries import Body, CircumstanceTold, Died, Entry, Fed, InputUsed, Sampled, Worked


def _feeding(visit: Visit, entry: Entry, body: Fed) -> Told:
    _, words = visit.language.gettext, visit.words
    registers = visit.station.production.registers()
    what = _(FEEDS[body.feed]) if body.what is None else registers.name_of(body.what)
    title = _("%(amount)s de %(product)s") % {"amount": _fed(visit, body), "product": what}
    lines = [quality(visit, body.quality)]
    if body.kg is None and body.measure is not None and body.what is not None:
        each = registers.measure_kg(body.measure, of=body.what, at=entry.happened)
        if each is not None:
            kilos = KILOS.figure(((body.count or Decimal(0)) * each).quantize(Decimal("0.1")), words)
            lines.append(_("unos %(kilos)s, por lo que pesa la medida") % {"kilos": kilos})
    if body.protein is not None:
        lines.append(_("%(percent)s de proteína") % {"percent": f"{words.amount(body.protein)} %"})
    aloud = None if body.kg is None else KILOS.aloud(body.kg, words)
    return of_cycle(visit, body.cycle, Told(title, tuple(lines), aloud))


def _fed(visit: Visit, body: Fed) -> str:
    """Return how much was given: in kilos, else in a measure of the commune."""
    if body.kg is not None or body.measure is None:
        return KILOS.figure(body.kg or Decimal(0), visit.words)
    weighed = [
        one for _at, one in visit.station.production.registers().measures if one.measure == body.measure
    ]
    name = weighed[-1].name.lower() if weighed else body.measure
    return f"{visit.words.amount(body.count or Decimal(0))} × {name}"


def _sampling(visit: Visit, _entry: Entry, body: Sampled) -> Told:
    _, words = visit.language.gettext, visit.words
    mean, between = mean_weight_g(body.total_g, body.fish), sampling_range_g(body.total_g, body.fish)
    title = _("Muestreo: %(fish)s, peso medio %(grams)s") % {
        "fish": FISH.figure(Decimal(body.fish), words),
        "grams": GRAMS.figure(mean, words),
    }
    range_line = _("En todo el estanque el peso medio está más o menos entre %(least)s y %(most)s gramos.")
    lines = [range_line % {"least": words.number(between.low), "most": words.number(between.high)}]
    if body.least_g is not None and body.most_g is not None:
        both = {"least": words.amount(body.least_g), "most": words.amount(body.most_g)}
        lines.append(_("el más liviano %(least)s, el más pesado %(most)s gramos") % both)
    if body.gear is not None:
        lines.append(_(GEARS[body.gear]))
    return of_cycle(visit, body.cycle, Told(title, tuple(lines)))


def _deaths(visit: Visit, _entry: Entry, body: Died) -> Told:
    _, words = visit.language.gettext, visit.words
    sentence = visit.language.ngettext("%(count)s pez muerto", "%(count)s peces muertos", body.fish)
    lines = [quality(visit, body.quality)]
    if body.suspected is not None:
        lines.append(_("Se sospecha: %(what)s") % {"what": _(SUSPECTED[body.suspected])})
    title = sentence % {"count": words.number(body.fish)}
    return of_cycle(visit, body.cycle, Told(title, tuple(lines), FISH.aloud(Decimal(body.fish), words)))


def _input(visit: Visit, _entry: Entry, body: InputUsed) -> Told:
    _, words = visit.language.gettext, visit.words
    unit = UNITS[body.measure]
    title = _("%(amount)s de %(product)s") % {
        "amount": unit.figure(body.amount, words),
        "product": visit.station.production.registers().name_of(body.input),
    }
    lines = [_(INPUTS[body.sort])]
    if body.nitrogen_kg is not None:
        lines.append(_("%(kilos)s de nitrógeno") % {"kilos": KILOS.figure(body.nitrogen_kg, words)})
    if body.origin is not None:
        lines.append(_(GOT[body.origin]))
    return of_unit(visit, body.unit, Told(title, tuple(lines), unit.aloud(body.amount, words)))


def _work(visit: Visit, _entry: Entry, body: Worked) -> Told:
    _, words = visit.language.gettext, visit.words
    people = Decimal(body.people)
    title = _("%(activity)s: %(people)s, %(hours)s cada una") % {
        "activity": _(ACTIVITIES[body.activity]).capitalize(),
        "people": PEOPLE.figure(people, words),
        "hours": HOURS.figure(body.hours, words),
    }
    together = _("%(hours)s de trabajo en total") % {"hours": HOURS.figure(people * body.hours, words)}
    told = Told(title, (_(PAYS[body.pay]), together, *_who_worked(visit, body)), PEOPLE.aloud(people, words))
    return of_unit(visit, body.unit, told)


def _who_worked(visit: Visit, body: Worked) -> list[str]:
    language, words = visit.language, visit.words
    women, men, young = body.women or 0, body.men or 0, body.young or 0
    said = (
        (women, language.ngettext("%(count)s mujer", "%(count)s mujeres", women)),
        (men, language.ngettext("%(count)s hombre", "%(count)s hombres", men)),
        (young, language.ngettext("%(count)s joven", "%(count)s jóvenes", young)),
    )
    found = [sentence % {"count": words.number(count)} for count, sentence in said if count]
    return [", ".join(found)] if found else []


def _circumstance(visit: Visit, _entry: Entry, body: CircumstanceTold) -> Told:
    _, words = visit.language.gettext, visit.words
    what = {"what": _(CIRCUMSTANCES[body.what]).capitalize()}
    title = _("%(what)s: no hubo") % what if body.was == "none" else _("%(what)s: sí hubo") % what
    lines = []
    if body.percent is not None:
        hit = f"{words.amount(body.percent)} %"
        lines.append(_("más o menos el %(percent)s dañado, a ojo") % {"percent": hit})
    if body.days is not None:
        sentence = visit.language.ngettext("durante %(count)s día", "durante %(count)s días", body.days)
        lines.append(sentence % {"count": words.number(body.days)})
    told = Told(title, (*lines, *note(visit, body.note)), is_precise=False)
    return of_cycle(visit, body.cycle, told)


TENDING: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    Fed: _feeding,
    Sampled: _sampling,
    Died: _deaths,
    InputUsed: _input,
    Worked: _work,
    CircumstanceTold: _circumstance,
}
