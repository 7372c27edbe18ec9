"""What the report says of work and money: hours, costs, exchange and surplus, each currency for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.goods.barters import barters
from dashboard.printed.findings import Findings
from dashboard.printed.honest import NOTHING, Block, Figure, Sentence, Table, Text, open_total
from dashboard.printed.voice import Voice
from dashboard.production import accounts
from dashboard.production.amounts import totals
from dashboard.production.base import Balance, Pay, Wanted
from dashboard.session.surplus import fund_names
from dashboard.words.accounts import MONEY
from dashboard.words.entries import CIRCUMSTANCES
from gateway.domain.entries import CircumstanceTold, Decided, Proposed, Worked
from gateway.domain.entries.deciding import PayLine
from gateway.domain.goods import Amount, Good

REMUNERATION: Final = f"{accounts.EXPENSE}:remuneration"
MOST_ROWS: Final = 8


def work_block(voice: Voice, found: Findings) -> Block:
    """Return the work that was written down, how many people, and what was agreed and paid for it."""
    ask = voice.visit.station.production
    workday = ask.registers().workday
    pays: Mapping[Pay, Sentence] = {
        "paid": voice.say("remunerado"),
        "cayapa": voice.say("cayapa, sin pago"),
        "care": voice.say("cuido"),
        "training": voice.say("formación"),
    }
    rows = []
    for one in ask.labour(found.wanted):
        days = NOTHING if workday is None else voice.number(one.hours / workday.hours, 1)
        rows.append((pays[one.pay], days, Sentence(f"{voice.words.number(one.hours)} h")))
    heads = [voice.say("Trabajo"), voice.say("Jornadas"), voice.say("Horas")]
    title = voice.say("6. Trabajo y remuneración")
    after = [*_people(voice, found), _agreed_pay(voice, found), _paid(voice, found)]
    if not rows:
        return Block(title, [voice.say("No hay trabajo anotado en este tiempo.")], (), after[-2:])
    return Block(title, (), [Table(heads, rows)], after)


def costs_block(voice: Voice, found: Findings) -> Block:
    """Return what was spent, a column for each currency, inputs in kind, and what was short."""
    spent = [
        one
        for one in found.moved.within
        if one.good.measure == "money" and _root(one) == accounts.EXPENSE and one.amount
    ]
    currencies = sorted({one.good for one in spent}, key=str)
    sorts, unnamed = list(dict.fromkeys(_rest(one) for one in spent)), MONEY["other"]
    rows = [
        (
            voice.say(MONEY.get(sort, unnamed)),
            *(_cell(voice, spent, sort, good) for good in currencies),
        )
        for sort in sorts[:MOST_ROWS]
    ]
    tables = [
        Table(
            [voice.say("Gasto"), *(voice.of(one) for one in currencies)],
            rows,
            voice.say("Cada moneda aparte; no se suman."),
        )
    ]
    after = [*_inputs(voice, found), *_shortages(voice, found)]
    if not rows:
        return Block(voice.say("7. Insumos y costos"), [voice.say("No hay gastos anotados.")], (), after)
    return Block(voice.say("7. Insumos y costos"), (), tables, after)


def money_block(voice: Voice, found: Findings) -> Block:
    """Return income and expense, a table for each currency, and what was exchanged."""
    lines = []
    for one in found.surplus.goods:
        if one.is_money:
            lines.append(
                voice.say(
                    "%(good)s: ingresos %(income)s, egresos %(expense)s",
                    good=voice.of(one.good),
                    income=voice.amount(one.good, one.income),
                    expense=voice.amount(one.good, one.expense),
                )
            )
    for barter in barters(found.moved.within):
        lines.append(
            voice.say(
                "%(who)s: se dio %(given)s; se recibió %(got)s",
                who=voice.names.account(barter.account),
                given=_goods(voice, barter.given),
                got=_goods(voice, barter.got),
            )
        )
    return Block(voice.say("9. Dinero y trueque"), lines or [voice.say("No hay dinero ni trueque anotados.")])


def surplus_block(voice: Voice, found: Findings) -> Block:
    """Return what was left over by good, what went into funds, and what was spent without agreement."""
    lines: list[Text] = []
    for good in found.surplus.goods:
        own = [f"{one.name} {voice.amount(good.good, one.amount)}" for one in good.enterprises]
        total = voice.amount(good.good, good.amount)
        named = voice.product(good.good) if not good.is_money else voice.of(good.good)
        lines.append(
            voice.say("%(good)s: %(total)s (%(each)s)", good=named, total=total, each="; ".join(own))
        )
    names = fund_names(found.occasion.assembly)
    for fund, amounts in _into_funds(found).items():
        put = "; ".join(
            voice.amount(one.good, one.amount)
            if one.good.measure == "money"
            else voice.say(
                "%(amount)s de %(good)s",
                amount=voice.amount(one.good, one.amount),
                good=voice.product(one.good),
            )
            for one in amounts
        )
        lines.append(
            voice.say("Al %(fund)s: %(amount)s", fund=voice.quote(names.get(fund, fund)), amount=put)
        )
    unagreed = [voice.amount(one.good, one.amount) for one in found.surplus.unagreed_totals]
    lines.append(
        voice.say("Gastos sin acuerdo: %(amounts)s.", amounts=", ".join(unagreed))
        if unagreed
        else voice.say("Gastos sin acuerdo: ninguno.")
    )
    return Block(voice.say("10. Excedente y fondos"), lines)


def _people(voice: Voice, found: Findings) -> list[Sentence]:
    entries = voice.visit.station.production.entries(
        Wanted(kinds={"labour"}, start=found.period.start, end=found.period.end)
    )
    bodies = [one.body for one in entries if isinstance(one.body, Worked) and not one.body.planned]
    counts = {
        name: sum(getattr(one, name) or 0 for one in bodies) for name in ("people", "women", "men", "young")
    }
    if not counts["people"]:
        return []
    said = voice.ngettext(
        "%(count)s presencia anotada: %(women)s de mujeres, %(men)s de hombres, %(young)s de jóvenes",
        "%(count)s presencias anotadas: %(women)s de mujeres, %(men)s de hombres, %(young)s de jóvenes",
        counts["people"],
        women=voice.number(counts["women"]),
        men=voice.number(counts["men"]),
        young=voice.number(counts["young"]),
    )
    uncounted = sum(1 for one in bodies if one.women is None and one.men is None and one.young is None)
    if not uncounted:
        return [said]
    rest = voice.ngettext("%(count)s anotación no lo dice", "%(count)s anotaciones no lo dicen", uncounted)
    return [voice.joined([said, rest])]


def _agreed_pay(voice: Voice, found: Findings) -> Sentence:
    """Return what the newest decisions say that a day of work is paid with, for each enterprise.

    What is newer replaces what an enterprise paid before in every currency; its own currencies are a choice.
    """
    names = voice.visit.station.production.registers().enterprises
    agreed: dict[str, list[PayLine]] = {}
    for session in found.occasion.assembly.sessions:
        for matter in session.matters:
            body, said = matter.proposal.body, matter.decision and matter.decision.body
            if isinstance(body, Proposed) and isinstance(said, Decided) and said.result == "approved":
                agreed |= _pays(body)
    told, choice = [], voice.say("o")
    for slug, pays in agreed.items():
        amounts = [voice.amount(Good("money", one.currency), one.amount) for one in pays]
        name = names[slug].name if slug in names else slug
        told.append(f"{name} {voice.joined(amounts, f' {choice} ')}")
    if not told:
        return voice.say("Remuneración: el parlamento no ha aprobado ninguna.")
    return voice.say("Remuneración aprobada por jornada: %(each)s.", each="; ".join(told))


def _pays(body: Proposed) -> dict[str, list[PayLine]]:
    """Return what a decision pays for a day, by enterprise."""
    found: dict[str, list[PayLine]] = {}
    for one in body.pays:
        found.setdefault(one.enterprise, []).append(one)
    return found


def _paid(voice: Voice, found: Findings) -> Sentence:
    paid = [one for one in found.moved.within if one.account == REMUNERATION and one.amount]
    if not paid:
        return voice.say("Remuneración pagada: nada anotado.")
    amounts = [voice.amount(one.good, one.amount) for one in paid]
    return voice.say("Remuneración pagada: %(amounts)s.", amounts=", ".join(amounts))


def _cell(voice: Voice, spent: Iterable[Balance], sort: str, good: Good) -> Sentence:
    found = open_total(one for one in spent if _rest(one) == sort and one.good == good)
    return NOTHING if found is None else Figure(voice.words.amount(found.amount), good)


def _inputs(voice: Voice, found: Findings) -> list[Text]:
    used = [one for one in found.moved.within if _root(one) == accounts.INPUT and one.amount]
    by_good: dict[Good, Decimal] = {}
    for one in used:
        by_good[one.good] = by_good.get(one.good, Decimal(0)) + one.amount
    told = _goods(voice, [(good, amount) for good, amount in by_good.items() if amount > 0])
    return [voice.say("Insumos usados: %(goods)s.", goods=told)] if told else []


def _shortages(voice: Voice, found: Findings) -> list[Text]:
    entries = voice.visit.station.production.entries(
        Wanted(kinds={"circumstance"}, start=found.period.start, end=found.period.end)
    )
    units = [
        found.moved.cycles[one.body.cycle].unit.name
        for one in entries
        if isinstance(one.body, CircumstanceTold)
        and one.body.what == "shortage"
        and one.body.was == "some"
        and one.body.cycle in found.moved.cycles
    ]
    if not units:
        return []
    short = CIRCUMSTANCES["shortage"]
    what = voice.say(short)
    return [Sentence(f"{what[:1].upper()}{what[1:]}: {', '.join(dict.fromkeys(units))}.")]


def _into_funds(found: Findings) -> dict[str, list[Amount]]:
    """Return what the parliament put into each fund in the period, each good for itself."""
    put: dict[str, list[Amount]] = {}
    for one in found.moved.within:
        if _root(one) == accounts.FUND and one.amount > 0:
            put.setdefault(one.account.split(accounts.SEPARATOR)[-1], []).append(Amount(one.good, one.amount))
    return {fund: totals(amounts) for fund, amounts in put.items()}


def _goods(voice: Voice, goods: Sequence[tuple[Good, Decimal]]) -> str:
    return ", ".join(
        voice.amount(good, amount)
        if good.measure == "money"
        else voice.say("%(amount)s de %(good)s", amount=voice.amount(good, amount), good=voice.product(good))
        for good, amount in goods
    )


def _root(one: Balance) -> str:
    return one.account.partition(accounts.SEPARATOR)[0]


def _rest(one: Balance) -> str:
    return one.account.partition(accounts.SEPARATOR)[2]
