"""Where each good went, in parts that are a hundred percent together."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dashboard.goods.councils import CouncilShare
from dashboard.goods.produced import Part
from dashboard.production.shares import whole_percents
from dashboard.session.destinations import family_range, parts_of

AMOUNTS = st.lists(st.decimals("0.001", "100000", places=3), min_size=1, max_size=9)


def parts(*amounts: Decimal) -> list[Part]:
    percents = whole_percents(amounts)
    return [Part("sale", "Venta", one, percent) for one, percent in zip(amounts, percents, strict=True)]


@given(AMOUNTS, st.decimals("-1000", "1000", places=3))
def test_the_parts_are_always_a_hundred_percent_together(amounts: list[Decimal], difference: Decimal) -> None:
    found = parts_of(parts(*amounts), difference, unexplained="Sin explicar")

    assert sum(one.percent for one in found) == 100


def test_what_nobody_can_explain_is_a_part_of_its_own() -> None:
    found = parts_of(parts(Decimal(60)), Decimal(-40), unexplained="Sin explicar")

    assert [(one.look, one.percent) for one in found] == [("sale", 60), ("unknown", 40)]


def test_more_that_left_than_there_was_is_no_part() -> None:
    assert len(parts_of(parts(Decimal(60)), Decimal(40), unexplained="Sin explicar")) == 1


def test_families_are_told_from_the_least_to_the_most_without_a_name() -> None:
    served = [CouncilShare("La Ceiba", Decimal(400), 100), CouncilShare("El Samán", Decimal(100), 50)]

    found = family_range([*served, CouncilShare("Caño Seco", Decimal(0), 60)])

    assert found is not None
    assert (found.least, found.most, found.councils, found.of) == (2, 4, 2, 3)
    assert not any(name in repr(found) for name in ("Ceiba", "Samán", "Caño"))


def test_where_families_are_not_counted_nothing_is_told_of_a_family() -> None:
    assert family_range([CouncilShare("La Ceiba", Decimal(400), None)]) is None
