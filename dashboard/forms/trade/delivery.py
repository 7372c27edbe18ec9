"""The form of a delivery: a product leaves an enterprise, with what both scales said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.amounts.currencies import price_asks
from dashboard.forms.amounts.grain import grain_asks
from dashboard.forms.amounts.weighing import AMOUNT_RANGE, quality_ask, tare_ask, ticket_ask
from dashboard.forms.amounts.weighing import KILOS as AMOUNT
from dashboard.forms.answers import Asking
from dashboard.forms.asks import Ask, Moment, Number, Range, Shown, Text, Turn
from dashboard.forms.declared import FormKind
from dashboard.forms.planning import open_plans, says_a_plan
from dashboard.forms.trade.delivery_said import again, doubts, follows, says
from dashboard.forms.trade.received import back_asks, theirs_asks
from dashboard.forms.trade.receivers import (
    destination_written,
    is_answered,
    pick_destination,
    pick_receiver,
)
from dashboard.forms.trade.stock import is_kept_as_grain, pick_product, product_written, products
from dashboard.forms.where.enterprises import ENTERPRISE, enterprise_written, own_enterprises, pick_enterprise
from dashboard.forms.where.warehouses import warehouse_asks
from dashboard.login.rights import Right
from dashboard.telling.naming import unit_of
from dashboard.words.language import N_
from dashboard.words.units import FAMILIES, KILOS
from gateway.domain.entries import Destination

FAMILIES_RANGE: Final = Range(Decimal(1), Decimal(100_000))
MOST_ON_A_SCREEN: Final = 8
BY_MONEY: Final[frozenset[Destination]] = frozenset({"state_mill", "private_mill", "sale", "processing"})
"""Where a price is agreed on; an exchange has what came back instead, and what families pay is money."""
ON_THE_ROAD: Final[frozenset[Destination]] = frozenset({"exchange", "state_mill", "private_mill", "sale"})
"""What leaves the commune, on a lorry with its tare, its ticket and a paper of the authorities.

