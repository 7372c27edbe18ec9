"""Money that goes out: which agreement it carries out, and from which fund it comes."""

from __future__ import annotations

import html
import re
import uuid
from typing import TYPE_CHECKING

from httpx import Response
from members import at_the_screen, signed_in

from gateway.domain.entries import MoneyMoved

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.dashboard.conftest import Assembled, Pages

SPENT = {
    "empresa": "cachamas",
    "sentido": "out",
    "concepto": "upkeep",
    "monto": "50",
    "moneda": "USD",
    "comprobante": "E-77",
    "cuando": "hoy",
}
FROM_FUND = {"acuerdo": "acuerdo-11-excedente", "fondo": "mantenimiento"}


def told(answer: Response) -> str:
    plain = html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ")
    return " ".join(plain.split())


def send(client: TestClient, answers: dict[str, str], *, confirmed: bool = True) -> str:
    written = {"clave": str(uuid.uuid4())} | ({"confirmado": "1", "dudas": "1"} if confirmed else {})
    return told(client.post("/anotar/dinero", data=written | answers))


def newest(pages: Pages) -> MoneyMoved:
    body = pages.journal.entries("book", kinds={"money"})[-1].body
    assert isinstance(body, MoneyMoved)
    return body


def test_approved_decisions_are_offered_by_their_name_and_no_others(assembled: Assembled) -> None:
    page = told(assembled.administration().get("/anotar/dinero?empresa=cachamas&sentido=out"))

    assert "acta 11: Reinvertir el excedente" in page
    assert "acta 11: Pagar la jornada a 6 USD" in page
    assert "Comprar una moto" not in page
    assert "Techar el silo" not in page


def test_each_fund_says_what_is_left_in_it_of_that_enterprise(assembled: Assembled) -> None:
    desk = assembled.administration()

    cachamas = told(desk.get("/anotar/dinero?empresa=cachamas&sentido=out"))
    maiceros = told(desk.get("/anotar/dinero?empresa=maiceros&sentido=out"))

    assert re.search(r"Fondo comunitario para la reinversión social quedan USD 360,00", cachamas)
    assert "quedan 80 kg Café" in maiceros
    assert "USD" not in maiceros.split("¿De qué fondo sale?")[1].split("¿Cuándo fue?")[0]


def test_spending_carries_its_agreement_and_its_fund(assembled: Assembled) -> None:
    receipt = send(assembled.administration(), SPENT | FROM_FUND)

    body = newest(assembled)
    assert (body.agreed, body.fund, body.decision) == ("acuerdo-11-excedente", "mantenimiento", None)
    assert "acuerdo: Reinvertir el excedente (sesión 11)" in receipt
    assert "del fondo: Fondo de mantenimiento productivo" in receipt


def test_pay_that_carries_out_an_agreement_needs_no_minutes(assembled: Assembled) -> None:
    pay = SPENT | {"concepto": "remuneration"}
    desk = assembled.administration()

    agreed = send(desk, pay | {"acuerdo": "acuerdo-11-pago"}, confirmed=False)

    assert "No anotó el acta" not in agreed
    assert "No anotó el acta que decidió la remuneración" in send(desk, pay, confirmed=False)


def test_what_leaves_a_fund_without_agreement_or_beyond_what_it_has_is_asked_back(
    assembled: Assembled,
) -> None:
    desk = assembled.administration()

    alone = send(desk, SPENT | {"fondo": "mantenimiento"}, confirmed=False)
    beyond = send(desk, SPENT | FROM_FUND | {"monto": "9999"}, confirmed=False)
    other = send(desk, SPENT | FROM_FUND | {"moneda": "COP"}, confirmed=False)

    assert "saldrá entre los gastos sin acuerdo" in alone
    assert re.search(r"En ese fondo hay USD [0-9,]+ y salen USD 9\.?999,00", beyond)
    assert "En ese fondo hay COP 0,00 y salen COP 50,00" in other


def test_a_commune_without_parliament_is_asked_for_the_minutes_alone(pages: Pages) -> None:
    pages.client = at_the_screen(pages.client)
    signed_in(pages.client, "administration")

    page = told(pages.client.get("/anotar/dinero?empresa=cachamas&sentido=out"))

    assert "¿Qué acta lo decidió?" in page
    assert "¿Qué acuerdo del Parlamento cumple?" not in page
    assert "¿De qué fondo sale?" not in page


def test_what_was_spent_is_written_again_as_it_was(assembled: Assembled) -> None:
    desk = assembled.administration()
    send(desk, SPENT | FROM_FUND)
    uid = assembled.journal.entries("book", kinds={"money"})[-1].uid

    page = desk.get(f"/anotar/dinero?igual={uid}").text

    assert re.search(r'value="acuerdo-11-excedente"[^>]* selected', page)
    assert re.search(r'value="mantenimiento"[^>]* (checked|selected)', page)
