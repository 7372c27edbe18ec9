"""What an entry moves: postings that sum to zero for every good.

What is not posted, and why:

- a plan moves nothing, whatever its kind;
- a sowing: the seed in it is an input, and its own entry moves it;
- the price of a delivery is a promise: money moves when an entry of money says so;
- the receiver's weighing: what arrived is compared with what left, it is not booked a second time;
- a cycle that was lost: the fish that were neither found dead nor caught stay under `vivos`, unexplained.
  To call them dead would be a count that nobody made;
- fish that died in transport were never put into the water.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from dashboard.production import accounts
from dashboard.production.accounts import Account
from dashboard.production.amounts import exact
from dashboard.production.base import Posting
from dashboard.production.grain import base_of, comparable_kg, kg_at_base
from dashboard.production.registers import BookRegisters
from gateway.domain.entries import (
    Body,
    Decided,
    Delivered,
    Died,
    Entry,
    Fed,
    Goods,
    Harvested,
    InputUsed,
    MoneyMoved,
    Sown,
    Stocked,
    StockLost,
    Weighing,
    is_planned,
)
from gateway.domain.goods import Amount, Base, Good, product_key

FEEDS: Final[Mapping[str, str]] = {
    "concentrate": "concentrado",
    "scraps": "sobras",
    "fruit": "frutas",
    "other": "otro-alimento",
}
"""The key of a feed of which nobody said what it was."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an entry's words refer to elsewhere in the book.

    Attributes:
        begun: The stocking or sowing that began the entry's cycle; None where it has none.
    """

    entry: Entry
    registers: BookRegisters
    begun: Entry | None = None

    @property
    def cycle(self) -> str:
        """The cycle that it is of, empty where it is of none."""
        return self.begun.uid if self.begun is not None else ""

    @property
    def unit(self) -> str:
        """The unit in which it happened, empty where it is of none."""
        begun = None if self.begun is None else self.begun.body
        found = begun.unit if isinstance(begun, Stocked | Sown) else getattr(self.entry.body, "unit", None)
        return found or ""

    @property
    def enterprise(self) -> str:
        """Whose book it is in, empty where nobody's."""
        own = getattr(self.entry.body, "enterprise", None)
        unit = self.registers.units.get(self.unit)
        return own or ("" if unit is None else unit.enterprise)

    @property
    def product(self) -> str:
        """The key of what it is about, empty where it is about no product."""
        begun = None if self.begun is None else self.begun.body
        return getattr(self.entry.body, "product", None) or ("" if begun is None else product_of(begun))


def product_of(begun: Body) -> str:
    """Return the key of what a cycle produces, empty for what begins none."""
    match begun:
        case Stocked():
            return product_key(begun.species)
        case Sown():
            return product_key(begun.crop)
        case _:
            return ""


def feed_key(body: Fed) -> str:
    """Return the key of what was fed."""
    return body.what or FEEDS[body.feed]


def feed_kg(body: Fed, registers: BookRegisters, *, at: int) -> Decimal | None:
    """Return what was fed [kg], None where its local measure was never weighed."""
    if body.kg is not None or body.measure is None or body.count is None:
        return body.kg
    one = registers.measure_kg(body.measure, of=feed_key(body), at=at)
    return None if one is None else one * body.count


def postings(entry: Entry, registers: BookRegisters, *, begun: Entry | None = None) -> tuple[Posting, ...]:
    """Return what an entry that was done moves; none for one that moves nothing.

    Args:
        entry: What stands in the book; a reversal moves the `negated` postings of what it takes back.
        registers: What is registered.
        begun: The stocking or sowing that began the cycle of the entry: of a harvest, feeding,
            mortality, delivery or input that names one; a stocking begins its own.
    """
    moves = _MOVES.get(type(entry.body))
    if moves is None or is_planned(entry.body):
        return ()
    setting = Setting(entry, registers, entry if isinstance(entry.body, Stocked) else begun)
    return tuple(
        Posting(str(account), moved.good, moved.amount, setting.enterprise, setting.cycle)
        for account, moved in moves(setting, entry.body)
        if moved.amount
    )


def negated(moved: Iterable[Posting]) -> tuple[Posting, ...]:
    """Return what takes postings back."""
    return tuple(replace(one, amount=-one.amount) for one in moved)


_Moved = list[tuple[Account, Amount]]


def _from_to(source: Account, target: Account, good: Good, amount: Decimal) -> _Moved:
    moved = Amount(good, exact(amount))
    return [(source, -moved), (target, moved)]


def _stocking(setting: Setting, body: Stocked) -> _Moved:
    cycle, fish = setting.entry.uid, Good("fish", product_key(body.species))
    return _from_to(accounts.stocked(), accounts.alive(cycle), fish, Decimal(body.fish))


