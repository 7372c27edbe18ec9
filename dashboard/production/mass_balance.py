"""Whether what was harvested is what was delivered, lost and kept: one account for each good alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from dashboard.production.base import Balance
from gateway.domain.goods import Good

COUNTED: Final = frozenset({"kg", "L", "count", "sack"})
"""What a product is counted in; money and live fish are other accounts."""

HARVEST: Final = "produccion:"
EXCHANGED: Final = "origen:intercambio:"
STOCK: Final = "almacen:"
DESTINATION: Final = "destino:"
LOSS: Final = "merma:"
_NONE: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class MassBalance:
    """What became of one good in a period; every amount is of that good, so all may be added.

    Attributes:
        before: What there was when the period began.
        harvested: What was taken out of cycles.
        received: What came in exchange.
        delivered: By the account that it went to, such as `destino:comunidad:el-saman`.
        lost: By the account, such as `merma:weevil`.
        stock: What there should be when the period ends; a keeping that more left than it had is empty.
    """

    good: Good
    before: Decimal
    harvested: Decimal
    received: Decimal
    delivered: Mapping[str, Decimal]
    lost: Mapping[str, Decimal]
    stock: Decimal

    @property
    def available(self) -> Decimal:
        """What there was, what was harvested and what was received."""
        return self.before + self.harvested + self.received

    @property
    def accounted(self) -> Decimal:
        """What was delivered, lost and kept."""
        return sum((*self.delivered.values(), *self.lost.values()), self.stock)

    @property
    def difference(self) -> Decimal:
        """What is accounted for beyond what there was; zero where the account closes.

        Above zero where more left a keeping than it had, below where something moved to nowhere.
        """
        return self.accounted - self.available


@dataclass(slots=True)
class _Sums:
    before: Decimal = _NONE
    harvested: Decimal = _NONE
    received: Decimal = _NONE
    delivered: dict[str, Decimal] = field(default_factory=dict)
    lost: dict[str, Decimal] = field(default_factory=dict)
    stocks: dict[str, Decimal] = field(default_factory=dict)


def mass_balances(before: Iterable[Balance], within: Iterable[Balance]) -> list[MassBalance]:
    """Return the account of every good that moved or was there, in the order of their codes.

    Args:
        before: What stood in the stores when the period began.
        within: What moved in the period, of every account.
    """
    sums: dict[Good, _Sums] = {}
    for one in before:
        if one.good.measure in COUNTED and one.account.startswith(STOCK):
            _kept(sums.setdefault(one.good, _Sums()), one, is_before=True)
    for one in within:
        if one.good.measure in COUNTED and one.account.startswith(
            (HARVEST, EXCHANGED, STOCK, DESTINATION, LOSS)
        ):
            _moved(sums.setdefault(one.good, _Sums()), one)
    found = [_balance(good, sums[good]) for good in sorted(sums, key=str)]
    return [one for one in found if one.available or one.accounted]


def keeper(account: str) -> str:
    """Return the enterprise whose keeping an account of stock is, whichever store it is in."""
    return account.removeprefix(STOCK).partition(":")[0]


def _kept(sums: _Sums, one: Balance, *, is_before: bool) -> None:
    owner = keeper(one.account)
    sums.stocks[owner] = sums.stocks.get(owner, _NONE) + one.amount
    if is_before:
        sums.before += one.amount


def _moved(sums: _Sums, one: Balance) -> None:
    if one.account.startswith(HARVEST):
        sums.harvested -= one.amount
    elif one.account.startswith(EXCHANGED):
        sums.received -= one.amount
    elif one.account.startswith(STOCK):
        _kept(sums, one, is_before=False)
    else:
        side = sums.delivered if one.account.startswith(DESTINATION) else sums.lost
        side[one.account] = side.get(one.account, _NONE) + one.amount


def _balance(good: Good, sums: _Sums) -> MassBalance:
    return MassBalance(
        good=good,
        before=sums.before,
        harvested=sums.harvested,
        received=sums.received,
        delivered={account: amount for account, amount in sums.delivered.items() if amount},
        lost={account: amount for account, amount in sums.lost.items() if amount},
        stock=sum((one for one in sums.stocks.values() if one > 0), _NONE),
    )