A bag that is handed out within the commune has none of them, and the form asks for none.
"""


def _asks(asking: Asking) -> Sequence[Ask]:
    own = own_enterprises(asking)
    enterprise_pick = pick_enterprise(asking, own, refusal=_refusal(asking))
    enterprise = enterprise_written(asking, own)
    if enterprise is None:
        return [enterprise_pick]
    known = products(asking, enterprise.slug)
    product_pick = pick_product(asking, known, asking.gettext("¿Qué se entregó?"))
    product = product_written(asking, known)
    picks = [enterprise_pick, product_pick, pick_destination(asking)]
    destination = destination_written(asking)
    if product is None or destination is None:
        return picks
    receiver = pick_receiver(asking, destination)
    picks += [] if receiver is None else [receiver]
    if not is_answered(asking, destination):
        return picks
    if says_a_plan(asking):
        return [*picks, *_planned(asking, product, destination)]
    must = _first(asking, enterprise.slug, product, destination)
    scales = _of_scales(asking, enterprise.slug, product, destination)
    papers = _of_papers(asking, enterprise.slug, destination)
    # Beside them stand who said it and, where there are plans, which one it carries out.
    room = MOST_ON_A_SCREEN - (2 if open_plans(DELIVERY, asking) else 1)
    return [*picks, *_on_screens(must, scales, papers, room=room)]


def _refusal(asking: Asking) -> str:
    return asking.gettext("La entrega la anota el equipo de una unidad de esa EPS, o su vocería. Pídaselo.")


def _planned(asking: Asking, product: str, destination: Destination) -> list[Ask]:
    """Return what a plan says: how much, for when, for how many and at what price."""
    _ = asking.gettext
    return [
        Number(
            name=AMOUNT,
            ask=_("¿Cuánto se piensa entregar?"),
            unit=unit_of(asking.visit, product),
            within=AMOUNT_RANGE,
            missing=_("Escriba cuánto se piensa entregar."),
        ),
        *(_shared(asking) if destination == "community" else []),
        *(price_asks(asking, _("¿Cuánto pagan?")) if destination in BY_MONEY else []),
        Moment(name="cuando", ask=_("¿Cuándo fue?"), is_precise=False),
    ]


def _first(asking: Asking, enterprise: str, product: str, destination: Destination) -> list[Ask]:
    """Return what must be answered, and what belongs beside it."""
    _, unit = asking.gettext, unit_of(asking.visit, product)
    is_weighed = unit is KILOS
    return [
        Number(
            name=AMOUNT,
            ask=_("¿Cuántos kilos salieron?") if is_weighed else _("¿Cuánto salió?"),
            unit=unit,
            within=AMOUNT_RANGE,
            hint=_("lo que dijo nuestra romana") if is_weighed else "",
            missing=_("Escriba cuánto se entregó."),
        ),
        *([tare_ask(asking)] if is_weighed and destination in ON_THE_ROAD else []),
        quality_ask(asking, is_weighed=is_weighed),
        *(grain_asks(asking, product) if is_kept_as_grain(asking, enterprise, product) else []),
        *(_shared(asking) if destination == "community" else []),
        *(back_asks(asking, within=AMOUNT_RANGE) if destination == "exchange" else []),
        Moment(name="cuando", ask=_("¿Cuándo fue?"), is_precise=False),
    ]


def _shared(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    return [
        Number(
            name="familias",
            ask=_("¿Entre cuántas familias se repartió?"),
            unit=FAMILIES,
            within=FAMILIES_RANGE,
            hint=_("si se sabe"),
            whole=True,
        )
    ]


def _of_scales(asking: Asking, enterprise: str, product: str, destination: Destination) -> list[Ask]:
    """Return what the other scale said, and the number of our own scale's paper."""
    is_grain = is_kept_as_grain(asking, enterprise, product)
    found: list[Ask] = []
    if destination in ON_THE_ROAD and unit_of(asking.visit, product) is KILOS:
        found += theirs_asks(asking, within=AMOUNT_RANGE, is_grain=is_grain)
    return [*found, ticket_ask(asking)] if is_grain and destination in ON_THE_ROAD else found


def _of_papers(asking: Asking, enterprise: str, destination: Destination) -> list[Ask]:
    """Return the money, the papers and the store."""
    _ = asking.gettext
    found: list[Ask] = []
    if destination in BY_MONEY:
        found += price_asks(asking, _("¿Cuánto pagan?"))
    if destination == "exchange":
        ask, hint = (
            _("¿Con qué número anotan los dos este trueque?"),
            _("el mismo en los dos papeles, si lo tiene"),
        )
        found.append(Text(name="intercambio", ask=ask, hint=hint))
    if destination in ON_THE_ROAD:
        ask, hint = _("¿Qué número tiene la guía?"), _("si viajó con guía de movilización")
        found.append(Text(name="guia", ask=ask, hint=hint))
    return [*found, *warehouse_asks(asking, enterprise, _("¿De qué almacén salió?"))]


def _on_screens(must: list[Ask], *groups: list[Ask], room: int) -> list[Ask]:
    """Return the questions with a turn before a group that the screen has no room for."""
    found, on_this = list(must), _fields(must)
    for group in groups:
        if on_this + len(group) > room:
            found, on_this = [*found, Turn()], 0
        found, on_this = [*found, *group], on_this + len(group)
    return found


def _fields(asks: Sequence[Ask]) -> int:
    return sum(not isinstance(ask, Shown) for ask in asks)


def _begins(asking: Asking) -> Mapping[str, str]:
    """Choose the enterprise where there is only one to choose from."""
    own = own_enterprises(asking)
    return {ENTERPRISE: own[0].slug} if len(own) == 1 else {}


DELIVERY: Final = FormKind(
    slug="entrega",
    title=N_("Anotar entrega"),
    icon="carried",
    right=Right.RECORD_PRODUCTION,
    asks=_asks,
    says=says,
    doubts=doubts,
    follows=follows,
    begins=_begins,
    again=again,
    plans=("delivery",),
)
