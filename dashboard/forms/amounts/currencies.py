"""The questions about money: how much, and in which currency; no two currencies are ever added."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dashboard.forms.amounts.grain import registers_of
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Range
from dashboard.words.language import N_
from gateway.journal.in_force import holds

CURRENCY: Final = "moneda"
PRICE: Final = "precio"
MONEY_RANGE: Final = Range(Decimal("0.01"), Decimal(999_999_999_999))
KNOWN: Final = (
    ("VES", N_("bolívares (VES)")),
    ("USD", N_("dólares (USD)")),
    ("COP", N_("pesos colombianos (COP)")),
)
"""What people of the country pay with; any other the commune registers."""


def currency_options(asking: Asking) -> list[Option]:
    """Return the currencies of the country, then those that the commune has registered and that hold."""
    registered = registers_of(asking).currencies
    own = [
        Option(code, one.name)
        for code, one in registered.items()
        if holds(one.since, one.until, at=asking.words.now)
    ]
    return [*(Option(code, asking.gettext(word)) for code, word in KNOWN if code not in registered), *own]


def price_asks(asking: Asking, ask: str) -> list[Ask]:
    """Return the questions what is paid for it, and in which currency; both may be left out."""
    _ = asking.gettext
    return [
        Number(name=PRICE, ask=ask, within=MONEY_RANGE, hint=_("por todo, si se paga con dinero")),
        Choice(
            name=CURRENCY,
            ask=_("¿En qué moneda?"),
            options=[Option("", _("sin dinero")), *currency_options(asking)],
            is_list=True,
        ),
    ]


def price_of(answers: Answers) -> tuple[Decimal | None, str | None]:
    """Return what is paid and its currency, both or none; one without the other is a fault."""
    price, currency = answers.number(PRICE), answers.choice(CURRENCY) or None
    if price is not None and currency is None:
        answers.fault(CURRENCY, answers.gettext("Elija la moneda del precio."))
    if price is None and currency is not None:
        answers.fault(PRICE, answers.gettext("Escriba cuánto pagan, o elija «sin dinero»."))
    return (price, currency) if price is not None and currency is not None else (None, None)
