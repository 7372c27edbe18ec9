"""Shares as a person reads them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal


def whole_percent(share: float) -> int:
    """Return a share [0 to 1] in whole percent; only the whole is 100."""
    return min(math.floor(100 * share + 0.5), 100 if share >= 1 else 99)


def whole_percents(amounts: Sequence[Decimal]) -> list[int]:
    """Return what each amount is of all of them [%], whole numbers that sum to 100; all zero of nothing.

    What is left over when all are rounded down goes to those that lost most.

    Source:
        Largest remainder method (Hamilton 1792); the earlier one of two with the same remainder is first.
    """
    total = sum(amounts, Decimal(0))
    if total <= 0:
        return [0 for _ in amounts]
    exact = [100 * one / total for one in amounts]
    found = [int(one) for one in exact]
    by_rest = sorted(range(len(found)), key=lambda place: found[place] - exact[place])
    for place in by_rest[: 100 - sum(found)]:
        found[place] += 1
    return found
