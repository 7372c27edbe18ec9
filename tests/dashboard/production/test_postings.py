"""What each kind of entry moves."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from booked import DAY, REGISTERED, SOWING, STOCKING, dry_maize, dry_weighing, registered, wet_maize
from builders import NIGHT, an_entry
from msgspec.structs import replace

from dashboard.production.postings import negated, postings
from gateway.domain.entries import (
    Body,
    CycleLost,
    Delivered,
    DeliveryConfirmed,
    Died,
    Fed,
    Goods,
    Harvested,
    InputUsed,
    MeasureWeighed,
    MoneyMoved,
    StockLost,
    UnitRegistered,
    Weighing,
)
from gateway.domain.goods import Base, Good

FISH = "fish:cachama-negra"
GRAIN = "kg:maiz-blanco@14/2"
STOCKED = an_entry(STOCKING, uid="lote-de-peces")
SOWN = an_entry(SOWING, uid="la-siembra-1")
STORE = "almacen:la-siembra"


def moved(body: Body, *, of: object = None, at: int = NIGHT + DAY) -> list[tuple[str, str, str]]:
    """Return what a body moves as account, good and amount, in the words of the small book."""
    begun = of if of is None else {"pond": STOCKED, "field": SOWN}[str(of)]
    found = postings(an_entry(body, uid="este", happened=at), registered(), begun=begun)
    return [(one.account, str(one.good), f"{one.amount:f}") for one in found]


def test_a_stocking_puts_live_fish_into_its_cycle() -> None:
    assert moved(STOCKING) == [("origen:siembra", FISH, "-1000.000"), ("vivos:este", FISH, "1000.000")]


def test_dead_fish_leave_the_live_ones() -> None:
    assert moved(Died("lote-de-peces", 12, "counted"), of="pond") == [
        ("vivos:lote-de-peces", FISH, "-12.000"),
        ("muertos:lote-de-peces", FISH, "12.000"),
    ]


def test_a_harvest_of_fish_moves_kilos_to_the_store_and_the_counted_fish_out_of_the_water() -> None:
    harvest = Harvested("lote-de-peces", Decimal("620.5"), "weighed", complete=True, fish=930)

    assert moved(harvest, of="pond") == [
        ("produccion:lote-de-peces", "kg:cachama-negra", "-620.500"),
        ("almacen:las-lagunas", "kg:cachama-negra", "620.500"),
        ("vivos:lote-de-peces", FISH, "-930.000"),
        ("cosechados:lote-de-peces", FISH, "930.000"),
    ]


def test_wet_grain_is_posted_at_its_base_rounded_once() -> None:
    assert moved(wet_maize("10000", "la-siembra-1"), of="field") == [
        ("produccion:la-siembra-1", GRAIN, "-9069.767"),
        (STORE, GRAIN, "9069.767"),
    ]


def test_grain_of_unknown_moisture_is_another_good() -> None:
    harvest = Harvested("la-siembra-1", Decimal(500), "weighed", complete=False, warehouse="silo-1")

    assert moved(harvest, of="field")[1] == ("almacen:la-siembra:silo-1", "kg:maiz-blanco", "500.000")


def test_half_a_gram_is_rounded_up() -> None:
    harvest = Harvested("lote-de-peces", Decimal("0.0005"), "weighed", complete=False)

    assert moved(harvest, of="pond")[1][2] == "0.001"


def test_what_rounds_to_nothing_moves_nothing() -> None:
    assert moved(Harvested("lote-de-peces", Decimal("0.0004"), "weighed", complete=False), of="pond") == []


def test_feed_is_posted_in_kilos_by_what_it_was() -> None:
    assert moved(Fed("lote-de-peces", "concentrate", "weighed", kg=Decimal(20)), of="pond") == [
        ("origen:insumo", "kg:concentrado", "-20.000"),
        ("insumo:lote-de-peces", "kg:concentrado", "20.000"),
    ]


def test_feed_by_a_local_measure_is_posted_in_the_kilos_that_it_weighs() -> None:
    fed = Fed("lote-de-peces", "scraps", "estimated", what="yuca", measure="tobo", count=Decimal(2))

    assert moved(fed, of="pond")[1] == ("insumo:lote-de-peces", "kg:yuca", "19.000")


def test_feed_by_a_measure_that_nobody_weighed_is_counted_and_not_added_to_kilos() -> None:
    fed = Fed("lote-de-peces", "fruit", "estimated", measure="cesta", count=Decimal("1.5"))

    assert moved(fed, of="pond")[1] == ("insumo:lote-de-peces", "count:cesta-frutas", "1.500")


def test_an_input_goes_to_its_cycle_or_to_the_unit_as_a_whole() -> None:
    urea = InputUsed("lote-1", "urea", "fertiliser", Decimal(3), "sack", origin="donated")

    assert moved(urea) == [
        ("origen:insumo:donated", "sack:urea", "-3.000"),
        ("insumo:lote-1", "sack:urea", "3.000"),
    ]
    assert moved(replace(urea, cycle="la-siembra-1"), of="field")[1][0] == "insumo:la-siembra-1"


def test_a_delivery_leaves_the_store_at_its_base_and_its_price_moves_no_money() -> None:
    sold = replace(dry_maize("300", "state_mill", "molino"), price=Decimal(90), currency="USD")

    assert moved(sold) == [(STORE, GRAIN, "-300.000"), ("destino:molino_estatal:molino", GRAIN, "300.000")]


def test_goods_come_back_for_goods() -> None:
    swap = dry_maize("1000", "exchange", "cafetal", back=[Goods("cafe", Decimal(80))])

    assert moved(swap)[2:] == [
        ("origen:intercambio:cafetal", "kg:cafe", "-80.000"),
        (STORE, "kg:cafe", "80.000"),
    ]


def test_what_is_not_weighed_is_posted_in_its_own_measure() -> None:
    milk = Delivered("las-lagunas", "leche", Weighing(Decimal(40)), "counted", "social", "escuela")

    assert moved(milk)[1] == ("destino:social:escuela", "L:leche", "40.000")


def test_a_loss_leaves_the_store() -> None:
    lost = StockLost("la-siembra", "maiz-blanco", dry_weighing("120"), "weighed", "weevil",
                     base_moisture=Decimal(14), base_impurity=Decimal(2))  # fmt: skip

    assert moved(lost) == [(STORE, GRAIN, "-120.000"), ("merma:weevil", GRAIN, "120.000")]


def test_money_comes_in_and_goes_out_each_currency_for_itself() -> None:
    came = MoneyMoved("la-siembra", "in", "sale", Decimal(1200), "USD")
    went = MoneyMoved("la-siembra", "out", "fuel", Decimal("350.5"), "VES")

    assert moved(came)[1] == ("caja:la-siembra", "money:USD", "1200.000")
    assert moved(went) == [
        ("caja:la-siembra", "money:VES", "-350.500"),
        ("egreso:fuel", "money:VES", "350.500"),
    ]


@pytest.mark.parametrize(
    "body", [replace(dry_maize("300", "sale"), planned=True), replace(STOCKING, planned=True)]
)
def test_a_plan_moves_nothing(body: Body) -> None:
    assert moved(body) == []


@pytest.mark.parametrize(
    "body", [SOWING, CycleLost("lote-de-peces", "oxygen"), DeliveryConfirmed("uid-1", dry_weighing("290"))]
)
def test_what_moves_nothing_has_no_postings(body: Body) -> None:
    assert moved(body, of="pond") == []


@pytest.mark.parametrize(
    "body", [Died("?", 3, "counted"), Fed("?", "fruit", "weighed", kg=Decimal(1)), wet_maize("10", "?")]
)
def test_what_names_a_cycle_that_is_not_there_moves_nothing(body: Body) -> None:
    assert moved(body) == []


def test_a_posting_tells_whose_it_is_and_of_which_cycle() -> None:
    found = postings(an_entry(wet_maize("10", "la-siembra-1")), registered(), begun=SOWN)

    assert {(one.enterprise, one.cycle) for one in found} == {("la-siembra", "la-siembra-1")}


def test_a_later_weighing_of_a_measure_leaves_what_was_fed_before_it() -> None:
    bigger = an_entry(
        MeasureWeighed("tobo", "tobo", "yuca", Decimal(11), "weighed"), number=90, happened=NIGHT + 2 * DAY
    )
    fed = Fed("lote-de-peces", "scraps", "estimated", what="yuca", measure="tobo", count=Decimal(1))

    assert bigger.body not in REGISTERED
    assert moved(fed, of="pond", at=NIGHT + DAY)[1][2] == "9.500"


def test_what_is_taken_back_is_posted_the_other_way_round() -> None:
    there = postings(an_entry(dry_maize("300", "sale")), registered())

    back = negated(there)

    assert [(one.account, one.amount) for one in back] == [(one.account, -one.amount) for one in there]


def test_the_worked_example_closes_with_949_8_in_stock_and_a_difference_of_0() -> None:
    """Harvest 9,069.8 kg; 3,000 to a council, 1,000 for 80 kg of coffee, 4,000 to a mill, 120 lost."""
    written: list[Body] = [
        wet_maize("10000", "la-siembra-1"),
        dry_maize("3000", "community", "la-ceiba"),
        dry_maize("1000", "exchange", "cafetal", back=[Goods("cafe", Decimal(80))]),
        dry_maize("4000", "state_mill", "molino"),
        MoneyMoved("la-siembra", "in", "sale", Decimal(1200), "USD"),
        StockLost("la-siembra", "maiz-blanco", dry_weighing("120"), "weighed", "weevil",
                  base_moisture=Decimal(14), base_impurity=Decimal(2)),
    ]  # fmt: skip

    found: Counter[tuple[str, Good]] = Counter()
    for number, body in enumerate(written, 1):
        for one in postings(an_entry(body, number=number), registered(), begun=SOWN):
            found[one.account, one.good] += one.amount  # type: ignore[assignment]

    grain = Good("kg", "maiz-blanco", Base(Decimal(14), Decimal(2)))
    assert f"{-found['produccion:la-siembra-1', grain]:,.1f}" == "9,069.8"
    assert f"{found[STORE, grain]:,.1f}" == "949.8"
    assert f"{found['destino:comunidad:la-ceiba', grain]:,.0f}" == "3,000"
    assert f"{found[STORE, Good('kg', 'cafe')]:.0f}" == "80"
    assert f"{found['caja:la-siembra', Good('money', 'USD')]:,.0f}" == "1,200"
    assert {good: sum(kg for (_a, one), kg in found.items() if one == good) for _, good in found} == {
        grain: 0,
        Good("kg", "cafe"): 0,
        Good("money", "USD"): 0,
    }


def test_a_unit_that_moved_to_another_enterprise_takes_its_entries_along() -> None:
    moved_unit = UnitRegistered("lote-1", "las-lagunas", "parcela-1", "Lote 1", Decimal(20_000), "gps")

    found = postings(an_entry(wet_maize("10", "la-siembra-1")), registered(moved_unit), begun=SOWN)

    assert found[1].account == "almacen:las-lagunas"
