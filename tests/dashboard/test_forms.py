from __future__ import annotations

import re
import uuid
from decimal import Decimal

import pytest
from small_commune import NOW

FISH = "ciclo-2-1"


def a_harvest(**answers: str) -> dict[str, str]:
    ordinary = {"clave": str(uuid.uuid4()), "ciclo": FISH, "kilos": "620,5", "calidad": "weighed"}
    return ordinary | {"completa": "si", "cuando": "hoy"} | answers


def test_a_harvest_becomes_an_entry_and_its_receipt_says_it_in_words(pages) -> None:
    form = a_harvest(peces="1302")

    receipt = pages.client.post("/anotar/cosecha", data=form)
    entry = pages.journal.entry(form["clave"])

    assert receipt.url.path == f"/recibo/{form['clave']}"
    assert "seiscientos veinte coma cinco kilos" in receipt.text
    assert f"Asiento nº {entry.number} del libro" in receipt.text
    assert (entry.body.kg, entry.body.fish, entry.body.complete) == (Decimal("620.5"), 1302, True)


def test_a_double_tap_is_one_entry(pages) -> None:
    form = a_harvest()
    before = len(pages.journal.entries("book"))

    paths = {pages.client.post("/anotar/cosecha", data=form).url.path for _ in range(2)}

    assert len(paths) == 1
    assert len(pages.journal.entries("book")) == before + 1


def test_a_form_with_a_fault_comes_back_with_what_was_typed(pages) -> None:
    answer = pages.client.post("/anotar/cosecha", data=a_harvest(kilos="1.500", peces="mil"))

    assert answer.status_code == 422
    assert "<title>Error: Anotar cosecha" in answer.text
    assert 'value="1.500"' in answer.text
    assert "Escriba 1500 o 1,5" in answer.text
    assert '<a href="#peces">' in answer.text
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("kilos", ""),
        ("kilos", "0"),
        ("kilos", "1.200,5"),
        ("kilos", "-3"),
        ("calidad", ""),
        ("calidad", "otra"),
        ("completa", ""),
        ("peces", "12,5"),
        ("cuando-fecha", "2031-01-01"),
        ("cuando-fecha", "2020-01-01"),
        ("cuando-fecha", "ayer"),
        ("ciclo", "otro"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_writes_nothing(pages, field: str, typed: str) -> None:
    before = len(pages.journal.entries("book"))

    answer = pages.client.post("/anotar/cosecha", data=a_harvest(**{field: typed}))

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert len(pages.journal.entries("book")) == before


def test_maize_is_kept_wet_with_the_base_of_the_commune(pages) -> None:
    sown = {"clave": str(uuid.uuid4()), "unidad": "parcela-1", "cultivo": "maíz", "variedad": "criolla"}
    pages.client.post("/anotar/siembra", data=sown | {"hectareas": "3,2", "cuando": "anteayer"})
    form = a_harvest(ciclo=sown["clave"], kilos="9650", humedad="22", impureza="3", hectareas="2,9")

    receipt = pages.client.post("/anotar/cosecha", data=form)
    body = pages.journal.entry(form["clave"]).body

    assert (body.kg, body.moisture, body.base_moisture, body.area_m2) == (9650, 22, 14, 29_000)
    assert "8.663 kilos al 14 % de humedad y 2 % de impureza" in receipt.text.replace("\u00a0", " ")


def test_grain_without_moisture_must_be_said_to_be_so(pages) -> None:
    sown = {"clave": str(uuid.uuid4()), "unidad": "parcela-1", "cultivo": "maíz", "variedad": "criolla"}
    pages.client.post("/anotar/siembra", data=sown | {"hectareas": "3", "cuando": "anteayer"})

    refused = pages.client.post("/anotar/cosecha", data=a_harvest(ciclo=sown["clave"]))
    taken = pages.client.post(
        "/anotar/cosecha", data=a_harvest(**{"ciclo": sown["clave"], "sin-humedad": "1"})
    )

    assert refused.status_code == 422
    assert taken.url.path.startswith("/recibo/")


def test_undo_takes_back_by_another_entry_and_erases_nothing(pages) -> None:
    form = a_harvest()
    pages.client.post("/anotar/cosecha", data=form)

    undone = pages.client.post(f"/recibo/{form['clave']}/deshacer")
    [reversal] = pages.journal.entries("book", kinds=["reversal"])

    assert "Deshecho" in undone.text
    assert reversal.reverses == form["clave"]
    assert pages.journal.entry(form["clave"]) is not None
    assert pages.client.get(f"/anotar/cosecha?ciclo={FISH}").text.count("¿Cuántos kilos?") == 1


def test_a_stocking_with_harvests_cannot_be_undone_before_them(pages) -> None:
    answer = pages.client.post("/recibo/ciclo-1-1/deshacer")

    assert answer.status_code == 422
    assert "Anule primero cada cosecha" in answer.text


def test_an_enterprise_and_its_unit_are_registered_and_can_be_stocked(pages) -> None:
    name = {"clave": str(uuid.uuid4()), "nombre": "Peces del Sur", "forma": "EPSDC"}
    pages.client.post("/anotar/empresa", data=name)
    unit = {
        "clave": str(uuid.uuid4()),
        "empresa": "peces-del-sur",
        "lugar": "estanque-2",
        "nombre": "Laguna Ñ",
    }
    pages.client.post("/anotar/unidad", data=unit | {"hectareas": "0,15", "medida": "tape"})
    fish = {"clave": str(uuid.uuid4()), "unidad": "laguna-n", "especie": "morocoto", "alevines": "1500"}

    receipt = pages.client.post("/anotar/siembra", data=fish | {"gramos": "8", "cuando": "hoy"})

    assert "1.500 alevines de morocoto" in receipt.text
    assert "Peces del Sur" in pages.text("/unidades")


def test_the_aerator_is_logged_by_one_tap_and_the_page_says_since_when(pages) -> None:
    page = pages.text("/estanques/estanque-1")
    key = re.search(r'name="clave" value="([^"]+)"', page)
    assert key is not None

    pages.client.post(
        "/estanques/estanque-1/intervencion", data={"clave": key[1], "medio": "aerator", "accion": "on"}
    )
    after = pages.text("/estanques/estanque-1")

    assert "<b>Aireador encendido</b> desde las 3:12 a. m." in after
    assert "Ya apagué el aireador" in after
    assert pages.journal.entry(key[1]).happened == NOW


def test_a_pond_takes_only_the_means_it_has(pages) -> None:
    form = {"clave": str(uuid.uuid4()), "medio": "aerator", "accion": "on"}

    assert pages.client.post("/estanques/estanque-6/intervencion", data=form).status_code == 404
