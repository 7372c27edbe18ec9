"""The form of money that came in or went out; each currency stays by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.amounts.currencies import CURRENCY, MONEY_RANGE, currency_options
from dashboard.forms.amounts.weighing import ticket_of
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Pick, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.trade.spending import AGREED, DECISION, FUND, spent_asks, spent_doubts
from dashboard.forms.where.enterprises import (
    ENTERPRISE,
    enterprise_written,
    every_enterprise,
    pick_enterprise,
)
from dashboard.login.rights import Right
from dashboard.production import accounts
from dashboard.production.base import Wanted
from dashboard.telling import told
from dashboard.words.accounts import MONEY as WORDS
from dashboard.words.language import N_
from dashboard.words.units import PLAIN
from dashboard.words.written import typed
from gateway.domain.entries import Delivered, Entry, MoneyMoved, is_planned
from gateway.domain.goods import Good

DIRECTION: Final = "sentido"
SORT: Final = "concepto"
AMOUNT: Final = "monto"
VOUCHER: Final = "comprobante"
DELIVERY: Final = "entrega"
SORTS: Final[Mapping[str, Sequence[str]]] = {
    "in": ("sale", "state", "credit", "rent", "services", "solidarity", "other"),
    "out": (
        "remuneration",
        "inputs",
        "fuel",
        "upkeep",
        "transport",
        "services",
        "rent",
        "credit",
        "solidarity",
        "other",
    ),
}
"""What money may come in for, and what it may go out for."""
MOST_DELIVERIES: Final = 12
HALF_A_YEAR_S: Final = 182 * 86_400
YEAR_S: Final = 365 * 86_400
"""So far back a voucher is looked for, and half of it a delivery that was not paid yet."""


def _asks(asking: Asking) -> Sequence[Ask]:
    _, known = asking.gettext, every_enterprise(asking)
    enterprise_pick = pick_enterprise(asking, known, refusal=_("Esa empresa ya no trabaja."))
    enterprise, direction = enterprise_written(asking, known), asking.written.get(DIRECTION, "")
    ways = [Option("in", _("Entró dinero")), Option("out", _("Salió dinero"))]
    pick = Pick(DIRECTION, _("¿Entró o salió?"), ways, missing=_("Diga si entró o salió."), columns="two")
    if enterprise is None or direction not in SORTS:
        return [enterprise_pick, pick]
    return [
        enterprise_pick,
        pick,
        Choice(
            name=SORT,
            ask=_("¿Por qué concepto?"),
            options=[Option(key, _(WORDS[key]).capitalize()) for key in SORTS[direction]],
            missing=_("Elija el concepto."),
            columns="two",
        ),
        Number(name=AMOUNT, ask=_("¿Cuánto?"), within=MONEY_RANGE, missing=_("Escriba cuánto.")),
        Choice(
            name=CURRENCY,
            ask=_("¿En qué moneda?"),
            options=currency_options(asking),
            missing=_("Elija la moneda."),
        ),
        Text(name=VOUCHER, ask=_("¿Qué número tiene el comprobante?"), hint=_("si hay; solo el número")),
        *([_sold(asking, enterprise.slug)] if direction == "in" else spent_asks(asking, enterprise.slug)),
        Moment(name="cuando", ask=_("¿Cuándo fue?"), is_precise=False),
    ]


def _sold(asking: Asking, enterprise: str) -> Choice:
    """Return the question which delivery is paid by it, the newest first."""
    _, production = asking.gettext, asking.visit.station.production
    found = [
        one
        for one in production.entries(
            Wanted({"delivery"}, enterprise, start=asking.words.now - HALF_A_YEAR_S)
        )
        if isinstance(one.body, Delivered) and one.body.price is not None and not is_planned(one.body)
    ]
    options = [Option(one.uid, told(asking.visit, one).short) for one in reversed(found[-MOST_DELIVERIES:])]
    nothing = Option("", _("de ninguna"))
    return Choice(name=DELIVERY, ask=_("¿De qué entrega es?"), options=[nothing, *options], is_list=True)


def _says(answers: Answers) -> Sequence[Said]:
    body = MoneyMoved(
        enterprise=answers.choice(ENTERPRISE),
        direction=_direction(answers),
        sort=cast('Literal["other"]', answers.choice(SORT)),
        amount=answers.number(AMOUNT) or Decimal(1),
        currency=answers.choice(CURRENCY),
        voucher=ticket_of(answers, VOUCHER),
        decision=ticket_of(answers, DECISION),
        delivery=answers.choice(DELIVERY) or None,
        agreed=answers.choice(AGREED) or None,
        fund=answers.choice(FUND) or None,
    )
    return [Said("money", body, answers.moment("cuando"))]


def _direction(answers: Answers) -> Literal["in", "out"]:
    return "in" if answers.choice(DIRECTION) == "in" else "out"


def _doubts(answers: Answers) -> Sequence[str]:
    """Ask back a voucher that is known, more than there is in cash, and pay that nobody decided."""
    body = cast("MoneyMoved", _says(answers)[0].body)
    return [*_known(answers, body), *_more_than_in_cash(answers, body), *spent_doubts(answers, body)]


def _known(answers: Answers, body: MoneyMoved) -> list[str]:
    if body.voucher is None:
        return []
    wanted = Wanted({"money"}, body.enterprise, start=answers.moment("cuando") - YEAR_S)
    for one in answers.visit.station.production.entries(wanted):
        if isinstance(one.body, MoneyMoved) and one.body.voucher == body.voucher:
            sentence = answers.gettext("El comprobante %(number)s ya está anotado: ¿este es otro?")
            return [sentence % {"number": body.voucher}]
    return []


def _more_than_in_cash(answers: Answers, body: MoneyMoved) -> list[str]:
    if body.direction == "in":
        return []
    own, good = str(accounts.cash(body.enterprise)), Good("money", body.currency)
    balances = answers.visit.station.production.balances(Wanted(enterprise=body.enterprise), account=own)
    there = sum((one.amount for one in balances if (one.account, one.good) == (own, good)), Decimal(0))
    if body.amount <= there:
        return []
    sentence = answers.gettext("En caja hay %(there)s y salen %(amount)s: ¿está bien?")
    money = {"there": _money(answers, there, body), "amount": _money(answers, body.amount, body)}
    return [sentence % money]


def _money(answers: Answers, amount: Decimal, body: MoneyMoved) -> str:
    return answers.words.money(amount, body.currency, decimals=2)


def _follows(answers: Answers) -> Sequence[str]:
    """Return the amount with its currency, in figures and in whole words."""
    body = cast("MoneyMoved", _says(answers)[0].body)
    aloud = PLAIN.aloud(body.amount, answers.words)
    figure = _money(answers, body.amount, body)
    sentence = (
        answers.gettext("Entran %(amount)s.")
        if body.direction == "in"
        else answers.gettext("Salen %(amount)s.")
    )
    return [sentence % {"amount": f"{figure} ({aloud})" if aloud else figure}]


def _begins(asking: Asking) -> Mapping[str, str]:
    known = every_enterprise(asking)
    return {ENTERPRISE: known[0].slug} if len(known) == 1 else {}


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, MoneyMoved) or not asking.visit.may(Right.KEEP_MONEY):
        return {}
    return {
        ENTERPRISE: body.enterprise,
        DIRECTION: body.direction,
        SORT: body.sort,
        AMOUNT: typed(body.amount),
        CURRENCY: body.currency,
        VOUCHER: body.voucher or "",
        DECISION: body.decision or "",
        DELIVERY: body.delivery or "",
        AGREED: body.agreed or "",
        FUND: body.fund or "",
    }


MONEY: Final = FormKind(
    slug="dinero",
    title=N_("Anotar dinero"),
    icon="list",
    right=Right.KEEP_MONEY,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    follows=_follows,
    begins=_begins,
    again=_again,
)
