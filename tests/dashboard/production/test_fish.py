"""What became of the fish of a cycle, out of the entries that people wrote."""

from __future__ import annotations

from decimal import Decimal

from builders import NIGHT, a_stocking, an_entry
from msgspec.structs import replace

from dashboard.production.cycles import cycles
from dashboard.production.fish import FishFigures, fish_figures
from dashboard.production.registers import book_registers
from gateway.domain.entries import (
    Body,
    CycleLost,
    Died,
    EnterpriseRegistered,
    Fed,
    Harvested,
    MeasureWeighed,
    Sampled,
    Stocked,
    UnitRegistered,
)
from gateway.domain.goods import Amount, Good

DAY = 86_400
C = "uid-3"
STOCKED = replace(a_stocking(), fish=1000, mean_weight_g=Decimal(30))


def figures(*bodies: tuple[int, Body], stocked: Stocked = STOCKED) -> FishFigures:
    """Return the figures of a cycle whose entries come on days after its stocking."""
    first = (
        EnterpriseRegistered("e", "E", "EPSDC"),
        UnitRegistered("laguna-1", "e", "p", "L", Decimal(1000), "tape"),
    )
    book = [
        an_entry(body, number=number, happened=NIGHT + day * DAY)
        for number, (day, body) in enumerate([*((0, one) for one in first), (0, stocked), *bodies], 1)
    ]
    (cycle,) = cycles(book)
    return fish_figures(cycle, book, book_registers(book), now=NIGHT + 300 * DAY)


def harvest(kg: str = "744", fish: int | None = 930) -> Harvested:
    return Harvested(C, Decimal(kg), "weighed", complete=True, fish=fish)


def fed(kg: str | None, feed: str = "concentrate", **others: object) -> Fed:
    return Fed(C, feed, "weighed", kg=None if kg is None else Decimal(kg), **others)  # type: ignore[arg-type]


def test_the_worked_pond_out_of_its_entries() -> None:
    found = figures((90, fed("570")), (200, fed("500")), (210, harvest()))

    assert (found.days, found.harvested, found.gain_kg) == (210, 930, 714)
    assert found.final_g == 800
    assert round(found.conversion or 0, 2) == Decimal("1.50")
    assert round(found.grams_a_day or 0, 2) == Decimal("3.67")
    assert round(found.growth_rate or 0, 2) == Decimal("1.56")


def test_with_scraps_there_is_no_conversion_and_each_feed_has_its_kilos() -> None:
    found = figures((20, fed("300")), (40, fed("120", "scraps", what="yuca")), (210, harvest()))

    assert found.conversion is None
    assert found.feeding.given == [
        Amount(Good("kg", "concentrado"), Decimal(300)),
        Amount(Good("kg", "yuca"), Decimal(120)),
    ]


def test_a_tobo_counts_by_its_weighing_and_else_by_nothing() -> None:
    tobo = MeasureWeighed("tobo", "Tobo", "yuca", Decimal("9.5"), "weighed", samples=5)
    given = fed(None, "scraps", what="yuca", measure="tobo", count=Decimal(4))

    known, unknown = figures((1, tobo), (2, given)), figures((2, given))

    assert known.feeding.given == [Amount(Good("kg", "yuca"), Decimal(38))]
    assert (unknown.feeding.given, unknown.feeding.unknown) == ([], 1)


def test_without_a_weighed_measure_of_concentrate_nobody_knows_the_conversion() -> None:
    found = figures((2, fed(None, measure="saco", count=Decimal(3))), (5, fed("40")), (210, harvest()))

    assert found.conversion is None


def test_missing_fish_are_counted_dead_or_unexplained() -> None:
    found = figures((50, Died(C, 38, "counted")), (60, Died(C, 12, "estimated")), (210, harvest()))

    assert (found.missing, found.dead, found.unexplained) == (70, 50, 20)
    assert not found.is_dead_counted


def test_more_dead_than_missing_is_told_by_nobody() -> None:
    found = figures((50, Died(C, 90, "counted")), (210, harvest()))

    assert found.unexplained is None


def test_fish_that_nobody_counted_leave_survival_and_growth_unknown() -> None:
    found = figures((210, harvest(fish=None)))

    assert found.harvested is found.missing is found.unexplained is found.final_g is found.grams_a_day is None


def test_a_lost_cycle_harvested_none_and_has_no_conversion() -> None:
    found = figures((40, fed("186")), (90, Died(C, 540, "counted")), (100, CycleLost(C, "oxygen")))

    assert (found.harvested, found.dead, found.unexplained, found.conversion) == (0, 540, 460, None)
    assert found.gain_kg == -30


def test_an_open_cycle_tells_what_lives_at_most_by_its_last_sample() -> None:
    found = figures((90, Died(C, 50, "counted")), (100, Sampled(C, 60, Decimal(6825))))

    (sample,) = found.samples
    assert sample.mean_g == Decimal("113.75")
    assert found.alive == 950
    assert found.living_kg is not None
    assert found.living_kg.low < biomass(950) < found.living_kg.high


def biomass(fish: int) -> Decimal:
    return fish * Decimal("113.75") / 1000


def test_the_fish_that_still_swim_after_a_part_was_harvested_are_not_missing() -> None:
    part = replace(harvest("195", fish=281), complete=False)

    found = figures((150, Died(C, 11, "counted")), (180, part))

    assert (found.harvested, found.dead, found.alive) == (281, 11, 708)
    assert (found.missing, found.unexplained) == (None, None)
