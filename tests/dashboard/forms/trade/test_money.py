"""The form of money, as who keeps it fills it in at the station's own screen."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from authorisation import ELSEWHERE
from builders import a_draft
from fakes import DAY_S
from members import at_the_screen, signed_in
from small_commune import NOW

from dashboard.production.base import Wanted
from gateway.domain.entries import CurrencyRegistered

SOLD = {
    "empresa": "maiceros",
    "sentido": "in",
    "concepto": "sale",
    "monto": "1200,50",
    "moneda": "USD",
    "comprobante": "F-12",
    "cuando": "hoy",
}
PAID = SOLD | {
    "sentido": "out",
    "concepto": "remuneration",
    "monto": "300",
    "comprobante": "F-13",
    "acta": "7",
}


@pytest.fixture
def till(desk):
    """The forms as who keeps the money fills them in, where nobody can listen."""
    desk.pages.client = at_the_screen(desk.pages.client)
    signed_in(desk.pages.client, "administration", name="Carmen Ruiz")
    return desk


def test_money_that_came_in_becomes_an_entry(till) -> None:
    told = till.sends("dinero", SOLD, confirmed=False).text
    till.sends("dinero", SOLD)

    [entry] = till.saved("money")
    body = entry.body
    assert "Entran USD 1.200,50 (mil doscientos coma cinco)." in told
    assert (body.direction, body.sort, body.amount) == ("in", "sale", Decimal("1200.5"))
    assert (body.currency, body.voucher) == ("USD", "F-12")


def test_pay_carries_the_minutes_that_decided_it(till) -> None:
    till.sends("dinero", PAID | {"dudas": "1"})

    [entry] = till.saved("money")
    assert (entry.body.direction, entry.body.decision) == ("out", "7")


def test_pay_that_nobody_decided_is_asked_back(till) -> None:
    asked = till.sends("dinero", PAID | {"acta": ""}, confirmed=False)

    assert "No anotó el acta que decidió la remuneración: ¿está bien?" in asked.text


def test_more_than_there_is_in_that_currency_is_asked_back(till) -> None:
    till.sends("dinero", SOLD)

    dollars = till.sends("dinero", PAID, confirmed=False).text
    bolivares = till.sends("dinero", PAID | {"moneda": "VES"}, confirmed=False).text

    assert "En caja hay" not in dollars
    assert "En caja hay VES 0,00 y salen VES 300,00: ¿está bien?" in bolivares


def test_currencies_stay_apart(till) -> None:
    till.sends("dinero", SOLD)
    till.sends("dinero", SOLD | {"moneda": "VES", "comprobante": "F-14"})

    production = till.pages.client.app.state.station.production
    found = production.balances(Wanted(), account="caja:")
    assert [(str(one.good), one.amount) for one in found] == [
        ("money:USD", Decimal("1200.5")),
        ("money:VES", Decimal("1200.5")),
    ]


def test_a_voucher_that_is_known_is_asked_back(till) -> None:
    till.sends("dinero", SOLD)

    asked = till.sends("dinero", SOLD, confirmed=False)

    assert "El comprobante F-12 ya está anotado: ¿este es otro?" in asked.text


def test_a_currency_of_the_commune_is_offered_with_those_of_the_country(till) -> None:
    own = CurrencyRegistered("cimarron", "cimarrón")
    till.pages.journal.append(a_draft(own, uid=str(uuid.uuid4()), happened=NOW - DAY_S), now=NOW)

    asked = till.asks("/anotar/dinero?empresa=maiceros&sentido=in")

    assert "bolívares (VES) dólares (USD) pesos colombianos (COP) cimarrón" in asked


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"monto": "-5"}, "Escriba solo el número"),
        ({"monto": "1.200,50,0"}, "Escriba solo el número"),
        ({"monto": "1.500"}, "Escriba 1500 o 1,5."),
        ({"moneda": "EUR"}, "Elija la moneda."),
        ({"concepto": "remuneration"}, "Elija el concepto."),
        ({"comprobante": "me lo dio la señora Carmen"}, "Escriba solo el número del papel"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(till, written, sentence) -> None:
    answer = till.sends("dinero", SOLD | written)

    assert (answer.status, sentence in answer.text) == (422, True)
    assert till.saved("money") == []


def test_money_is_not_recorded_where_somebody_could_listen(desk) -> None:
    signed_in(desk.pages.client, "administration", name="Carmen Ruiz")

    answer = desk.sends("dinero", SOLD)

    assert (answer.status, ELSEWHERE in answer.text) == (403, True)
    assert desk.saved("money") == []


def test_who_does_not_keep_money_records_none(desk) -> None:
    desk.pages.client = at_the_screen(desk.pages.client)
    signed_in(desk.pages.client, "team", units=("laguna-1",))

    assert desk.sends("dinero", SOLD).status == 403
    assert desk.saved("money") == []
