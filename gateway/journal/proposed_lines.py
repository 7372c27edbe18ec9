"""Whether the lines of a proposal are those of its sort, and add up."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from gateway.domain.entries import (
    CouncilRegistered,
    CounterpartRegistered,
    EnterpriseRegistered,
    FundShare,
    Grant,
    PayLine,
    PlanLine,
    PriceLine,
    ProductShare,
    Proposed,
)
from gateway.domain.errors import EntryError
from gateway.domain.goods import Good
from gateway.journal.in_force import currency_in_force, in_force, possible_day, unit_in_force
from gateway.journal.parliament import first_day, rules_at
from gateway.journal.standing import Standing

LINES: Final[Mapping[str, str]] = {
    "plan": "plans",
    "remuneration": "pays",
    "price": "prices",
    "distribution": "products",
    "reinvestment": "funds",
    "sharing": "grant",
}
"""Which field holds the lines of a sort; any other sort has none."""
WHOLE: Final = Decimal(100)
MONEY: Final = "money"


def check_lines(standing: Standing, body: Proposed, *, at: int) -> None:
    """Check the lines of a proposal.

    Args:
        standing: What stands in the journals.
        body: The proposal.
        at: When its session meets [s UTC].

    Raises:
        EntryError: Lines are missing, of another sort, impossible, or do not add up.
    """
    own = LINES.get(body.sort)
    for name in LINES.values():
        if name == own and not getattr(body, name):
            raise EntryError("A la propuesta le faltan sus renglones. Escríbalos.")
        if name != own and getattr(body, name):
            raise EntryError("Los renglones no son de esa clase de propuesta. Quítelos, o elija otra clase.")
    _plans(standing, body.plans, at=at)
    _pays(standing, body.pays, at=at)
    _prices(standing, body.prices, at=at)
    _products(standing, body.products, at=at)
    _funds(standing, body.funds, at=at)
    if body.grant is not None:
        _grant(standing, body.grant, at=at)


def _once(keys: Iterable[Hashable]) -> None:
    seen = list(keys)
    if len(set(seen)) < len(seen):
        raise EntryError("Un renglón está repetido. Júntelo con el otro, o quítelo.")


def _good(code: str) -> Good:
    try:
        return Good.parsed(code)
    except (ValueError, ArithmeticError) as error:
        raise EntryError(
            "No existe el producto o la moneda «%(good)s». Elíjalo en la lista.", good=code
        ) from error


def _product(code: str) -> Good:
    found = _good(code)
    if found.measure == MONEY:
        raise EntryError("Ese renglón es de un producto y no de dinero. Elija el producto.")
    return found


def _plans(standing: Standing, lines: Iterable[PlanLine], *, at: int) -> None:
    rows = list(lines)
    _once((one.unit, _product(one.good)) for one in rows)
    for one in rows:
        unit_in_force(standing, one.unit, at=at)


def _pays(standing: Standing, lines: Iterable[PayLine], *, at: int) -> None:
    rows = list(lines)
    _once((one.enterprise, one.currency) for one in rows)
    for one in rows:
        in_force(standing, EnterpriseRegistered, "enterprise", one.enterprise, at=at)
        currency_in_force(standing, one.currency, at=at)


def _prices(standing: Standing, lines: Iterable[PriceLine], *, at: int) -> None:
    rows = list(lines)
    _once((_product(one.good), one.currency) for one in rows)
    for one in rows:
        currency_in_force(standing, one.currency, at=at)


def _products(standing: Standing, lines: Iterable[ProductShare], *, at: int) -> None:
    rows = list(lines)
    _once((_product(one.good), one.destination, one.to) for one in rows)
    for one in rows:
        _receiver(standing, one, at=at)
    _add_up([(_product(one.good), one.percent, one.amount) for one in rows])


def _receiver(standing: Standing, one: ProductShare, *, at: int) -> None:
    if one.to is None:
        return
    if one.destination in ("workers", "seed", "animal_feed"):
        raise EntryError("Ese destino no lleva receptor. Quite quién recibió, o elija otro destino.")
    if one.destination == "community":
        in_force(standing, CouncilRegistered, "council", one.to, at=at)
    elif one.destination == "processing":
        in_force(standing, EnterpriseRegistered, "enterprise", one.to, at=at)
    else:
        in_force(standing, CounterpartRegistered, "counterpart", one.to, at=at)


def _funds(standing: Standing, lines: Iterable[FundShare], *, at: int) -> None:
    rows = list(lines)
    _once((one.enterprise, _good(one.good), one.fund) for one in rows)
    known = {one.fund for one in rules_at(standing, at).funds} if rows else set()
    for one in rows:
        in_force(standing, EnterpriseRegistered, "enterprise", one.enterprise, at=at)
        if one.fund not in known:
            raise EntryError(
                "El fondo «%(fund)s» no está en las reglas de la comuna."
                " Elija otro, o agréguelo a las reglas.",
                fund=one.fund,
            )
        _is_surplus(standing, one, at=at)
    _add_up([((one.enterprise, _good(one.good)), one.percent, one.amount) for one in rows])


def _is_surplus(standing: Standing, one: FundShare, *, at: int) -> None:
    """Check that what is put into a fund is money, or came to the enterprise in exchange.

    What comes in exchange has no base; grain at one is the enterprise's own, delivered or kept.
    """
    good = _good(one.good)
    if good.measure == MONEY:
        currency_in_force(standing, good.item, at=at)
    elif good.base is not None or not standing.got_in_kind(one.enterprise, good.item):
        raise EntryError(
            "Excedente es dinero, o lo que se recibió en especie. «%(product)s» no se recibió a cambio."
            " Lo cosechado se reparte con una propuesta de distribución.",
            product=good.item,
        )


def _add_up(rows: Iterable[tuple[Hashable, Decimal, Decimal]]) -> None:
    """Check that the parts of each whole are 100 %, and that each amount is its part."""
    wholes: dict[Hashable, list[tuple[Decimal, Decimal]]] = {}
    for key, percent, amount in rows:
        wholes.setdefault(key, []).append((percent, amount))
    for parts in wholes.values():
        total = sum((percent for percent, _ in parts), Decimal(0))
        if total != WHOLE:
            raise EntryError(
                "Las partes suman %(total)s por ciento y deben sumar 100, cada producto y cada moneda aparte."
                " Revise las partes.",
                total=f"{total.normalize():f}",
            )
        amount = sum((one for _, one in parts), Decimal(0))
        if any(abs(one * WHOLE - percent * amount) > amount for percent, one in parts):
            raise EntryError("Una cantidad no es la parte que dice su porcentaje. Revise las cantidades.")


def _grant(standing: Standing, grant: Grant, *, at: int) -> None:
    in_force(standing, CounterpartRegistered, "counterpart", grant.recipient, at=at)
    for day in (grant.since, grant.until, grant.expires):
        possible_day(day)
    if not grant.since <= grant.until:
        raise EntryError("El último día debe ser posterior al primero. Revise las dos fechas.")
    if grant.expires < first_day(at):
        raise EntryError("El permiso vence antes de la sesión. Revise la fecha.")
    _once(grant.scope)
