"""What an enterprise had left over in a period, good by good, and what stands in its funds.

Surplus is money, or goods that came in exchange; what was harvested and sold is in its money already. No
good is added to another, and none is given a price that the parliament did not set. A credit is owed, so
neither its coming nor its paying back is surplus. What is spent from a fund was surplus before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboard.production import accounts
from dashboard.production.accounts import Account
from dashboard.production.base import Balance
from gateway.domain.goods import Good

_NONE = Decimal(0)
CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Surplus:
    """What was left over of one good.

    Attributes:
        income: What came: money, or goods in exchange.
        expense: What was spent of it, remuneration included, without what funds paid.
        shared: What the parliament put into funds in the period.
    """

    enterprise: str
    good: Good
    income: Decimal
    expense: Decimal = _NONE
    shared: Decimal = _NONE

    @property
    def amount(self) -> Decimal:
        """What was left over; below zero where more was spent than came."""
        return self.income - self.expense


@dataclass(frozen=True, slots=True)
class FundBalance:
    """What stands in a fund of an enterprise of one good.

    Attributes:
        put: What the parliament put into it.
        spent: What was spent from it.
    """

    enterprise: str
    fund: str
    good: Good
    put: Decimal
    spent: Decimal

    @property
    def amount(self) -> Decimal:
        """What is left in it; below zero where more was spent than was put."""
        return self.put - self.spent


def surpluses(moved: Mapping[str, Iterable[Balance]]) -> list[Surplus]:
    """Return the surplus of every enterprise that had income or expense, money before goods.

    Args:
        moved: What moved in every account in the period, by enterprise, as `Production` tells it; where a
            decision put surplus into funds its accounts name the enterprise.
    """
    sums: dict[tuple[str, Good], list[Decimal]] = {}
    for enterprise, balances in moved.items():
        for one in balances:
            place = _part(one, enterprise)
            if place is not None:
                own, column, amount = place
                sums.setdefault((own, one.good), [_NONE, _NONE, _NONE])[column] += amount
    found = [Surplus(own, good, *columns) for (own, good), columns in sums.items() if own]
    return sorted(found, key=lambda one: (one.enterprise, one.good.measure != "money", str(one.good)))


def funds(balances: Iterable[Balance]) -> list[FundBalance]:
    """Return what stands in every fund, by enterprise, fund and good.

    Args:
        balances: Of the accounts that begin with `fondo:` and with `aplicado:`, of all time.
    """
    stands: dict[tuple[str, str, Good], list[Decimal]] = {}
    for one in balances:
        account = Account.parsed(one.account)
        if account.root not in (accounts.FUND, accounts.APPLIED):
            continue
        enterprise, fund = account.parts
        sums = stands.setdefault((enterprise, fund, one.good), [_NONE, _NONE])
        sums[account.root == accounts.APPLIED] += one.amount
    return [
        FundBalance(enterprise, fund, good, left + spent, spent)
        for (enterprise, fund, good), (left, spent) in sorted(
            stands.items(), key=lambda one: (*one[0][:2], str(one[0][2]))
        )
    ]


def _part(one: Balance, enterprise: str) -> tuple[str, int, Decimal] | None:
    """Return of which enterprise a balance is income (0), expense (1) or shared out (2), and how much."""
    account = Account.parsed(one.account)
    first = account.parts[0] if account.parts else ""
    match account.root:
        case accounts.INCOME if first != CREDIT:
            return enterprise, 0, -one.amount
        case accounts.EXPENSE if first != CREDIT:
            return enterprise, 1, one.amount
        case accounts.APPLIED:
            return first, 1, -one.amount
        case accounts.ORIGIN if first == "intercambio":
            return enterprise, 0, -one.amount
        case accounts.SURPLUS:
            return first, 2, -one.amount
        case _:
            return None
