"""An amount is shared out so that its parts are the amount, to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard.production.shares import shared_out

CENT = Decimal("0.01")


def test_parts_that_come_out_even_are_what_they_are() -> None:
    assert shared_out(Decimal(900), [Decimal(40), Decimal(40), Decimal(20)]) == [360, 360, 180]


def test_the_cent_that_is_left_over_goes_to_who_lost_most() -> None:
    thirds = [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]

    assert shared_out(Decimal("100.01"), thirds) == [Decimal("33.33"), Decimal("33.33"), Decimal("33.35")]


def test_parts_that_are_not_the_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="not together 100"):
        shared_out(Decimal(10), [Decimal(40), Decimal(40)])


@given(
    some.decimals(0, 10**9, places=2),
    some.lists(some.integers(1, 10_000), min_size=1, max_size=8),
)
def test_the_parts_are_always_the_amount_and_each_within_a_cent_of_its_share(
    total: Decimal, weights: list[int]
) -> None:
    percents = [Decimal(100 * one) / sum(weights) for one in weights[:-1]]
    percents = [one.quantize(CENT) for one in percents]
    percents.append(100 - sum(percents, Decimal(0)))
    if percents[-1] < 0:
        return

    parts = shared_out(total, percents)

    assert sum(parts, Decimal(0)) == total
    assert all(abs(part - total * one / 100) < CENT for part, one in zip(parts, percents, strict=True))
    assert all(part >= 0 for part in parts)
