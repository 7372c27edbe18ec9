"""Amounts, days and goods as they stand in the sentences of a point."""

from __future__ import annotations

from decimal import Decimal

from dashboard.telling.naming import UNITS, percents, product_named, unit_of
from dashboard.visit.given import Visit
from dashboard.words.units import KILOS
from gateway.domain.entries import Delivered
from gateway.domain.goods import Good


def days(visit: Visit, count: int) -> str:
    """Return a number of days, as "12 días"."""
    return visit.language.ngettext("%(count)s día", "%(count)s días", count) % {
        "count": visit.words.number(count)
    }


def dated(visit: Visit, at: int) -> str:
    """Return a day, with its year where that is not this one."""
    day = visit.words.local(at).date()
    return visit.words.dated(day, year=day.year != visit.words.today.year)


def amount_of(visit: Visit, body: Delivered) -> str:
    """Return what was delivered, as "300 kilos de maíz (al 14 % de humedad y 2 % de impureza)"."""
    amount = unit_of(visit, body.product).figure(body.ours.kg, visit.words)
    product = product_named(visit, body.product, body.cycle)
    said = visit.language.gettext("%(amount)s de %(product)s") % {"amount": amount, "product": product}
    state = percents(visit, body.ours.moisture, body.ours.impurity)
    return f"{said} ({state})" if state else said


def good_named(visit: Visit, good: Good) -> str:
    """Return how a good is called, with its base, as "maíz (al 14 % de humedad y 2 % de impureza)"."""
    name = product_named(visit, good.item)
    if good.base is None:
        return name
    return f"{name} ({percents(visit, good.base.moisture, good.base.impurity)})"


def amount(visit: Visit, good: Good, value: Decimal) -> str:
    """Return so much of a good without its name, as "40 kilos"."""
    return UNITS.get(good.measure, KILOS).figure(value, visit.words)
