"""What the answers about a delivery say, what they come to, and what is asked back of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal, cast

from dashboard.forms.amounts.currencies import CURRENCY, PRICE, price_of
from dashboard.forms.amounts.grain import IMPURITY, MOISTURE, conversion, registers_of
from dashboard.forms.amounts.weighing import KILOS, QUALITY, TICKET, net_kg, net_told, ticket_of
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.declared import Said
from dashboard.forms.planning import says_a_plan
from dashboard.forms.trade.received import (
    BACK,
    BACK_AMOUNT,
    THEIR_IMPURITY,
    THEIR_KILOS,
    THEIR_MOISTURE,
    THEIR_TICKET,
    back_of,
    back_told,
    theirs_of,
)
from dashboard.forms.trade.receivers import (
    DESTINATION,
    NOBODY,
    RECEIVER,
    check_receiver,
    destination_written,
    receiver_written,
)
from dashboard.forms.trade.stock import PRODUCT, base_taken, more_than_in_stock, older_base_told
from dashboard.forms.where.enterprises import ENTERPRISE
from dashboard.forms.where.warehouses import WAREHOUSE
from dashboard.production.amounts import EXACT
from dashboard.production.base import Wanted
from dashboard.production.grain import Base
from dashboard.production.postings import weighed_good
from dashboard.telling.weighings import two_weighings
from dashboard.words.written import typed
from gateway.domain.entries import Delivered, Destination, Entry, Weighing
from gateway.domain.goods import Amount

FAMILIES: Final = "familias"
GUIDE: Final = "guia"
EXCHANGE: Final = "intercambio"
SOON_S: Final = 900
"""The same kilos to the same receiver within so long are more often one load told twice [s of ours].

Source:
    Ours, not verified.
"""
DAY_S: Final = 86_400
TWICE: Final = 2
"""Two scales of one load that are so many times apart are more often a slip of the finger."""


def says(answers: Answers) -> Sequence[Said]:
    """Return the delivery; what contradicts itself or the registers is a fault."""
    at, destination = answers.moment("cuando"), _destination(answers)
    receiver = receiver_written(answers, destination)
    check_receiver(answers, receiver, at=at)
    ours, base = _ours(answers), _base(answers)
    price, currency = price_of(answers)
    body = Delivered(
        enterprise=answers.choice(ENTERPRISE),
        product=answers.choice(PRODUCT),
        ours=ours,
        quality=cast('Literal["weighed", "counted", "estimated"]', answers.choice(QUALITY) or "estimated"),
        destination=destination,
        to=None if receiver is None else receiver.slug,
        theirs=theirs_of(answers),
        base_moisture=None if base is None else base.moisture,
        base_impurity=None if base is None else base.impurity,
        warehouse=answers.choice(WAREHOUSE) or None,
        goods=back_of(answers),
        price=price,
        currency=currency,
        families=answers.whole(FAMILIES),
        guide=ticket_of(answers, GUIDE),
        exchange=ticket_of(answers, EXCHANGE),
    )
    return [Said("delivery", body, at)]


def _destination(answers: Answers) -> Destination:
    return destination_written(answers) or "community"


def _ours(answers: Answers) -> Weighing:
    moisture, impurity = answers.number(MOISTURE), answers.number(IMPURITY)
    return Weighing(net_kg(answers) or Decimal(1), moisture, impurity, ticket_of(answers))


def _base(answers: Answers) -> Base | None:
    """Return the base of grain whose moisture was measured."""
    return base_taken(answers, answers.choice(ENTERPRISE), answers.choice(PRODUCT), _ours(answers))


def _said(answers: Answers) -> Delivered:
    [one] = says(answers)
    assert isinstance(one.body, Delivered)
    return one.body


def doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back of a delivery; of a plan nothing is: there need not be any of it yet."""
    if says_a_plan(answers):
        return []
    body = _said(answers)
    good, amount = weighed_good(registers_of(answers), body, body.ours)
    taken = Amount(good, amount.quantize(EXACT, ROUND_HALF_UP))
    return [
        *more_than_in_stock(answers, body.enterprise, taken),
        *_far_apart(answers, body),
        *_nothing_back(answers, body),
        *_told_before(answers, body),
    ]


def _far_apart(answers: Answers, body: Delivered) -> list[str]:
    ours, theirs = body.ours.kg, None if body.theirs is None else body.theirs.kg
    if theirs is None or ours / TWICE < theirs < ours * TWICE:
        return []
    sentence = answers.gettext("Nosotros pesamos %(ours)s kilos y quien recibió %(theirs)s: ¿está bien?")
    words = answers.words
    return [sentence % {"ours": words.amount(ours), "theirs": words.amount(theirs)}]


def _nothing_back(answers: Answers, body: Delivered) -> list[str]:
    if body.destination != "exchange" or body.goods:
        return []
    return [answers.gettext("No anotó qué vino a cambio: ¿todavía no ha llegado?")]


def _told_before(answers: Answers, body: Delivered) -> list[str]:
    visit = answers.visit
    speed = visit.station.config.clock.world_speed or 1.0
    at = answers.moment("cuando")
    wanted = Wanted({"delivery"}, body.enterprise, product=body.product, start=at - DAY_S, end=at + DAY_S)
    for one in visit.station.production.entries(wanted):
        soon = 0 <= visit.now - one.registered <= max(SOON_S, SOON_S * speed)
        known = one.body
        if soon and isinstance(known, Delivered) and (known.to, known.ours.kg) == (body.to, body.ours.kg):
            sentence = answers.gettext("Una entrega igual se anotó %(ago)s: ¿esta es otra?")
            return [sentence % {"ago": answers.words.ago(one.registered)}]
    return []


def follows(answers: Answers) -> Sequence[str]:
    """Return the net kilos, what they are at the commune's base, both weighings, and what came back."""
    body, base = _said(answers), _base(answers)
    both: Sequence[str] = ()
    if body.theirs is not None:
        both = two_weighings(body.ours, body.theirs, base=base, words=answers.words)
    return [
        *net_told(answers),
        *conversion(answers, body.ours, base),
        *older_base_told(answers, body.product, base),
        *both,
        *back_told(answers),
    ]


def again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    """Return what to write into the form so that it says the same delivery."""
    body = entry.body
    if not isinstance(body, Delivered):
        return {}
    ours, theirs = body.ours, body.theirs or Weighing(Decimal(0))
    back = body.goods[0] if body.goods else None
    numbers = {
        KILOS: ours.kg,
        MOISTURE: ours.moisture,
        IMPURITY: ours.impurity,
        THEIR_KILOS: theirs.kg or None,
        THEIR_MOISTURE: theirs.moisture,
        THEIR_IMPURITY: theirs.impurity,
        BACK_AMOUNT: None if back is None else back.amount,
        PRICE: body.price,
        FAMILIES: None if body.families is None else Decimal(body.families),
    }
    words = {
        ENTERPRISE: body.enterprise,
        PRODUCT: body.product,
        DESTINATION: body.destination,
        RECEIVER: body.to or NOBODY,
        QUALITY: body.quality,
        TICKET: ours.ticket,
        THEIR_TICKET: theirs.ticket,
        BACK: None if back is None else back.product.replace("-", " "),
        CURRENCY: body.currency,
        GUIDE: body.guide,
        EXCHANGE: body.exchange,
        WAREHOUSE: body.warehouse,
        f"{MOISTURE}-no-se": "1" if ours.moisture is None else None,
    }
    found = {name: typed(value) for name, value in numbers.items() if value is not None}
    return found | {name: value for name, value in words.items() if value is not None}
