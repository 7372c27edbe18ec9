"""A cycle beside others: the same product at the same base, and how little a few of them say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from builders import NIGHT, a_harvest, a_pond
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as with_fields

from dashboard.production.comparing import Compared, differences, neighbours, per_hectare
from dashboard.production.cycles import Cycle, Harvest, Loss, Unit
from dashboard.production.yields import yields
from gateway.domain.goods import Base

DAY = 86_400
UNIT = Unit("laguna-1", "e", "estanque-1", "Laguna 1", Decimal(1000), "tape")
OTHER = replace(UNIT, slug="laguna-2", place="estanque-2", name="Laguna 2", area_m2=Decimal(2000))


def a_cycle(number: int, kg: str = "500", *, unit: Unit = UNIT, species: str = "cachama") -> Cycle:
    began = NIGHT + number * 200 * DAY
    harvest = Harvest(f"h{number}", began + 150 * DAY, a_harvest(f"c{number}", kg))
    return Cycle(
        f"c{number}{unit.slug}",
        unit,
        "stocking",
        "fish",
        species,
        began,
        began + 150 * DAY,
        (harvest,),
        fish=1000,
    )


def a_field_cycle(number: int, *, base: str | None = "14") -> Cycle:
    grain = with_fields(
        a_harvest("c", "3000", fish=None),
        moisture=None if base is None else Decimal(22),
        base_moisture=None if base is None else Decimal(base),
    )
    fields = replace(a_cycle(number), sort="sowing", product="maíz", fish=None, sown_m2=Decimal(10_000))
    return replace(fields, harvests=(Harvest("h", fields.began, grain),))


def lost(cycle: Cycle) -> Cycle:
    return replace(cycle, harvests=(), lost=Loss("l", cycle.began, "oxygen"))


def earlier(count: int) -> list[Cycle]:
    return [a_cycle(number, str(400 + 10 * number)) for number in range(count)]


@pytest.mark.parametrize(("count", "mean"), [(3, None), (4, Decimal(4150))])
def test_three_earlier_cycles_have_no_mean_and_four_have(count: int, mean: Decimal | None) -> None:
    assert neighbours(a_cycle(9), earlier(count)).mean == mean


@pytest.mark.parametrize(("count", "trend"), [(7, None), (8, Decimal(100))])
def test_seven_earlier_cycles_have_no_trend_and_eight_have(count: int, trend: Decimal | None) -> None:
    assert neighbours(a_cycle(9), earlier(count)).trend == trend


def test_a_lost_cycle_stays_in_the_series_with_nothing() -> None:
    found = neighbours(a_cycle(9), [lost(a_cycle(1)), *earlier(1)])

    assert [one.value for one in found.before] == [4000, 0]
    assert found.placed(Decimal(10)) == "inside"


def test_a_lost_cycle_of_grain_stands_beside_those_of_the_newest_base() -> None:
    found = neighbours(lost(a_field_cycle(9)), [a_field_cycle(3), a_field_cycle(2, base="12")])

    assert found.base == Base(Decimal(14))
    assert len(found.before) == 1


def test_kilos_of_another_base_or_of_none_stand_nowhere_beside() -> None:
    found = neighbours(
        a_field_cycle(9), [a_field_cycle(1, base="12"), a_field_cycle(2, base=None), a_field_cycle(3)]
    )

    assert [one.cycle.began for one in found.before] == [a_cycle(3).began]


def test_another_fish_is_another_product() -> None:
    assert neighbours(a_cycle(9), [a_cycle(1, species="morocoto")]).before == []


def test_a_cycle_that_goes_on_stands_nowhere_beside() -> None:
    assert neighbours(a_cycle(9), [replace(a_cycle(1), ended=None)]).before == []


def test_its_own_earlier_cycles_come_before_the_later_ones_and_before_those_of_others() -> None:
    found = neighbours(a_cycle(2), [a_cycle(1), a_cycle(3), a_cycle(1, "300", unit=OTHER)])

    assert [len(one) for one in (found.before, found.after, found.others)] == [1, 1, 1]


def test_where_a_cycle_fell_needs_two_earlier_ones() -> None:
    assert neighbours(a_cycle(9), earlier(1)).placed(Decimal(1)) is None
    assert neighbours(a_cycle(9), earlier(2)).placed(Decimal(1)) == "outside"


def test_the_other_units_are_told_with_their_differences() -> None:
    others = [Compared(one, Decimal(1)) for one in (a_cycle(1), a_cycle(1, unit=OTHER))]
    places = {"estanque-1": a_pond(), "estanque-2": replace(a_pond(), means=("aerator",))}

    found = differences(others, places)

    assert found is not None
    assert (found.area_m2, found.density) == ((1000, 2000), (Decimal("0.5"), 1))
    assert found.aerated[0] + found.aerated[1] == 2
    assert differences([], {}) is None


bases = st.sampled_from(["12", "14", None])


@given(st.lists(st.tuples(st.integers(0, 8), bases), max_size=8), bases)
def test_whatever_stands_beside_a_cycle_has_its_product_and_its_base(
    told: list[tuple[int, str | None]], base: str | None
) -> None:
    cycle = a_field_cycle(9, base=base)

    found = neighbours(cycle, [a_field_cycle(number, base=one) for number, one in told])

    assert all(one.cycle.yielded is not None for one in found.before)
    goods = {one.cycle.yielded.good for one in found.before if one.cycle.yielded} | {cycle.amounts[0].good}
    assert len(goods) == 1


@given(st.lists(bases, min_size=1, max_size=5), st.decimals("0.1", 9000, places=1))
def test_the_total_and_the_plan_of_a_cycle_are_of_one_good_or_of_none(
    told: list[str | None], plan: Decimal
) -> None:
    harvests = tuple(a_field_cycle(1, base=one).harvests[0] for one in told)
    cycle = replace(a_field_cycle(1), harvests=harvests, plan_kg=plan)

    found = yields(cycle, a_pond())

    assert (found.amount is None) == (len(set(told)) > 1)
    assert (found.plan is None) == (found.amount is None)
    assert found.plan is None or found.plan.whole.good == found.plan.part.good
    assert (per_hectare(cycle) is None) == (found.amount is None)
