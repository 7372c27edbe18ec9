"""What the book registers about production, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from dashboard.telling.naming import hectares, percents
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.entries import COUNTERPARTS, INDICATORS, QUALITIES
from dashboard.words.registers import FORMS, METHODS
from dashboard.words.units import HOURS, KILOS
from gateway.domain.entries import (
    Body,
    CommuneRegistered,
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    EnterpriseRegistered,
    Entry,
    GrainBaseSet,
    MeasureWeighed,
    ProductRegistered,
    ReferenceSet,
    UnitRegistered,
    WarehouseRegistered,
    WorkdaySet,
)


def _commune(visit: Visit, _entry: Entry, body: CommuneRegistered) -> Told:
    _, words = visit.language.gettext, visit.words
    where = ", ".join(one for one in (body.parish, body.municipality, body.state) if one)
    counted = [] if body.counted is None else [words.day(datetime.fromisoformat(body.counted), year=True)]
    source = [] if body.source is None else [_("Fuente: %(source)s") % {"source": body.source}]
    lines = (where, *_people(visit, body), *counted, *source)
    return Told(body.name, tuple(one for one in lines if one), is_precise=False)


def _council(visit: Visit, _entry: Entry, body: CouncilRegistered) -> Told:
    return Told(body.name, (*_people(visit, body), *_dates(visit, body)), is_precise=False)


def _people(visit: Visit, body: CommuneRegistered | CouncilRegistered) -> list[str]:
    language, words = visit.language, visit.words
    lines = []
    if body.families is not None:
        sentence = language.ngettext("%(count)s familia", "%(count)s familias", body.families)
        lines.append(sentence % {"count": words.number(body.families)})
    if body.inhabitants is not None:
        sentence = language.ngettext("%(count)s habitante", "%(count)s habitantes", body.inhabitants)
        lines.append(sentence % {"count": words.number(body.inhabitants)})
    return lines


def _dates(
    visit: Visit,
    body: CouncilRegistered
    | CounterpartRegistered
    | CurrencyRegistered
    | EnterpriseRegistered
    | UnitRegistered
    | WarehouseRegistered,
) -> list[str]:
    """Return from when to when it was so."""
    _, lines = visit.language.gettext, []
    if body.since is not None:
        lines.append(_("desde el %(day)s") % {"day": _day(visit, body.since)})
    if body.until is not None:
        lines.append(_("hasta el %(day)s") % {"day": _day(visit, body.until)})
    return lines


def _day(visit: Visit, at: int) -> str:
    return visit.words.dated(visit.words.local(at).date())


def _enterprise(visit: Visit, _entry: Entry, body: EnterpriseRegistered) -> Told:
    words = {value: word for value, word, _small in FORMS}
    lines = (visit.language.gettext(words[body.form]), *_dates(visit, body))
    return Told(body.name, lines, is_precise=False)


def _unit(visit: Visit, _entry: Entry, body: UnitRegistered) -> Told:
    measured = visit.language.gettext(dict(METHODS)[body.area_method])
    lines = (f"{hectares(visit, body.area_m2)} · {measured}", *_dates(visit, body))
    return Told(body.name, lines, place=body.place, unit=body.unit, is_precise=False)


def _warehouse(visit: Visit, _entry: Entry, body: WarehouseRegistered) -> Told:
    title = visit.language.gettext("Depósito: %(name)s") % {"name": body.name}
    return Told(title, tuple(_dates(visit, body)), enterprise=body.enterprise, is_precise=False)


def _counterpart(visit: Visit, _entry: Entry, body: CounterpartRegistered) -> Told:
    sort = visit.language.gettext(COUNTERPARTS[body.sort])
    return Told(body.name, (sort, *_dates(visit, body)), is_precise=False)


def _product(visit: Visit, _entry: Entry, body: ProductRegistered) -> Told:
    _ = visit.language.gettext
    measure = {
        "kg": _("se cuenta en kilos"),
        "L": _("se cuenta en litros"),
        "count": _("se cuenta por unidad"),
    }
    lines = [measure[body.measure]]
    if body.is_grain:
        lines.append(_("Es grano: sus kilos llevan humedad e impureza."))
    return Told(_("Producto: %(name)s") % {"name": body.name}, tuple(lines), is_precise=False)


def _measure(visit: Visit, _entry: Entry, body: MeasureWeighed) -> Told:
    _, words = visit.language.gettext, visit.words
    of = visit.station.production.registers().name_of(body.of)
    title = _("1 %(measure)s de %(product)s pesa %(kilos)s") % {
        "measure": body.name.lower(),
        "product": of,
        "kilos": KILOS.figure(body.kg, words),
    }
    lines = [_(QUALITIES[body.quality])]
    if body.samples is not None:
        sentence = visit.language.ngettext("se pesó %(count)s", "se pesaron %(count)s", body.samples)
        lines.append(sentence % {"count": words.number(body.samples)})
    if body.source is not None:
        lines.append(_("Fuente: %(source)s") % {"source": body.source})
    return Told(title, tuple(lines), KILOS.aloud(body.kg, words), is_precise=False)


def _grain_base(visit: Visit, _entry: Entry, body: GrainBaseSet) -> Told:
    _ = visit.language.gettext
    name = _("todos los granos")
    if body.product is not None:
        name = visit.station.production.registers().name_of(body.product)
    title = _("Base de %(product)s: %(base)s") % {
        "product": name,
        "base": percents(visit, body.moisture, body.impurity),
    }
    return Told(title, (_("Fuente: %(source)s") % {"source": body.source},), is_precise=False)


def _workday(visit: Visit, _entry: Entry, body: WorkdaySet) -> Told:
    _, words = visit.language.gettext, visit.words
    title = _("Una jornada son %(hours)s") % {"hours": HOURS.figure(body.hours, words)}
    source = _("Fuente: %(source)s") % {"source": body.source}
    return Told(title, (source,), HOURS.aloud(body.hours, words), is_precise=False)


def _currency(visit: Visit, _entry: Entry, body: CurrencyRegistered) -> Told:
    title = visit.language.gettext("Moneda: %(name)s") % {"name": body.name}
    return Told(title, (body.currency, *_dates(visit, body)), is_precise=False)


def _reference(visit: Visit, _entry: Entry, body: ReferenceSet) -> Told:
    _, words = visit.language.gettext, visit.words
    title = _("Rango de referencia de %(product)s: %(indicator)s, de %(least)s a %(most)s") % {
        "product": visit.station.production.registers().name_of(body.product),
        "indicator": _(INDICATORS[body.indicator]),
        "least": words.amount(body.least),
        "most": words.amount(body.most),
    }
    comparable = _("comparable con lo nuestro") if body.comparable else _("no es comparable con lo nuestro")
    year = [] if body.year is None else [str(body.year)]
    source = _("Fuente: %(source)s") % {"source": body.source}
    return Told(title, (body.basis, *year, source, comparable), is_precise=False)


REGISTERS: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    CommuneRegistered: _commune,
    CouncilRegistered: _council,
    CounterpartRegistered: _counterpart,
    CurrencyRegistered: _currency,
    EnterpriseRegistered: _enterprise,
    GrainBaseSet: _grain_base,
    MeasureWeighed: _measure,
    ProductRegistered: _product,
    ReferenceSet: _reference,
    UnitRegistered: _unit,
    WarehouseRegistered: _warehouse,
    WorkdaySet: _workday,
}
