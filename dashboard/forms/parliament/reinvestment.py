"""The lines of a reinvestment: the surplus of an enterprise into funds, each good in parts of 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Aside, Ask, Number, Option, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.forms.parliament.lines import PERCENTS, Lines
from dashboard.forms.parliament.session import Sitting
from dashboard.goods.produced import account_words
from dashboard.parliament.sessions import Session
from dashboard.production.base import Wanted
from dashboard.production.shares import shared_out
from dashboard.production.surplus import Surplus, surpluses
from dashboard.words.accounts import AccountWords
from dashboard.words.units import PERCENT
from dashboard.words.written import Words
from gateway.domain.entries import Decided, Fund, FundShare
from gateway.domain.goods import Good

ENTERPRISE: Final = "empresa"
CENT: Final = Decimal("0.01")


def left_over(sitting: Sitting, session: Session) -> list[Surplus]:
    """Return the surplus of each enterprise since the session before, good by good.

    What this session has put into funds already is counted as shared; what earlier ones did is not.
    """
    start, end = sitting.assembly.period_of(session)
    moved = sitting.asking.visit.station.production.balances_by_enterprise(Wanted(start=start, end=end))
    decided = [
        share
        for matter in session.matters
        if matter.decision is not None and isinstance(matter.decision.body, Decided)
        for share in matter.decision.body.funds
    ]
    return [
        replace(
            one,
            shared=sum(
                (it.amount for it in decided if (it.enterprise, it.good) == (one.enterprise, str(one.good))),
                Decimal(0),
            ),
        )
        for one in surpluses(moved)
    ]


def reinvestment(sitting: Sitting, session: Session) -> Lines:
    """Return the lines of a reinvestment of one enterprise, which is picked first.

    Raises:
        NothingToAskError: The rules name no fund, or nothing was left over.
    """
    _, rules = sitting.gettext, sitting.rules
    if rules is None or not rules.funds:
        raise NothingToAskError(
            _("Sus reglas todavía no dicen en qué fondos se pone el excedente."),
            href="/asamblea/reglas",
            word=_("Ir a las reglas"),
        )
    found = [one for one in left_over(sitting, session) if one.amount - one.shared > 0]
    known = sitting.registers.enterprises
    with_some = [one for one in dict.fromkeys(one.enterprise for one in found) if one in known]
    if not with_some:
        raise NothingToAskError(
            _("Desde la última acta ninguna empresa tiene excedente que repartir, según el libro."),
            href=f"/asamblea/sesiones/{session.number}/guia/propuestas",
            word=_("Proponer otra cosa"),
        )
    pick = Pick(
        ENTERPRISE,
        _("¿El excedente de qué empresa?"),
        [Option(one, known[one].name) for one in with_some],
        missing=_("Elija la empresa."),
    )
    enterprise = sitting.asking.written.get(ENTERPRISE, "")
    own = [one for one in found if one.enterprise == enterprise]
    if not own:
        return Lines(asks=[pick])
    return Lines(
        asks=[pick, *_asks(sitting, own, rules.funds)],
        fills=lambda answers: {"funds": _shares(answers, own, rules.funds)},
        follows=lambda answers: list(_follows(answers, sitting, own, rules.funds)),
    )


def _asks(sitting: Sitting, own: Sequence[Surplus], funds: Sequence[Fund]) -> list[Ask]:
    _ = sitting.gettext
    found: list[Ask] = [
        Aside(_("Cada moneda y cada especie por su lado: sus partes suman 100 %, o se dejan en blanco."))
    ]
    for one in own:
        found.append(Aside(_said(sitting, one)))
        found += [
            Number(name=_field(one, fund), ask=fund.name, unit=PERCENT, within=PERCENTS) for fund in funds
        ]
    return found


def _said(sitting: Sitting, one: Surplus) -> str:
    """Return how much of a good was left over, with what it was left over from."""
    cycles = sitting.asking.visit.station.production.cycles()
    names = account_words(sitting.asking.visit, cycles, names_stores=False)
    words = sitting.words
    sentence = sitting.gettext("Excedente: %(amount)s (%(income)s que entró - %(expense)s que salió)")
    return sentence % {
        "amount": _much(words, names, one.good, one.amount - one.shared),
        "income": words.amount(one.income),
        "expense": words.amount(one.expense),
    }


def _shares(answers: Answers, own: Sequence[Surplus], funds: Sequence[Fund]) -> list[FundShare]:
    found: list[FundShare] = []
    for one in own:
        percents = _percents(answers, one, funds)
        total = sum(percents.values(), Decimal(0))
        if percents and total != 100:
            sentence = answers.gettext(
                "Las partes de %(good)s suman %(total)s %%. Corríjalas hasta que sumen 100 %%."
            )
            values = {"good": one.good.item, "total": answers.words.amount(total)}
            answers.fault(_field(one, next(iter(funds))), sentence % values)
        elif percents:
            amounts = shared_out(one.amount - one.shared, list(percents.values()), grain=CENT)
            found += [
                FundShare(one.enterprise, str(one.good), fund, percent, amount)
                for (fund, percent), amount in zip(percents.items(), amounts, strict=True)
                if amount > 0
            ]
    if not found and not answers.faults:
        sentence = answers.gettext("Escriba qué parte va a cada fondo.")
        answers.fault(_field(own[0], funds[0]), sentence)
    return found


def _percents(answers: Answers, one: Surplus, funds: Sequence[Fund]) -> Mapping[str, Decimal]:
    said = {fund.fund: answers.number(_field(one, fund)) for fund in funds}
    return {fund: percent for fund, percent in said.items() if percent}


def _follows(
    answers: Answers, sitting: Sitting, own: Sequence[Surplus], funds: Sequence[Fund]
) -> Iterator[str]:
    cycles = sitting.asking.visit.station.production.cycles()
    names = account_words(sitting.asking.visit, cycles, names_stores=False)
    called = {one.fund: one.name for one in funds}
    goods = {str(one.good): one.good for one in own}
    for share in _shares(answers, own, funds):
        yield answers.gettext("%(where)s: %(amount)s") % {
            "where": called[share.fund],
            "amount": _much(answers.words, names, goods[share.good], share.amount),
        }


def _much(words: Words, names: AccountWords, good: Good, amount: Decimal) -> str:
    """Return so much of a surplus, as "USD 660" or "80 kg, café"."""
    if good.measure == "money":
        return words.money(amount, good.item)
    return f"{words.amount(amount)} {names.measure(good)}, {names.product(good)}"


def _field(one: Surplus, fund: Fund) -> str:
    return f"parte-{one.good.measure}-{one.good.item}-{fund.fund}"
