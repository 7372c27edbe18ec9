"""What an enterprise has in its keeping, as the forms ask about it; only members are asked and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.amounts.grain import commune_base, is_grain, own_base, registers_of
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Option, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.forms.planning import says_a_plan
from dashboard.production import accounts
from dashboard.production.accounts import Account
from dashboard.production.amounts import exact
from dashboard.production.base import Wanted
from dashboard.production.grain import Base, kg_at_base
from dashboard.telling.naming import UNITS, product_named
from dashboard.telling.weighings import percents
from dashboard.words.written import Words
from gateway.domain.entries import Weighing
from gateway.domain.goods import Amount, Good

PRODUCT: Final = "producto"


def in_stock(asking: Asking, enterprise: str) -> list[Amount]:
    """Return what an enterprise has, all its stores together, one amount for each good."""
    found: dict[Good, Amount] = {}
    balances = asking.visit.station.production.balances(
        Wanted(enterprise=enterprise), account=str(accounts.store(enterprise))
    )
    for one in balances:
        # One short name may begin with another.
        if Account.parsed(one.account).parts[0] == enterprise and one.good.measure in UNITS:
            found[one.good] = found.get(one.good, Amount(one.good, Decimal(0))) + Amount(one.good, one.amount)
    return list(found.values())


def products(asking: Asking, enterprise: str) -> dict[str, list[Amount]]:
    """Return what can be picked and how much of it there is; in a plan also what grows or has grown."""
    found: dict[str, list[Amount]] = {}
    for one in in_stock(asking, enterprise):
        if one.amount > 0:
            found.setdefault(one.good.item, []).append(one)
    cycles = asking.visit.station.production.cycles(enterprise=enterprise) if says_a_plan(asking) else []
    return found | {one.key: found.get(one.key, []) for one in cycles}


def pick_product(asking: Asking, known: Mapping[str, Sequence[Amount]], ask: str) -> Pick:
    """Return the question which product, of those that can be picked.

    Raises:
        NothingToAskError: There is none.
    """
    _ = asking.gettext
    if not known:
        raise NothingToAskError(
            _("Esta empresa no tiene nada en existencia. Anote primero la cosecha."),
            href="/anotar/cosecha",
            word=_("Anotar cosecha"),
        )
    options = [
        Option(
            key,
            product_named(asking.visit, key).capitalize(),
            _told(asking, amounts),
        )
        for key, amounts in known.items()
    ]
    return Pick(PRODUCT, ask, options, missing=_("Elija el producto."))


def _told(asking: Asking, amounts: Sequence[Amount]) -> str:
    """Return how much there is, to members only: a form is drawn also for who has still to sign in."""
    if asking.visit.member is None:
        return ""
    return " · ".join(told_amount(one, asking.words) for one in amounts)


def product_written(asking: Asking, known: Mapping[str, Sequence[Amount]]) -> str | None:
    """Return the product that was picked, None while none was."""
    product = asking.written.get(PRODUCT)
    return product if product in known else None


def is_kept_as_grain(asking: Asking, enterprise: str, product: str) -> bool:
    """Tell whether a product is grain: by its register, else where it was sown or some is kept at a base."""
    if product in registers_of(asking).products:
        return is_grain(registers_of(asking), product, otherwise=False)
    cycles = asking.visit.station.production.cycles(enterprise=enterprise)
    if any(one.key == product and one.sort == "sowing" for one in cycles):
        return True
    return any(one.good.item == product and one.good.base for one in in_stock(asking, enterprise))


def base_taken(answers: Answers, enterprise: str, product: str, weighed: Weighing) -> Base | None:
    """Return the base at which a load of grain is taken out of stock; None of what has none.

    That of the commune, unless enough lies only at another one: what was kept before the commune set a
    new base leaves at its own, or it would stay in the book for ever.
    """
    if not is_kept_as_grain(answers, enterprise, product):
        return None
    own = own_base(commune_base(answers, product, at=answers.moment("cuando")), weighed.moisture)
    if own is None or says_a_plan(answers):
        return own
    kept = {one.good.base: one.amount for one in in_stock(answers, enterprise) if one.good.item == product}
    enough = [base for base, amount in kept.items() if base and amount >= _taken(weighed, base)]
    return own if own in enough or not enough else max(enough, key=lambda base: (kept[base], str(base)))


def _taken(weighed: Weighing, base: Base) -> Decimal:
    moisture, impurity = weighed.moisture or Decimal(0), weighed.impurity or Decimal(0)
    return exact(kg_at_base(weighed.kg, moisture=moisture, impurity=impurity, base=base))


def older_base_told(answers: Answers, product: str, base: Base | None) -> list[str]:
    """Return that a load is taken at the base at which it was kept, where the commune has another now."""
    now = commune_base(answers, product, at=answers.moment("cuando"))
    if base is None or now is None or base == Base(now.moisture, now.impurity):
        return []
    return [
        answers.gettext("Se descuenta de lo que se guardó a esa base, antes de que la comuna fijara otra.")
    ]


def told_amount(one: Amount, words: Words) -> str:
    """Return an amount with its base, as "949,8 kilos al 14 % de humedad y 2 % de impureza"."""
    figure = UNITS[one.good.measure].figure(one.amount, words)
    base = one.good.base
    if base is None:
        return figure
    sentence = words.language.gettext("%(figure)s al %(moisture)s de humedad y %(impurity)s de impureza")
    return sentence % (percents(base.moisture, base.impurity, words) | {"figure": figure})


def more_than_in_stock(answers: Answers, enterprise: str, taken: Amount) -> Sequence[str]:
    """Return what is asked back where more of a good is taken than there is; goods are never added."""
    every = [one for one in in_stock(answers, enterprise) if one.good.item == taken.good.item]
    own = next((one for one in every if one.good == taken.good), Amount(taken.good, Decimal(0)))
    if taken.amount <= own.amount:
        return []
    words = answers.words
    values = {"there": told_amount(own, words), "taken": told_amount(taken, words)}
    found = [answers.gettext("En existencia hay %(there)s y usted anota %(taken)s: ¿está bien?") % values]
    others = [told_amount(one, words) for one in every if one.good != taken.good and one.amount > 0]
    if others:
        sentence = answers.gettext("Además hay %(others)s; con otra base no se resta de ahí.")
        found.append(sentence % {"others": ", ".join(others)})
    return found
