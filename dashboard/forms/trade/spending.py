"""What is asked of money that goes out: which agreement it carries out, and from which fund it comes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Option, Text
from dashboard.parliament.reading import read_assembly
from dashboard.production import accounts
from dashboard.production.base import Wanted
from dashboard.production.surplus import FundBalance, funds
from dashboard.telling.parliament import fund_names, public_text
from gateway.domain.entries import MoneyMoved, Proposed
from gateway.domain.goods import Good

DECISION: Final = "acta"
AGREED: Final = "acuerdo"
FUND: Final = "fondo"
MOST: Final = 24
"""So many agreements are offered, the newest first; of older ones the minutes are written."""
FEW: Final = 6


def spent_asks(asking: Asking, enterprise: str) -> list[Ask]:
    """Return the questions which agreement an enterprise's spending carries out, and from which fund."""
    _ = asking.gettext
    agreements = _agreements(asking)
    which = Choice(
        name=AGREED,
        ask=_("¿Qué acuerdo del Parlamento cumple?"),
        options=[Option("", _("ninguno de esta lista")), *agreements],
        is_list=True,
    )
    minutes = Text(name=DECISION, ask=_("¿Qué acta lo decidió?"), hint=_("su número, si hay"))
    return [*([which] if agreements else []), minutes, *_funds(asking, enterprise)]


def _agreements(asking: Asking) -> list[Option]:
    """Return the approved decisions as they are called, the newest first."""
    found = []
    for session in reversed(read_assembly(asking.visit).sessions):
        act = asking.gettext("acta %(number)s") % {"number": asking.words.number(session.number)}
        for matter in session.matters:
            if (
                matter.is_approved
                and matter.decision is not None
                and isinstance(matter.proposal.body, Proposed)
            ):
                called = next(iter(public_text(asking.visit, matter.proposal.body.note)), "")
                found.append(Option(matter.decision.uid, f"{act}: {called}"))
    return found[:MOST]


def _funds(asking: Asking, enterprise: str) -> list[Ask]:
    _, names = asking.gettext, fund_names(asking.visit)
    if not names:
        return []
    there = _balances(asking, enterprise)
    options = [
        Option(slug, name, "; ".join(_left(asking, one) for one in there if one.fund == slug))
        for slug, name in names.items()
    ]
    return [
        Choice(
            name=FUND,
            ask=_("¿De qué fondo sale?"),
            options=[Option("", _("de ninguno")), *options],
            is_list=len(options) > FEW,
        )
    ]


def _balances(asking: Asking, enterprise: str) -> list[FundBalance]:
    production = asking.visit.station.production
    moved = [
        one
        for root in (accounts.FUND, accounts.APPLIED)
        for one in production.balances(Wanted(), account=f"{root}:{enterprise}:")
    ]
    return funds(moved)


def _left(asking: Asking, one: FundBalance) -> str:
    sentence = asking.gettext("quedan %(amount)s")
    if one.good.measure == "money":
        return sentence % {"amount": asking.words.money(one.amount, one.good.item, decimals=2)}
    product = asking.visit.station.production.registers().name_of(one.good.item)
    return sentence % {"amount": f"{asking.words.amount(one.amount)} {one.good.measure} {product}"}


def spent_doubts(answers: Answers, body: MoneyMoved) -> Sequence[str]:
    """Ask back pay that nobody decided, and what leaves a fund without an agreement or beyond what it has."""
    _, is_agreed = answers.gettext, body.agreed is not None or body.decision is not None
    if body.fund is not None and not is_agreed:
        return [
            _("No anotó el acuerdo ni el acta: saldrá entre los gastos sin acuerdo. ¿Está bien?"),
            *_over(answers, body),
        ]
    if body.sort == "remuneration" and body.direction == "out" and not is_agreed:
        return [_("No anotó el acta que decidió la remuneración: ¿está bien?")]
    return _over(answers, body)


def _over(answers: Answers, body: MoneyMoved) -> list[str]:
    if body.fund is None:
        return []
    good = Good("money", body.currency)
    there = sum(
        (
            one.amount
            for one in _balances(answers, body.enterprise)
            if (one.fund, one.good) == (body.fund, good)
        ),
        Decimal(0),
    )
    if body.amount <= there:
        return []
    sentence = answers.gettext("En ese fondo hay %(there)s y salen %(amount)s: ¿está bien?")
    figures = {"there": there, "amount": body.amount}
    return [
        sentence % {key: answers.words.money(one, body.currency, decimals=2) for key, one in figures.items()}
    ]
