"""What became of a good: it closes to zero, or the page says by how much it does not."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dashboard.production.base import Balance
from dashboard.production.mass_balance import mass_balances
from dashboard.production.shares import whole_percents
from gateway.domain.goods import Base, Good

MAIZE = Good("kg", "maiz", Base(Decimal(14), Decimal(2)))
DRIER = Good("kg", "maiz", Base(Decimal(12)))
COFFEE = Good("kg", "cafe")


def moved(*said: tuple[str, str | int], good: Good = MAIZE) -> list[Balance]:
    return [Balance(account, good, Decimal(amount)) for account, amount in said]


def test_the_example_of_a_harvest_closes_to_zero() -> None:
    within = moved(
        ("produccion:c1", "-9069.8"),
        ("almacen:maiceros", "949.8"),
        ("destino:comunidad:la-ceiba", 3000),
        ("destino:intercambio:cafetaleros", 1000),
        ("destino:molino_estatal:moli", 4000),
        ("merma:weevil", 120),
    )

    (found,) = mass_balances([], within)

    assert (found.harvested, found.stock, found.difference) == (Decimal("9069.8"), Decimal("949.8"), 0)
    assert sum(found.delivered.values()) == 8000
    assert found.lost == {"merma:weevil": 120}


def test_what_there_was_before_is_part_of_what_there_is() -> None:
    before = moved(("almacen:maiceros:silo", 1310))
    within = moved(("produccion:c1", -100), ("almacen:maiceros:silo", -400), ("destino:venta", 500))

    (found,) = mass_balances(before, within)

    assert (found.available, found.stock, found.difference) == (1410, 910, 0)


def test_more_delivered_than_harvested_is_a_difference_although_another_has_enough() -> None:
    within = moved(
        ("produccion:c1", -600),
        ("almacen:cachamas", -40),
        ("destino:comunidad:la-ceiba", 640),
        ("produccion:c2", -100),
        ("almacen:vecinos", 100),
    )

    (found,) = mass_balances([], within)

    assert (found.stock, found.difference) == (100, 40)


def test_what_left_a_cycle_and_came_nowhere_is_a_difference() -> None:
    within = moved(("produccion:c1", -600), ("almacen:cachamas", 560))

    (found,) = mass_balances([], within)

    assert found.difference == -40


def test_stores_of_one_enterprise_make_up_for_each_other() -> None:
    within = moved(("produccion:c1", -600), ("almacen:e:a", 640), ("almacen:e:b", -40))

    (found,) = mass_balances([], within)

    assert (found.stock, found.difference) == (600, 0)


def test_one_product_at_two_bases_is_two_accounts_and_money_is_none() -> None:
    within = [
        *moved(("produccion:c1", -10), ("almacen:e", 10)),
        *moved(("produccion:c2", -20), ("almacen:e", 20), good=DRIER),
        *moved(("origen:intercambio:x", -5), ("almacen:e", 5), good=COFFEE),
        *moved(("ingreso:sale", -70), ("caja:e", 70), good=Good("money", "USD")),
    ]

    found = mass_balances([], within)

    assert [(str(one.good), one.stock) for one in found] == [
        ("kg:cafe", 5), ("kg:maiz@12/0", 20), ("kg:maiz@14/2", 10),
    ]  # fmt: skip
    assert (found[0].received, found[0].harvested) == (5, 0)


def test_percents_are_rounded_by_the_largest_remainder() -> None:
    assert whole_percents([Decimal(one) for one in (52, 12, 8, 22, 3, 2)]) == [53, 12, 8, 22, 3, 2]
    assert whole_percents([Decimal(1)] * 3) == [34, 33, 33]
    assert whole_percents([]) == []
    assert whole_percents([Decimal(0)]) == [0]


@given(st.lists(st.decimals(0, 10**6, places=3), min_size=1, max_size=12))
def test_percents_of_something_are_always_a_hundred(amounts: list[Decimal]) -> None:
    found = whole_percents(amounts)

    assert sum(found) == (100 if sum(amounts) > 0 else 0)
    assert all(one >= 0 for one in found)
