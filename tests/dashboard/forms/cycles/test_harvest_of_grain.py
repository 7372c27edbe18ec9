"""The form of a harvest of grain: wet as it was weighed, and what that is at the commune's base."""

from __future__ import annotations

import uuid
from decimal import Decimal

from builders import a_draft
from fakes import DAY_S
from small_commune import NOW

from gateway.domain.entries import GrainBaseSet, Sown, WarehouseRegistered

HARVEST = {"kilos": "620,5", "calidad": "weighed", "completa": "si", "cuando": "hoy"}


def a_field_of_maize(desk) -> str:
    uid = str(uuid.uuid4())
    sown = Sown("parcela-1", "maíz", "criolla", Decimal(32_000))
    desk.pages.journal.append(a_draft(sown, uid=uid, happened=NOW - 120 * DAY_S), now=NOW)
    return uid


def the_base_of_the_assembly(desk) -> None:
    base = GrainBaseSet(Decimal(14), Decimal(2), "acta 12 de la asamblea")
    desk.pages.journal.append(a_draft(base, uid=str(uuid.uuid4()), happened=NOW - DAY_S), now=NOW)


def test_maize_is_kept_wet_with_the_base_of_the_commune(desk) -> None:
    the_base_of_the_assembly(desk)
    grain = {"ciclo": a_field_of_maize(desk), "kilos": "9650", "humedad": "22", "impureza": "3"}

    answer = desk.sends("cosecha", HARVEST | grain | {"hectareas": "2,9"})

    [entry] = desk.saved("harvest")
    body = entry.body
    assert (body.kg, body.moisture, body.base_moisture, body.area_m2) == (9650, 22, 14, 29_000)
    assert "8.663 kilos al 14 % de humedad y 2 % de impureza" in answer.text


def test_wet_maize_is_read_back_in_words_before_it_is_saved(desk) -> None:
    the_base_of_the_assembly(desk)
    grain = HARVEST | {"ciclo": a_field_of_maize(desk), "kilos": "10000", "humedad": "22"}

    told = desk.sends("cosecha", grain, confirmed=False).text

    sentence = "Diez mil kilos al 22 % son nueve mil setenta kilos al 14 % de humedad y 2 % de impureza."
    assert sentence in told
    assert desk.saved("harvest") == []


def test_where_the_commune_has_no_base_maize_is_kept_as_weighed_and_the_page_says_so(desk) -> None:
    grain = {"ciclo": a_field_of_maize(desk), "kilos": "10000", "humedad": "22"}

    asked = desk.asks(f"/anotar/cosecha?ciclo={grain['ciclo']}")
    told = desk.sends("cosecha", HARVEST | grain, confirmed=False).text
    desk.sends("cosecha", HARVEST | grain)

    [entry] = desk.saved("harvest")
    assert "La comuna no ha fijado a qué humedad e impureza compara este grano." in asked
    assert "La base se fija en «Anotar», «La base del grano»" in asked
    assert "Sin base no se pasan a kilos secos: quedan como se pesaron." in told
    assert (entry.body.moisture, entry.body.base_moisture, entry.body.base_impurity) == (22, None, None)


def test_the_base_is_told_with_who_decided_it(desk) -> None:
    the_base_of_the_assembly(desk)

    asked = desk.asks(f"/anotar/cosecha?ciclo={a_field_of_maize(desk)}")

    assert "se comparan a 14 % de humedad y 2 % de impureza. Fuente: acta 12 de la asamblea" in asked


def test_a_harvest_before_the_base_was_set_is_kept_as_weighed(desk) -> None:
    the_base_of_the_assembly(desk)
    grain = {"ciclo": a_field_of_maize(desk), "kilos": "10000", "humedad": "22"}

    desk.sends("cosecha", HARVEST | grain | {"cuando": "anteayer"})

    assert desk.saved("harvest")[0].body.base_moisture is None


def test_a_harvest_of_maize_goes_on_on_a_second_screen_that_keeps_the_first(desk) -> None:
    grain = HARVEST | {"ciclo": a_field_of_maize(desk), "kilos": "10000", "humedad": "22", "hoja": "0"}

    second = desk.pages.client.post("/anotar/cosecha", data=grain | {"clave": str(uuid.uuid4())}).text

    assert "¿Cuántas hectáreas se cosecharon?" in second
    assert "¿Cuántos kilos?" not in second
    assert '<input type="hidden" name="kilos" value="10000">' in second
    assert '<input type="hidden" name="hoja" value="1">' in second
    assert desk.saved("harvest") == []


def test_a_fault_of_the_first_screen_is_told_there(desk) -> None:
    grain = HARVEST | {"ciclo": a_field_of_maize(desk), "kilos": "12,5,1", "humedad": "140", "hoja": "0"}

    answer = desk.sends("cosecha", grain, confirmed=False)

    assert answer.status == 422
    assert "Escriba solo el número, por ejemplo 12,5." in answer.text
    assert "Debe estar entre 5 y 60" in answer.text
    assert "¿Cuántas hectáreas se cosecharon?" not in answer.text


def test_no_screen_of_a_harvest_asks_more_than_eight_things(desk) -> None:
    cycle, store = a_field_of_maize(desk), WarehouseRegistered("silo", "maiceros", "Silo 1")
    desk.pages.journal.append(a_draft(store, happened=NOW - DAY_S), now=NOW)
    sent = HARVEST | {"ciclo": cycle, "kilos": "10", "humedad": "22", "hoja": "0"}

    first = desk.pages.client.get(f"/anotar/cosecha?ciclo={cycle}").text
    second = desk.pages.client.post("/anotar/cosecha", data=sent).text

    assert [page.count('class="ask"') <= 8 for page in (first, second)] == [True, True]
    assert "Silo 1" in second


def test_the_ticket_is_a_number_and_no_sentence(desk) -> None:
    grain = HARVEST | {"ciclo": a_field_of_maize(desk), "humedad": "22"}

    refused = desk.sends("cosecha", grain | {"boleto": "lo trajo Pedro, el del camión"})
    desk.sends("cosecha", grain | {"boleto": "0417-A"})

    [entry] = desk.saved("harvest")
    assert (refused.status, "Escriba solo el número del papel" in refused.text) == (422, True)
    assert entry.body.ticket == "0417-A"


def test_grain_without_moisture_must_be_said_to_be_so(desk) -> None:
    grain = HARVEST | {"ciclo": a_field_of_maize(desk)}

    refused, taken = desk.sends("cosecha", grain), desk.sends("cosecha", grain | {"humedad-no-se": "1"})

    assert refused.status == 422
    assert taken.path.startswith("/recibo/")
