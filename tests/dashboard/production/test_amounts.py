"""Every total and every share has one product, one base and one currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.production.amounts import Share, exact, total, totals
from gateway.domain.goods import Amount, Base, Good, MixedGoodsError

bases = st.none() | st.builds(
    Base, st.sampled_from([Decimal(12), Decimal(14)]), st.sampled_from([Decimal(0), Decimal(2)])
)
goods = (
    st.builds(Good, st.just("kg"), st.sampled_from(["maiz", "cafe", "cachama"]), bases)
    | st.builds(Good, st.just("money"), st.sampled_from(["VES", "USD"]))
    | st.builds(Good, st.just("fish"), st.just("cachama"))
)
numbers = st.decimals(-10_000, 10_000, places=3)
amounts = st.builds(Amount, goods, numbers)


@given(st.lists(amounts, max_size=30))
def test_a_total_is_of_one_good_and_leaves_nothing_out(given: list[Amount]) -> None:
    found = totals(given)

    assert len({one.good for one in found}) == len(found)
    for one in found:
        assert one.amount == sum(part.amount for part in given if part.good == one.good)
    assert {one.good for one in given} == {one.good for one in found}


@given(st.lists(amounts, max_size=6))
def test_one_total_is_told_of_one_good_only(given: list[Amount]) -> None:
    if len({one.good for one in given}) > 1:
        with pytest.raises(MixedGoodsError):
            total(given)
    else:
        assert total(given) == (totals(given) or [None])[0]


@given(amounts, amounts)
def test_a_share_is_a_part_of_the_same_good(part: Amount, whole: Amount) -> None:
    if part.good != whole.good:
        with pytest.raises(MixedGoodsError):
            Share(part, whole)
    else:
        assert Share(part, whole).good == whole.good


def test_a_part_of_nothing_is_no_percentage() -> None:
    maize = Good("kg", "maiz", Base(Decimal(14), Decimal(2)))

    assert Share(Amount(maize, Decimal(3)), Amount(maize, Decimal(0))).percent is None
    assert Share(Amount(maize, Decimal(3)), Amount(maize, Decimal(4))).percent == 75


def test_an_amount_is_counted_to_a_gram_and_a_half_goes_up() -> None:
    assert exact(Decimal("0.0005")) == Decimal("0.001")
