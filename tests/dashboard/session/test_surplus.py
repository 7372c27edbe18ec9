"""What was left over and what is proposed, each good for itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from assembled import assemble
from booked import registered
from trading import MAIZE, a_delivery, recorded
from visiting import a_visit

from dashboard.parliament.reading import read_assembly
from dashboard.production.surplus import Surplus
from dashboard.session.occasion import occasion
from dashboard.session.surplus import SurplusView, surplus_by_good, surplus_view
from gateway.domain.entries import FundShare, Goods, ProductShare, Proposed
from gateway.domain.goods import Amount, Good
from gateway.journal import salted

COFFEE = salted("Repartir el café")
USD, VES = Good("money", "USD"), Good("money", "VES")


@pytest.fixture
def view(pages) -> SurplusView:
    assemble(pages.journal)
    visit = a_visit(pages.client)
    return surplus_view(visit, occasion(visit, read_assembly(visit)), knows_cash=False)


def test_the_surplus_of_the_period_stands_with_its_income_and_its_expense(view: SurplusView) -> None:
    dollars = view.goods[0]

    assert (dollars.good, dollars.income, dollars.expense, dollars.amount) == (USD, 1500, 840, 660)


def test_what_is_proposed_stands_beside_the_surplus_of_its_enterprise(view: SurplusView) -> None:
    (own,) = view.goods[0].enterprises

    assert [one.fund for one in own.shares] == [
        "Fondo de mantenimiento productivo",
        "Fondo comunitario para la reinversión social",
    ]
    assert (own.percent, own.proposed) == (100, 660)


def test_spending_without_an_agreement_is_named_in_its_own_currency(view: SurplusView) -> None:
    assert view.unagreed_totals == [Amount(USD, Decimal(120))]
    assert [one.entry.uid for one in view.unagreed] == ["egreso-sin-acuerdo"]


def test_who_may_not_know_of_cash_is_not_told_what_stands_in_a_fund(view: SurplusView) -> None:
    assert view.stands == []


def test_currencies_are_never_added() -> None:
    found = [Surplus("las-lagunas", USD, Decimal(10)), Surplus("la-siembra", VES, Decimal(90))]

    goods = surplus_by_good(found, [], registers=registered(), names={})

    assert [(one.good, one.amount) for one in goods] == [(USD, 10), (VES, 90)]


def test_a_proposal_about_what_was_not_left_over_stands_there_all_the_same() -> None:
    line = FundShare("las-lagunas", "money:USD", "obras", Decimal(100), Decimal(50))

    (good,) = surplus_by_good([], [line], registers=registered(), names={})

    assert (good.amount, good.enterprises[0].proposed) == (0, 50)


def test_what_came_in_kind_stands_with_where_it_is_proposed_to_go(pages) -> None:
    assemble(pages.journal)
    back = [Goods("cafe", Decimal(80))]
    came = a_delivery(400, "cerro-azul", destination="exchange", product=MAIZE, goods=back)
    shares = [
        ProductShare("kg:cafe", "social", Decimal(60), Decimal(48)),
        ProductShare("kg:cafe", "community", Decimal(40), Decimal(32)),
    ]
    put = Proposed(12, "distribution", "economy", COFFEE.salted_hash, products=shares)
    recorded(pages.journal, came)
    recorded(pages.journal, put, texts=[COFFEE])
    visit = a_visit(pages.client)

    goods = surplus_view(visit, occasion(visit, read_assembly(visit)), knows_cash=False).goods

    (own,) = next(one for one in goods if one.good.item == "cafe").enterprises
    assert (own.amount, own.percent, own.apart) == (80, 100, 0)
    assert [one.fund for one in own.shares] == ["Escuelas, comedores y salud", "Familias de los consejos"]
