"""How much a cycle gave for what it had; the example of facts of the ponds, section 7."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from builders import NIGHT, a_field, a_harvest, a_pond
from msgspec.structs import replace as with_fields

from dashboard.production.cycles import Cycle, Harvest, Unit
from dashboard.production.growth import survival_percent
from dashboard.production.yields import average, yields

UNIT = Unit("laguna-1", "las-lagunas", "estanque-1", "Laguna 1", Decimal(1000), "tape")


def a_cycle(*harvests: Harvest, days: int | None = 210, **others: object) -> Cycle:
    ended = None if days is None else NIGHT + days * 86_400
    fish = {"fish": 1000, "stocked_kg": Decimal(30)} if "sort" not in others else {}
    fields: dict[str, object] = {"sort": "stocking", "product": "fish", "variety": "cachama"} | fish | others
    return Cycle("c", UNIT, began=NIGHT, ended=ended, harvests=harvests, **fields)  # type: ignore[arg-type]


def taken(kg: str, *, fish: int | None = 930, area_m2: str | None = None) -> Harvest:
    area = None if area_m2 is None else Decimal(area_m2)
    return Harvest("h", NIGHT, with_fields(a_harvest("c", kg, fish=fish), area_m2=area))


def test_the_worked_example_of_the_facts() -> None:
    found = yields(a_cycle(taken("744")), a_pond())

    assert (found.survival, found.gain_kg, found.days) == (93, 714, 210)
    assert (found.kg_per_ha_harvested, found.kg_per_m3) == (7440, Decimal("0.62"))
    assert found.kg_per_ha_sown is None


@pytest.mark.parametrize(
    "cycle", [a_cycle(taken("744"), days=None), a_cycle(taken("700"), taken("44", fish=None))]
)
def test_survival_is_not_known_before_the_end_or_with_fish_uncounted(cycle: Cycle) -> None:
    assert yields(cycle, a_pond()).survival is None


def test_survival_is_never_zero_for_lack_of_a_number() -> None:
    assert survival_percent(None, 1000) is survival_percent(10, None) is survival_percent(10, 0) is None
    assert survival_percent(0, 1000) == 0


def test_a_yield_in_water_needs_a_depth() -> None:
    assert yields(a_cycle(taken("744")), replace(a_pond(), depth_m=None)).kg_per_m3 is None


def test_a_field_has_a_yield_on_the_area_sown_and_on_the_area_harvested() -> None:
    cycle = a_cycle(taken("3000", area_m2="10000"), sort="sowing", sown_m2=Decimal(15_000))

    found = yields(cycle, a_field())

    assert (found.kg_per_ha_harvested, found.kg_per_ha_sown) == (3000, 2000)
    assert not found.is_at_base
    assert found.survival is found.kg_per_m3 is found.gain_kg is None


def test_grain_with_a_base_yields_kilos_of_that_base() -> None:
    wet = Harvest(
        "h",
        NIGHT,
        with_fields(
            a_harvest("c", "10000", fish=None),
            area_m2=Decimal(10_000),
            moisture=Decimal(22),
            base_moisture=Decimal(14),
        ),
    )

    found = yields(a_cycle(wet, sort="sowing", sown_m2=Decimal(10_000)), a_field())

    assert found.is_at_base
    assert round(found.kg_per_ha_harvested or 0, 2) == Decimal("9069.77")


def test_an_open_cycle_has_not_gained_yet() -> None:
    found = yields(a_cycle(taken("744"), days=None), a_pond())

    assert found.gain_kg is found.days is None


def test_an_area_that_was_not_said_gives_no_yield() -> None:
    cycle = a_cycle(taken("3000", area_m2="10000"), taken("10"), sort="sowing", sown_m2=Decimal(15_000))

    assert yields(cycle, a_field()).kg_per_ha_harvested is None


def test_under_four_cycles_there_is_no_average() -> None:
    three = [Decimal(1), Decimal(2), Decimal(3)]

    assert average(three) is None
    assert average([*three, Decimal(6)]) == 3
