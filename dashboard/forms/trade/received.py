"""What a delivery asks of the other side: what their scale said, and what came back in kind."""

from __future__ import annotations

from typing import Final

from dashboard.forms.amounts.grain import IMPURITY, IMPURITY_RANGE, MOISTURE, MOISTURE_RANGE, registers_of
from dashboard.forms.amounts.weighing import ticket_ask, ticket_of
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Number, Range, Text
from dashboard.telling.naming import product_named, unit_of
from dashboard.words.units import KILOS, PERCENT
from gateway.domain.entries import Goods, Weighing
from gateway.domain.goods import product_key

THEIRS: Final = "suya"
THEIR_KILOS: Final = f"{THEIRS}-kilos"
THEIR_MOISTURE: Final = f"{THEIRS}-{MOISTURE}"
THEIR_IMPURITY: Final = f"{THEIRS}-{IMPURITY}"
THEIR_TICKET: Final = f"{THEIRS}-boleto"
BACK: Final = "vuelve"
BACK_AMOUNT: Final = "cuanto"


def theirs_asks(asking: Asking, *, within: Range, is_grain: bool) -> list[Ask]:
    """Return the questions what the receiver's scale said; all may be left out until they confirm it."""
    _ = asking.gettext
    kilos = Number(
        name=THEIR_KILOS,
        ask=_("¿Cuánto pesó quien recibió?"),
        unit=KILOS,
        within=within,
        hint=_("si ya se sabe; si no, lo dice después al confirmar"),
    )
    if not is_grain:
        return [kilos]
    return [
        kilos,
        Number(
            name=THEIR_MOISTURE, ask=_("¿Con qué humedad lo recibió?"), unit=PERCENT, within=MOISTURE_RANGE
        ),
        Number(
            name=THEIR_IMPURITY, ask=_("¿Con qué impureza lo recibió?"), unit=PERCENT, within=IMPURITY_RANGE
        ),
        ticket_ask(asking, THEIR_TICKET, _("¿Qué número tiene el boleto de quien recibió?")),
    ]


def theirs_of(answers: Answers) -> Weighing | None:
    """Return what the receiver's scale said, None where that is not known yet; a part of it is a fault."""
    kilos, ticket = answers.number(THEIR_KILOS), ticket_of(answers, THEIR_TICKET)
    moisture, impurity = answers.number(THEIR_MOISTURE), answers.number(THEIR_IMPURITY)
    if kilos is not None:
        return Weighing(kilos, moisture, impurity, ticket)
    if (moisture, impurity, ticket) != (None, None, None):
        answers.fault(THEIR_KILOS, answers.gettext("Escriba también los kilos que pesó quien recibió."))
    return None


def back_asks(asking: Asking, *, within: Range) -> list[Ask]:
    """Return the questions what came back for a product in kind."""
    _ = asking.gettext
    known = [one.name for one in registers_of(asking).products.values()]
    return [
        Text(name=BACK, ask=_("¿Qué vino a cambio?"), hint=_("por ejemplo: café"), known=known),
        Number(
            name=BACK_AMOUNT,
            ask=_("¿Cuánto vino a cambio?"),
            within=within,
            hint=_("en kilos; o en litros o unidades, si así está registrado"),
        ),
    ]


def back_of(answers: Answers) -> list[Goods]:
    """Return what came back in kind, nothing where nothing was written; half of it is a fault."""
    what, amount = answers.text(BACK), answers.number(BACK_AMOUNT)
    if what and amount is not None:
        return [Goods(product_key(what), amount)]
    if what:
        answers.fault(BACK_AMOUNT, answers.gettext("Escriba cuánto vino a cambio."))
    if amount is not None:
        answers.fault(BACK, answers.gettext("Escriba qué vino a cambio."))
    return []


def back_told(answers: Answers) -> list[str]:
    """Return what came back in kind in whole words."""
    said = []
    for one in back_of(answers):
        unit, name = unit_of(answers.visit, one.product), product_named(answers.visit, one.product)
        figure, aloud = unit.figure(one.amount, answers.words), unit.aloud(one.amount, answers.words)
        sentence = answers.gettext("A cambio: %(amount)s de %(product)s.")
        said.append(sentence % {"amount": f"{figure} ({aloud})" if aloud else figure, "product": name})
    return said
