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


def shared_out(
    total: Decimal, percents: Sequence[Decimal], *, grain: Decimal = Decimal("0.01")
) -> list[Decimal]:
    """Return how much each share of an amount is, in multiples of a grain; together they are the amount.

    What is left over when all are rounded down goes to those that lost most; a rest of the amount that is
    no whole grain goes to the first of them.

    Args:
        total: What is shared out, at least 0.
        percents: Together 100 [%].
        grain: The smallest part, such as a cent.

    Source:
        Largest remainder method (Hamilton 1792); the earlier one of two with the same remainder is first.

    Raises:
        ValueError: The shares are not together 100 %.
    """
    if sum(percents, Decimal(0)) != 100:
        raise ValueError(f"{percents} are not together 100 %")
    exact = [total * one / (100 * grain) for one in percents]
    found = [Decimal(int(one)) for one in exact]
    by_rest = sorted(range(len(found)), key=lambda place: found[place] - exact[place])
    for place in by_rest[: int(total / grain) - int(sum(found, Decimal(0)))]:
        found[place] += 1
    amounts = [one * grain for one in found]
    amounts[by_rest[0]] += total - sum(amounts, Decimal(0))
    return amounts
