"""What was produced, each product and base against its own plan."""

from __future__ import annotations

from decimal import Decimal

from assembled import assemble
from builders import NIGHT
from fakes import DAY_S
from small_commune import NOW
from trading import FISH, recorded
from visiting import a_visit

from dashboard.goods.periods import Period
from dashboard.goods.produced import moved, produced
from dashboard.production.cycle import Cycle, Harvest, Unit
from dashboard.session.goods import ProducedGood, plan_of, produced_goods
from dashboard.session.rates import rates
from dashboard.visit.given import Visit
from gateway.domain.entries import CycleLost, Harvested, Stocked
from gateway.domain.goods import Good

QUARTER = Period("q", "q", NOW - 90 * DAY_S, None)
EVER = Period("todo", "Todo", None, None)
GOOD = Good("kg", "cachama-negra")


def a_harvest(number: int, kg: int) -> Harvested:
    return Harvested(f"c-{number}", Decimal(kg), "weighed", complete=True)


def a_cycle(
    number: int = 1, *, kg: tuple[int, ...] = (600,), plan: int | None = 800, at: int = NIGHT
) -> Cycle:
    unit = Unit(f"laguna-{number}", "las-lagunas", f"estanque-{number}", f"L{number}", Decimal(1000), "tape")
    harvests = tuple(
        Harvest(f"h-{number}-{place}", at + place * DAY_S, a_harvest(number, one))
        for place, one in enumerate(kg)
    )
    return Cycle(
        f"c-{number}",
        unit,
        "stocking",
        "fish",
        "cachama negra",
        at - 170 * DAY_S,
        at + DAY_S,
        harvests,
        plan_kg=None if plan is None else Decimal(plan),
    )


def goods_of(visit: Visit, period: Period) -> dict[str, ProducedGood]:
    found = moved(visit, period)
    goods = produced(visit, found, period, names_stores=False)
    return {one.good.item: one for one in produced_goods(visit, goods, found, period)}


def test_each_product_and_base_stands_against_its_own_plan(pages) -> None:
    assemble(pages.journal)

    found = goods_of(a_visit(pages.client), QUARTER)

    assert set(found) == {"hibrido-cachamoto", "maiz-blanco"}
    fish = found[FISH]
    assert (fish.done, fish.plan) == (Decimal(2326), Decimal(2460))
    assert fish.difference == -134


def test_what_came_in_exchange_was_not_produced(pages) -> None:
    assemble(pages.journal)

    assert "cafe" not in goods_of(a_visit(pages.client), EVER)


def test_a_lost_cycle_counts_with_its_plan_and_nothing_harvested(pages) -> None:
    before = goods_of(a_visit(pages.client), QUARTER)[FISH]
    began = Stocked("laguna-1", "híbrido cachamoto", 1500, Decimal(8), Decimal(700))
    (stocked,) = recorded(pages.journal, began, at=NOW - 12 * DAY_S)
    recorded(pages.journal, CycleLost(stocked.uid, "oxygen"), at=NOW - 2 * DAY_S)

    after = goods_of(a_visit(pages.client), QUARTER)[FISH]

    assert (after.done, after.plan) == (before.done, before.plan + 700)
    assert after.lost == ("Laguna 1",)


def test_a_product_of_which_everything_was_lost_stands_with_zero(pages) -> None:
    began = Stocked("laguna-1", "morocoto", 1500, Decimal(8), Decimal(700))
    (stocked,) = recorded(pages.journal, began, at=NOW - 12 * DAY_S)
    recorded(pages.journal, CycleLost(stocked.uid, "oxygen"), at=NOW - 2 * DAY_S)

    lost = goods_of(a_visit(pages.client), QUARTER)["morocoto"]

    assert (lost.done, lost.plan, lost.percent) == (0, 700, 0)


def test_where_one_cycle_has_no_plan_there_is_none() -> None:
    assert plan_of([a_cycle(1), a_cycle(2, plan=None)], GOOD, EVER) is None


def test_what_was_harvested_before_is_no_longer_planned() -> None:
    cycle = a_cycle(kg=(200, 500))
    later = Period("q", "q", cycle.harvests[1].at, None)

    assert plan_of([cycle], GOOD, later) == 600


def test_two_or_three_cycles_are_told_by_their_least_and_their_most() -> None:
    three = [a_cycle(1, kg=(400,)), a_cycle(2, kg=(500,)), a_cycle(3, kg=(600,))]

    (found, *_more) = rates(three, {})

    assert (found.overall, found.least, found.most) == (None, 4000, 6000)


def test_four_cycles_may_be_told_together() -> None:
    four = [a_cycle(number, kg=(400 + 100 * number,)) for number in range(4)]

    (found,) = rates(four, {"c-1": None})

    assert (found.per, found.overall, found.cycles) == ("ha", 5500, 4)


def test_conditions_say_how_much_was_measured(pages) -> None:
    assemble(pages.journal)

    fish = goods_of(a_visit(pages.client), QUARTER)[FISH]

    assert any("horas (cobertura 86 %)" in one for one in fish.conditions)
