"""Kilos of maize at a stated basis."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import a_harvest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dashboard.production.grain import Base, base_of, comparable_kg, kg_at_base

PERCENT = st.decimals(0, 60, places=2)


def at(kg: str, moisture: str, impurity: str, base: Base) -> Decimal:
    return kg_at_base(Decimal(kg), moisture=Decimal(moisture), impurity=Decimal(impurity), base=base)


@pytest.mark.parametrize(("base", "kg"), [("14", "9069.77"), ("12", "8863.64")])
def test_ten_tonnes_at_22_percent_as_the_facts_reckon_them(base: str, kg: str) -> None:
    assert round(at("10000", "22", "0", Base(Decimal(base))), 2) == Decimal(kg)


def test_9650_kg_at_22_and_3_percent_are_8663_at_14_and_2() -> None:
    assert round(at("9650", "22", "3", Base(Decimal(14), Decimal(2)))) == 8663


def test_clean_grain_is_not_rewarded() -> None:
    base = Base(Decimal(14), Decimal(2))

    assert at("1000", "14", "0.5", base) == 1000


@given(moisture=PERCENT, impurity=PERCENT)
def test_grain_at_its_own_base_keeps_its_weight(moisture: Decimal, impurity: Decimal) -> None:
    found = kg_at_base(Decimal(1000), moisture=moisture, impurity=impurity, base=Base(moisture, impurity))

    assert round(found, 9) == 1000


@given(st.lists(PERCENT, min_size=2, max_size=2, unique=True).map(sorted))
def test_wetter_grain_is_less_maize(moistures: list[Decimal]) -> None:
    drier, wetter = (
        kg_at_base(Decimal(1000), moisture=one, impurity=Decimal(0), base=Base(Decimal(14)))
        for one in moistures
    )

    assert wetter < drier


def test_kilos_without_a_moisture_have_no_base() -> None:
    assert base_of(a_harvest("c")) is None
    assert comparable_kg(a_harvest("c")) is None


def test_a_harvest_is_compared_at_the_base_it_was_entered_with() -> None:
    harvest = replace(a_harvest("c", "10000"), moisture=Decimal(22), base_moisture=Decimal(14))

    assert round(comparable_kg(harvest) or 0, 2) == Decimal("9069.77")
