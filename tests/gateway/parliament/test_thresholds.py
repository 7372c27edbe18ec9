"""How many are enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gateway.domain.entries import Threshold
from gateway.domain.parliament.thresholds import needed

WHOLES = some.integers(0, 10_000)
PARTS = some.integers(1, 10_000)


@pytest.mark.parametrize(
    ("sort", "numerator", "denominator", "whole", "enough"),
    [
        ("more_than", 1, 2, 16, 9),
        ("more_than", 1, 2, 17, 9),
        ("more_than", 1, 2, 2, 2),
        ("more_than", 1, 2, 1, 1),
        ("more_than", 1, 2, 0, 1),
        ("more_than", 2, 3, 9, 7),
        ("more_than", 2, 3, 10, 7),
        ("at_least", 1, 2, 16, 8),
        ("at_least", 1, 2, 17, 9),
        ("at_least", 3, 5, 16, 10),
        ("at_least", 2, 3, 9, 6),
        ("at_least", 1, 3, 4, 2),
        ("at_least", 1, 1, 13, 13),
        ("at_least", 1, 5, 0, 1),
        ("count", 7, 1, 16, 7),
        ("count", 7, 1, 3, 7),
    ],
)
def test_so_many_are_enough(sort: str, numerator: int, denominator: int, whole: int, enough: int) -> None:
    assert needed(Threshold(sort, numerator, denominator), whole) == enough  # type: ignore[arg-type]


@given(WHOLES, PARTS, PARTS)
def test_more_than_a_part_is_the_first_number_above_it(whole: int, numerator: int, denominator: int) -> None:
    enough = needed(Threshold("more_than", numerator, denominator), whole)

    assert enough * denominator > whole * numerator
    assert enough == 1 or (enough - 1) * denominator <= whole * numerator


@given(WHOLES, PARTS, PARTS)
def test_at_least_a_part_is_the_first_number_that_reaches_it(
    whole: int, numerator: int, denominator: int
) -> None:
    enough = needed(Threshold("at_least", numerator, denominator), whole)

    assert enough * denominator >= whole * numerator
    assert enough == 1 or (enough - 1) * denominator < whole * numerator
