"""Balances of several books as those of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.production.base import Balance


def together(books: Mapping[str, Iterable[Balance]]) -> list[Balance]:
    """Return what stands in each account in all the books, by account and good; empty without books."""
    found: dict[tuple[str, str], Balance] = {}
    for balances in books.values():
        for one in balances:
            key = (one.account, str(one.good))
            amount = found[key].amount + one.amount if key in found else one.amount
            found[key] = Balance(one.account, one.good, amount)
    return [found[key] for key in sorted(found)]
