"""The lines of a proposal in words, each currency and each product by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from dashboard.goods.produced import account_words
from dashboard.production import accounts
from dashboard.visit.given import Visit
from dashboard.words.accounts import DESTINATIONS, AccountWords
from dashboard.words.parliament import LEVELS
from gateway.domain.entries import FundShare, Grant, ProductShare, Proposed
from gateway.domain.goods import Good


def lines_said(visit: Visit, body: Proposed, funds: dict[str, str]) -> list[str]:
    """Return the lines of a proposal, in the order of their sorts.

    Args:
        visit: Who reads.
        body: What is proposed.
        funds: How each fund is called, by its short name.
    """
    names = account_words(visit, visit.station.production.cycles(), names_stores=False)
    return [
        *_plans(names, body),
        *_pays(names, body),
        *_prices(names, body),
        *_products(names, body),
        *(fund_said(names, one, funds) for one in body.funds),
        *([] if body.grant is None else grant_said(visit, body.grant)),
    ]


def fund_said(names: AccountWords, one: FundShare, funds: dict[str, str]) -> str:
    """Return a share of a surplus, as "40 %: Fondo de mantenimiento, USD 288 (Las Lagunas)"."""
    enterprise = names.registers.enterprises.get(one.enterprise)
    return names.words.language.gettext("%(percent)s %%: %(fund)s, %(amount)s (%(enterprise)s)") % {
        "percent": names.words.amount(one.percent),
        "fund": funds.get(one.fund, one.fund),
        "amount": _much(names, one.good, one.amount),
        "enterprise": one.enterprise if enterprise is None else enterprise.name,
    }


def grant_said(visit: Visit, one: Grant) -> list[str]:
    """Return what may leave the commune, in sentences."""
    _, registers = visit.language.gettext, visit.station.production.registers()
    recipient = registers.counterparts.get(one.recipient)
    products = ", ".join(registers.name_of(key) for key in one.scope) or _("todos los productos")
    return [
        _("A: %(recipient)s") % {"recipient": one.recipient if recipient is None else recipient.name},
        _("Con este detalle: %(level)s, de %(products)s")
        % {"level": _(LEVELS[one.level]), "products": products},
        _("Del %(since)s al %(until)s; vence el %(expires)s")
        % {
            name: visit.words.dated(date.fromisoformat(day))
            for name, day in (("since", one.since), ("until", one.until), ("expires", one.expires))
        },
    ]


def _plans(names: AccountWords, body: Proposed) -> Iterator[str]:
    for one in body.plans:
        unit = names.registers.units.get(one.unit)
        name = one.unit if unit is None else unit.name
        yield f"{name}: {_much(names, one.good, one.amount)}"


def _pays(names: AccountWords, body: Proposed) -> Iterator[str]:
    sentence = names.words.language.gettext("Una jornada en %(enterprise)s: %(amount)s")
    for one in body.pays:
        enterprise = names.registers.enterprises.get(one.enterprise)
        name = one.enterprise if enterprise is None else enterprise.name
        yield sentence % {"enterprise": name, "amount": _much(names, f"money:{one.currency}", one.amount)}


def _prices(names: AccountWords, body: Proposed) -> Iterator[str]:
    sentence = names.words.language.gettext("%(product)s, %(measure)s: %(amount)s")
    for one in body.prices:
        good = Good.parsed(one.good)
        yield sentence % {
            "product": names.product(good).capitalize(),
            "measure": names.basis(good),
            "amount": _much(names, f"money:{one.currency}", one.amount),
        }


def _products(names: AccountWords, body: Proposed) -> Iterator[str]:
    _ = names.words.language.gettext
    for one in body.products:
        yield _("%(percent)s %%: %(where)s, %(amount)s") % {
            "percent": names.words.amount(one.percent),
            "where": _where(names, one),
            "amount": _much(names, one.good, one.amount),
        }


def _where(names: AccountWords, one: ProductShare) -> str:
    """Return where a part goes, with who receives it where somebody is named."""
    word = accounts.DESTINATIONS[one.destination]
    if one.to is not None:
        return names.account(f"{accounts.DESTINATION}:{word}:{one.to}")
    return names.words.language.gettext(DESTINATIONS[word][1])


def _much(names: AccountWords, code: str, amount: Decimal) -> str:
    """Return an amount of a good, as "USD 288" or "800 kg cachama negra"."""
    good = Good.parsed(code)
    if good.measure == "money":
        return names.words.money(amount, good.item)
    return f"{names.words.amount(amount)} {names.basis(good)}, {names.product(good)}"
