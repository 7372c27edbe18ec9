"""What stands about an entry: its words and slip, its confirmation, observations."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import a_draft
from members import another_client, signed_in
from msgspec.structs import replace
from small_commune import NOW

from gateway.domain.entries import (
    CouncilRegistered,
    Delivered,
    DeliveryConfirmed,
    MoneyMoved,
    Observed,
    ProductRegistered,
    Weighing,
)
from gateway.journal.spoken import four_words

HARVEST = "/recibo/cosecha-1-1"
SECRET = "Falta el peso de doña Carmen."


@pytest.fixture
def delivered(pages) -> str:
    """Return where the receipt of a delivery is that `otra-persona` recorded: 10,000 kg at 22 %."""
    council = CouncilRegistered("la-ceiba", "La Ceiba", 84)
    grain = ProductRegistered("maiz-blanco", "maíz blanco", "kg", is_grain=True)
    ours = Weighing(Decimal(10_000), Decimal(22), Decimal(2), "A-1")
    base = {"base_moisture": Decimal(14), "base_impurity": Decimal(2)}
    delivery = Delivered("maiceros", "maiz-blanco", ours, "weighed", "community", "la-ceiba", **base)
    for uid, body in (("consejo", council), ("producto", grain), ("entrega", delivery)):
        draft = a_draft(body, uid=uid, happened=NOW - 100, author="otra-persona")
        pages.journal.append(draft, now=NOW)
    return "/recibo/entrega"


def test_a_receipt_shows_the_number_and_the_four_words_of_its_entry(pages, open_desk) -> None:
    entry = pages.journal.entry("cosecha-1-1")
    assert entry is not None

    text = open_desk.asks(HARVEST)

    assert f"Asiento nº {entry.number} {' '.join(four_words(entry.own_hash))} Palabras del libro" in text


def test_an_entry_of_the_station_has_no_words(open_desk) -> None:
    answer = open_desk.sends("intervencion", {"lugar": "estanque-1", "accion": "aerator-on"})
    measured = open_desk.asks("/recibo/" + open_desk.pages.journal.entries("station")[0].uid)

    assert "Palabras del libro" in answer.text
    assert "Palabras del libro" not in measured


def test_the_slip_holds_no_name_whoever_prints_it(desk) -> None:
    note = {"ciclo": "ciclo-2-1", "kilos": "640", "calidad": "weighed", "completa": "si", "cuando": "hoy"}
    answer = desk.sends("cosecha", note)

    slip = desk.asks(f"{answer.path}/papel").partition("Ir al contenido")[2].partition("Laguna 2")

    assert "640 kilos de cachama negra" in slip[0]
    assert "palabras del libro: públicas, léalas en voz alta" in slip[0]
    assert "Rosa" not in slip[2].partition("Volver al recibo")[0]


def test_there_is_no_slip_of_money(pages) -> None:
    money = MoneyMoved("maiceros", "in", "sale", Decimal(5), "USD")
    pages.journal.append(a_draft(money, uid="plata", happened=NOW), now=NOW)
    signed_in(pages.client, "administration")

    assert pages.client.get("/recibo/plata").status_code == 200
    assert pages.client.get("/recibo/plata/papel").status_code == 404


def test_a_delivery_waits_for_another_person_and_says_so(pages, open_desk, delivered) -> None:
    outside = open_desk.asks(delivered)
    signed_in(pages.client, "team")

    assert "Falta que otra persona la confirme" in outside
    assert "Confirmar que llegó" not in outside
    assert "Confirmar que llegó" in open_desk.asks(delivered)


def test_a_second_person_confirms_a_delivery_with_the_receivers_weighing(desk, delivered) -> None:
    sent = {"entrega": "entrega", "kilos": "9600", "humedad": "24", "impureza": "2", "boleto": "B-2"}

    echo = desk.sends("confirmacion", sent | {"cuando": "hoy"}, confirmed=False)
    answer = desk.sends("confirmacion", sent | {"cuando": "hoy"})

    [entry] = desk.saved("confirmation")
    assert isinstance(entry.body, DeliveryConfirmed)
    assert entry.body.theirs == Weighing(Decimal(9600), Decimal(24), Decimal(2), "B-2")
    difference = "nuestra pesada son 9.070 kilos y la de quien recibió 8.484"
    for text in (echo.text, answer.text, desk.asks(delivered)):
        assert difference in text
    assert "Lo confirmó Rosa Álvarez" in desk.asks(delivered)
    assert "Rosa" not in another_client(desk.pages.client).get(delivered).text


def test_a_delivery_may_be_confirmed_without_weighing_but_moisture_alone_is_no_weighing(
    desk, delivered
) -> None:
    half = desk.sends("confirmacion", {"entrega": "entrega", "humedad": "24", "cuando": "hoy"})
    whole = desk.sends("confirmacion", {"entrega": "entrega", "cuando": "hoy"})

    assert half.status == 422
    assert "deje vacío también lo demás" in half.text
    assert "Quien recibió no la pesó." in whole.text


def test_a_confirmation_without_weighing_shows_the_one_that_the_delivery_had_already(desk, delivered) -> None:
    entry = desk.pages.journal.entry("entrega")
    weighed = replace(entry.body, theirs=Weighing(Decimal(9600), Decimal(24), Decimal(2), "B-2"))
    again = a_draft(weighed, uid="pesada", happened=NOW - 90, author="otra-persona")
    desk.pages.journal.append(again, now=NOW)

    answer = desk.sends("confirmacion", {"entrega": "pesada", "cuando": "hoy"})

    assert "la de quien recibió 8.484" in answer.text
    assert "Quien recibió no la pesó." not in answer.text


def test_who_recorded_a_delivery_is_not_asked_to_confirm_it(pages, open_desk, delivered) -> None:
    person = signed_in(pages.client, "eps_spokesperson")
    own = pages.journal.entry("entrega")
    assert own is not None
    again = a_draft(own.body, uid="propia", happened=NOW, author=person.uid)
    pages.journal.append(again, now=NOW)

    sent = open_desk.sends("confirmacion", {"entrega": "propia", "kilos": "9600", "cuando": "hoy"})

    assert "Confirmar que llegó" not in open_desk.asks("/recibo/propia")
    assert not open_desk.saved("confirmation")
    assert "¿Qué entrega llegó?" in sent.text


def observe(client, text: str = SECRET, *, key: str = "k", to: str = HARVEST):
    return client.post(f"{to}/observar", data={"clave": key, "texto": text})


def test_the_social_control_observes_and_members_alone_read_it(pages, open_desk) -> None:
    signed_in(pages.client, "social_control")
    twice = [observe(pages.client).status_code for _ in range(2)]

    outside = another_client(pages.client).get(HARVEST).text
    listed = open_desk.asks("/libro/observaciones")

    assert twice == [200, 200]
    [entry] = open_desk.saved("observation")
    assert isinstance(entry.body, Observed)
    assert SECRET in open_desk.asks(HARVEST)
    assert "1 observación abierta" in outside
    assert SECRET not in outside
    assert SECRET in listed
    assert SECRET not in another_client(pages.client).get("/libro/observaciones").text


def test_an_observation_is_held_for_resolved_and_leaves_the_list(pages, open_desk) -> None:
    signed_in(pages.client, "social_control")
    observe(pages.client)
    [entry] = open_desk.saved("observation")
    answer = {"clave": "r", "observacion": entry.uid, "texto": "Se pesó de nuevo."}

    pages.client.post(f"{HARVEST}/resolver", data=answer)
    again = pages.client.post(f"{HARVEST}/resolver", data=answer | {"clave": "otra"})

    shown = open_desk.asks(HARVEST)
    assert "0 observaciones abiertas" in shown
    assert "Se pesó de nuevo." in shown
    assert "Esa observación ya está resuelta." in again.text
    assert "tiene 0 observaciones abiertas" in open_desk.asks("/libro/observaciones")


def test_nothing_written_is_no_observation(pages, open_desk) -> None:
    signed_in(pages.client, "social_control")

    answer = observe(pages.client, " \u0007 ")

    assert answer.status_code == 422
    assert "Falta lo que se observó." in answer.text
    assert not open_desk.saved("observation")


@pytest.mark.parametrize("role", ["team", "technician", "parliament_secretary"])
def test_nobody_else_observes(pages, open_desk, role) -> None:
    signed_in(pages.client, role)

    assert observe(pages.client).status_code == 403
    assert "¿Qué observa la contraloría social?" not in open_desk.asks(HARVEST)


def test_the_book_leads_to_the_observations_that_are_open(pages, open_desk) -> None:
    signed_in(pages.client, "social_control")
    before = pages.client.get("/libro").text
    observe(pages.client)

    assert 'href="/libro/observaciones"' not in before
    assert 'href="/libro/observaciones"' in pages.client.get("/libro").text
