"""What was left over, good by good, and what stands in the funds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from booked import registered
from builders import NIGHT, an_entry

from dashboard.production.base import Balance
from dashboard.production.postings import postings
from dashboard.production.surplus import FundBalance, Surplus, funds, surpluses
from gateway.domain.entries import Body, Decided, Delivered, FundShare, Goods, MoneyMoved, Weighing
from gateway.domain.goods import Good

USD, VES, COFFEE = Good("money", "USD"), Good("money", "VES"), Good("kg", "cafe")
EPS = "la-siembra"


def moved(*bodies: Body) -> list[Balance]:
    """Return what bodies move, each posting a balance of its own."""
    entries = [an_entry(body, number=number, happened=NIGHT) for number, body in enumerate(bodies, 1)]
    found = [posting for entry in entries for posting in postings(entry, registered())]
    return [Balance(one.account, one.good, one.amount) for one in found]


def left(*bodies: Body) -> Sequence[Surplus]:
    return surpluses({EPS: moved(*bodies)})


def paid(amount: int, currency: str = "USD", **more: str) -> MoneyMoved:
    return MoneyMoved(EPS, "out", "inputs", Decimal(amount), currency, **more)


def got(amount: int, currency: str = "USD", sort: str = "sale") -> MoneyMoved:
    return MoneyMoved(EPS, "in", sort, Decimal(amount), currency)  # type: ignore[arg-type]


def shared(amount: int, *, result: str = "approved") -> Decided:
    line = FundShare(EPS, "money:USD", "reinversion", Decimal(100), Decimal(amount))
    return Decided(3, "propuesta", result, funds=[line])  # type: ignore[arg-type]


def test_each_currency_has_a_surplus_of_its_own() -> None:
    assert left(got(2410), paid(1690), got(500, "VES"), paid(700, "VES")) == [
        Surplus(EPS, USD, Decimal(2410), Decimal(1690)),
        Surplus(EPS, VES, Decimal(500), Decimal(700)),
    ]


def test_goods_that_came_in_exchange_are_surplus_in_kind_and_what_was_sold_is_not() -> None:
    barter = Delivered(
        EPS,
        "maiz-blanco",
        Weighing(Decimal(1000)),
        "weighed",
        "exchange",
        "cerro-azul",
        goods=[Goods("cafe", Decimal(80))],
    )

    assert left(barter) == [Surplus(EPS, COFFEE, Decimal(80))]


def test_a_credit_is_owed_and_no_surplus() -> None:
    back = MoneyMoved(EPS, "out", "credit", Decimal(90), "USD")

    assert left(got(100, sort="credit"), back) == []


def test_what_a_fund_paid_was_surplus_before_and_is_no_expense_now() -> None:
    found = left(got(100), paid(30), paid(40, fund="reinversion"))

    assert [(one.income, one.expense, one.amount) for one in found] == [(100, 30, 70)]


def test_what_the_parliament_put_into_funds_is_told_beside_the_surplus() -> None:
    assert [one.shared for one in left(got(100), shared(60))] == [60]


def test_a_fund_holds_what_was_put_into_it_less_what_was_spent_from_it() -> None:
    assert funds(moved(shared(60), paid(45, fund="reinversion"))) == [
        FundBalance(EPS, "reinversion", USD, Decimal(60), Decimal(45))
    ]


def test_a_proposal_that_was_put_off_moves_nothing() -> None:
    assert moved(shared(60, result="deferred")) == []


def test_every_decision_sums_to_zero() -> None:
    assert sum(one.amount for one in moved(shared(60), paid(45, fund="reinversion"))) == 0
