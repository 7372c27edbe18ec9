"""What was spent on the decisions of the parliament, and what was spent without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.parliament.agreement import without_agreement
from dashboard.parliament.assembly import Assembly
from dashboard.production.amounts import totals
from gateway.domain.entries import Entry, MoneyMoved
from gateway.domain.goods import Amount, Good


@dataclass(frozen=True, slots=True)
class Unagreed:
    """Money that was spent and for which the book knows no agreement."""

    entry: Entry
    body: MoneyMoved

    @property
    def amount(self) -> Amount:
        """How much, in its own currency."""
        return Amount(Good("money", self.body.currency), self.body.amount)


def unagreed(found: Assembly, entries: Iterable[Entry]) -> list[Unagreed]:
    """Return what was spent without an agreement, rising by number."""
    spent = sorted(without_agreement(found, entries), key=lambda one: one.number)
    return [Unagreed(one, one.body) for one in spent if isinstance(one.body, MoneyMoved)]


def spent_by_decision(entries: Iterable[Entry]) -> dict[str, list[Amount]]:
    """Return what was spent on each decision, each currency for itself, by the decision's uid."""
    spent: dict[str, list[Amount]] = {}
    for one in entries:
        body = one.body
        if isinstance(body, MoneyMoved) and body.direction == "out" and body.agreed is not None:
            spent.setdefault(body.agreed, []).append(Amount(Good("money", body.currency), body.amount))
    return {uid: totals(amounts) for uid, amounts in spent.items()}