def _mortality(setting: Setting, body: Died) -> _Moved:
    if not setting.cycle:
        return []
    source, target = accounts.alive(setting.cycle), accounts.dead(setting.cycle)
    return _from_to(source, target, Good("fish", setting.product), Decimal(body.fish))


def _harvest(setting: Setting, body: Harvested) -> _Moved:
    cycle, product = setting.cycle, setting.product
    if not cycle or not setting.enterprise:
        return []
    at_base = comparable_kg(body)
    good = Good("kg", product, None if at_base is None else base_of(body))
    moved = _from_to(
        accounts.production(cycle),
        accounts.store(setting.enterprise, body.warehouse),
        good,
        body.kg if at_base is None else at_base,
    )
    if body.fish:
        fish = Good("fish", product)
        moved += _from_to(accounts.alive(cycle), accounts.caught(cycle), fish, Decimal(body.fish))
    return moved


def _feeding(setting: Setting, body: Fed) -> _Moved:
    kg = feed_kg(body, setting.registers, at=setting.entry.happened)
    good, amount = Good("kg", feed_key(body)), kg
    if kg is None and body.measure is not None:
        # Nobody weighed this measure: so many of them are counted, and never added to kilos.
        good, amount = Good("count", f"{body.measure}-{feed_key(body)}"), body.count
    if amount is None or not setting.cycle:
        return []
    return _from_to(accounts.input_from(None), accounts.input_of(setting.cycle), good, amount)


def _input(setting: Setting, body: InputUsed) -> _Moved:
    target = accounts.input_of(setting.cycle or body.unit)
    return _from_to(accounts.input_from(body.origin), target, Good(body.measure, body.input), body.amount)


def _delivery(setting: Setting, body: Delivered) -> _Moved:
    kept = accounts.store(body.enterprise, body.warehouse)
    good, amount = weighed_good(setting.registers, body, body.ours)
    moved = _from_to(kept, accounts.destination(body.destination, body.to), good, amount)
    for back in body.goods:
        source = accounts.exchanged_with(body.to)
        moved += _from_to(source, kept, _measured(setting.registers, back), back.amount)
    return moved


def _stock_loss(setting: Setting, body: StockLost) -> _Moved:
    good, amount = weighed_good(setting.registers, body, body.weighed)
    return _from_to(
        accounts.store(body.enterprise, body.warehouse), accounts.loss(body.lost_to), good, amount
    )


def _money(_setting: Setting, body: MoneyMoved) -> _Moved:
    good, own = Good("money", body.currency), accounts.cash(body.enterprise)
    if body.direction == "in":
        return _from_to(accounts.income(body.sort), own, good, body.amount)
    moved = _from_to(own, accounts.expense(body.sort), good, body.amount)
    if body.fund is not None:
        fund, used = (of(body.enterprise, body.fund) for of in (accounts.fund, accounts.applied))
        moved += _from_to(fund, used, good, body.amount)
    return moved


def _decision(_setting: Setting, body: Decided) -> _Moved:
    if body.result != "approved":
        return []
    return [
        one
        for share in body.funds
        for one in _from_to(
            accounts.surplus(share.enterprise),
            accounts.fund(share.enterprise, share.fund),
            Good.parsed(share.good),
            share.amount,
        )
    ]


def weighed_good(
    registers: BookRegisters, said: Delivered | StockLost, weighing: Weighing
) -> tuple[Good, Decimal]:
    """Return which good a weighing is of, and how much of it: grain at its base where its moisture is known.

    Grain whose moisture nobody measured is a good of its own.
    """
    product = registers.products.get(said.product)
    if product is not None and product.measure != "kg":
        return Good(product.measure, said.product), weighing.kg
    if weighing.moisture is None or said.base_moisture is None:
        return Good("kg", said.product), weighing.kg
    base = Base(said.base_moisture, said.base_impurity or Decimal(0))
    impurity = weighing.impurity or Decimal(0)
    kg = kg_at_base(weighing.kg, moisture=weighing.moisture, impurity=impurity, base=base)
    return Good("kg", said.product, base), kg


def _measured(registers: BookRegisters, goods: Goods) -> Good:
    product = registers.products.get(goods.product)
    return Good("kg" if product is None else product.measure, goods.product)


_MOVES: Final[Mapping[type[Body], Callable[[Setting, Any], _Moved]]] = {
    Stocked: _stocking,
    Died: _mortality,
    Harvested: _harvest,
    Fed: _feeding,
    InputUsed: _input,
    Delivered: _delivery,
    StockLost: _stock_loss,
    MoneyMoved: _money,
    Decided: _decision,
}
