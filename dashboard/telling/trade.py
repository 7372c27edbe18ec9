"""What the book says of where a product went, and of money, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dashboard.login.rights import Right
from dashboard.telling.naming import note, percents, product_named, quality, receiver, store, unit_of
from dashboard.telling.parliament import agreement_named, fund_names
from dashboard.telling.told import Told
from dashboard.telling.weighings import two_weighings, weighed
from dashboard.visit.given import Visit
from dashboard.words.accounts import LOSSES, MONEY
from dashboard.words.entries import TO
from gateway.domain.entries import (
    Body,
    Delivered,
    DeliveryConfirmed,
    Entry,
    MoneyMoved,
    StockLost,
    Weighing,
)
from gateway.domain.goods import Base


def base_of(body: Delivered | StockLost) -> Base | None:
    """Return the base that an entry was written with, None where it has none."""
    if body.base_moisture is None or body.base_impurity is None:
        return None
    return Base(body.base_moisture, body.base_impurity)


def both_weighings(visit: Visit, body: Delivered, theirs: Weighing) -> tuple[str, ...]:
    """Return what both scales said of a delivery, and how far they are apart."""
    return two_weighings(body.ours, theirs, base=base_of(body), words=visit.words)


def _delivery(visit: Visit, _entry: Entry, body: Delivered) -> Told:
    _, words = visit.language.gettext, visit.words
    unit = unit_of(visit, body.product)
    title = _("%(amount)s de %(product)s") % {
        "amount": unit.figure(body.ours.kg, words),
        "product": product_named(visit, body.product, body.cycle),
    }
    to = receiver(visit, body)
    lines = (
        _(TO[body.destination]) + (f": {to}" if to else ""),
        *_weighed(visit, body),
        *_shared(visit, body),
        *_papers(visit, body),
        *store(visit, body.warehouse),
        *note(visit, body.note),
    )
    aloud = unit.aloud(body.ours.kg, words)
    return Told(title, lines, aloud, enterprise=body.enterprise, is_precise=False)


def _weighed(visit: Visit, body: Delivered) -> tuple[str, ...]:
    known = quality(visit, body.quality)
    if body.theirs is not None:
        return (known, *both_weighings(visit, body, body.theirs))
    wet = percents(visit, body.ours.moisture, body.ours.impurity)
    ticket = visit.language.gettext("boleto %(number)s")
    lines = [f"{known}, {wet}" if wet else known]
    return (*lines, *([] if body.ours.ticket is None else [ticket % {"number": body.ours.ticket}]))


def _shared(visit: Visit, body: Delivered) -> list[str]:
    """Return among whom it was shared out, and what came back for it."""
    _, words, lines = visit.language.gettext, visit.words, []
    if body.families is not None:
        sentence = visit.language.ngettext(
            "repartido a %(count)s familia", "repartido entre %(count)s familias", body.families
        )
        lines.append(sentence % {"count": words.number(body.families)})
    for one in body.goods:
        values = {
            "amount": unit_of(visit, one.product).figure(one.amount, words),
            "product": product_named(visit, one.product),
        }
        lines.append(_("A cambio: %(amount)s de %(product)s") % values)
    if body.price is not None and body.currency is not None and visit.may(Right.SEE_MEMBERS):
        price = {"price": words.money(body.price, body.currency, decimals=2)}
        lines.append(_("Precio: %(price)s") % price)
    return lines


def _papers(visit: Visit, body: Delivered) -> list[str]:
    _, lines = visit.language.gettext, []
    if body.guide is not None:
        lines.append(_("guía %(number)s") % {"number": body.guide})
    if body.exchange is not None:
        lines.append(_("intercambio %(number)s") % {"number": body.exchange})
    return lines


def _confirmation(visit: Visit, _entry: Entry, body: DeliveryConfirmed) -> Told:
    _, of = visit.language.gettext, visit.station.journal.entry(body.delivery)
    title = _("Entrega confirmada por quien recibió")
    if of is None or not isinstance(of.body, Delivered):
        return Told(title)
    lines: list[str] = []
    theirs = body.theirs or of.body.theirs
    if theirs is not None:
        lines = list(both_weighings(visit, of.body, theirs))
    else:
        ours = weighed(of.body.ours, visit.words)
        lines = [_("Nuestra romana: %(weighed)s") % {"weighed": ours}, _("Quien recibió no la pesó.")]
    asserted = _("Entrega del asiento nº %(number)s del libro") % {"number": visit.words.number(of.number)}
    return Told(title, (asserted, *lines), enterprise=of.body.enterprise, is_precise=False)


def _stock_loss(visit: Visit, _entry: Entry, body: StockLost) -> Told:
    _, words = visit.language.gettext, visit.words
    unit = unit_of(visit, body.product)
    title = _("Merma: %(amount)s de %(product)s") % {
        "amount": unit.figure(body.weighed.kg, words),
        "product": product_named(visit, body.product),
    }
    wet = percents(visit, body.weighed.moisture, body.weighed.impurity)
    known = quality(visit, body.quality)
    lines = (
        _(LOSSES[body.lost_to]),
        f"{known}, {wet}" if wet else known,
        *store(visit, body.warehouse),
        *note(visit, body.note),
    )
    aloud = unit.aloud(body.weighed.kg, words)
    return Told(title, lines, aloud, enterprise=body.enterprise, is_precise=False)


def _money(visit: Visit, _entry: Entry, body: MoneyMoved) -> Told:
    _, words = visit.language.gettext, visit.words
    if not visit.may(Right.SEE_MEMBERS):
        line = _("Lo leen solo quienes entran con su PIN.")
        return Told(_("Un movimiento de dinero"), (line,), enterprise=body.enterprise, is_precise=False)
    amount = {"amount": words.money(body.amount, body.currency, decimals=2)}
    title = _("Entraron %(amount)s") % amount if body.direction == "in" else _("Salieron %(amount)s") % amount
    lines = [_(MONEY[body.sort])]
    if body.voucher is not None:
        lines.append(_("comprobante %(number)s") % {"number": body.voucher})
    if body.decision is not None:
        lines.append(_("acta %(number)s") % {"number": body.decision})
    if body.agreed is not None:
        lines.append(_("acuerdo: %(agreed)s") % {"agreed": agreement_named(visit, body.agreed)})
    if body.fund is not None:
        lines.append(_("del fondo: %(fund)s") % {"fund": fund_names(visit).get(body.fund, body.fund)})
    return Told(title, tuple(lines), enterprise=body.enterprise, is_precise=False)


TRADE: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    Delivered: _delivery,
    DeliveryConfirmed: _confirmation,
    StockLost: _stock_loss,
    MoneyMoved: _money,
}
