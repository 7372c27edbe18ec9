"""Totals and shares of goods: each has one product, one base and one currency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from gateway.domain.goods import Amount, Good, MixedGoodsError

EXACT: Final = Decimal("0.001")
"""To which part of a kilo an amount is counted: a gram."""


def exact(amount: Decimal) -> Decimal:
    """Return an amount as it is posted: to a thousandth, a half goes up."""
    return amount.quantize(EXACT, ROUND_HALF_UP)


def totals(amounts: Iterable[Amount]) -> list[Amount]:
    """Return one total for each good, in the order in which the goods first came; empty without amounts."""
    found: dict[Good, Amount] = {}
    for one in amounts:
        found[one.good] = found[one.good] + one if one.good in found else one
    return list(found.values())


def total(amounts: Iterable[Amount]) -> Amount | None:
    """Return what amounts of one good are together, None without amounts.

    Raises:
        MixedGoodsError: They are of more than one good.
    """
    found = totals(amounts)
    if len(found) > 1:
        raise MixedGoodsError(" + ".join(str(one.good) for one in found))
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, of one good.

    Raises:
        MixedGoodsError: The part is another good than the whole.
    """

    part: Amount
    whole: Amount

    def __post_init__(self) -> None:
        """Refuse what is no part of the other."""
        if self.part.good != self.whole.good:
            raise MixedGoodsError(f"{self.part.good} / {self.whole.good}")

    @property
    def good(self) -> Good:
        """What both are."""
        return self.part.good

    @property
    def percent(self) -> Decimal | None:
        """How much of the whole it is [%], None of nothing."""
        return 100 * self.part.amount / self.whole.amount if self.whole.amount else None
