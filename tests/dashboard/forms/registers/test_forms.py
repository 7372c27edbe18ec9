"""The forms of the other registers, from the commune itself to a range from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import a_draft
from empty_station import EmptyStation, an_empty_station, told
from members import another_client, signed_in
from small_commune import NOW

from gateway.domain.entries import (
    CommuneRegistered,
    CounterpartRegistered,
    ProductRegistered,
    WarehouseRegistered,
)

MAIZE = {"nombre": "Maíz blanco", "medida": "kg", "grano": "si"}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[EmptyStation]:
    with an_empty_station(tmp_path) as found:
        yield found


def test_the_commune_begins_with_its_name_and_may_say_who_counted(station: EmptyStation) -> None:
    page = station.client.get("/anotar/comuna").text
    told_so = {"nombre": "Los Samanes", "estado": "Guárico", "familias": "640", "habitantes-no-se": "1"}

    station.saves("comuna", told_so | {"contado": "hoy", "fuente": "censo de los consejos"})

    assert 'value="Los Samanes"' in page
    assert station.last() == CommuneRegistered(
        "Los Samanes", "Guárico", families=640, counted="2026-06-10", source="censo de los consejos"
    )


def test_a_commune_described_anew_keeps_what_the_form_does_not_ask(station: EmptyStation) -> None:
    station.saves("comuna", {"nombre": "Los Samanes", "familias": "640", "habitantes": "2300"})
    page = station.client.get("/anotar/comuna").text

    assert 'value="640"' in page
    assert re.search(r'value="siempre"[^>]* checked', page)


def test_a_store_has_a_name_and_no_address_and_the_form_says_why(station: EmptyStation) -> None:
    station.saves("empresa", {"nombre": "Maiceros", "forma": "EPSDC"})
    store = {"empresa": "maiceros", "nombre": "Silo 1"}

    page = told(station.client.get("/anotar/almacen"))
    station.saves("almacen", store)

    assert "Se anota el nombre y no el sitio" in page
    assert station.last() == WarehouseRegistered("silo-1", "maiceros", "Silo 1")


def test_a_store_named_by_where_it_stands_is_asked_back(station: EmptyStation) -> None:
    station.saves("empresa", {"nombre": "Maiceros", "forma": "EPSDC"})

    asked = station.client.post("/anotar/almacen", data={"empresa": "maiceros", "nombre": "Calle 3"})

    assert "parece decir dónde está" in told(asked)


def test_whoever_is_no_member_is_told_of_no_store_by_a_form(pages, desk) -> None:  # type: ignore[no-untyped-def]

    store = a_draft(WarehouseRegistered("silo-1", "maiceros", "Silo Secreto"), uid="silo")
    pages.journal.append(store, now=NOW)
    stranger = another_client(pages.client)

    for form in ("almacen", "termino"):
        answer = stranger.post(f"/anotar/{form}", data={"que": "x"})
        assert answer.status_code == 401
        assert "Silo Secreto" not in answer.text


def test_a_counterpart_is_an_organisation_and_never_a_person(station: EmptyStation) -> None:
    page = told(station.client.get("/anotar/organizacion"))

    station.saves("organizacion", {"nombre": "Negro Miguel", "clase": "commune"})

    assert "Nunca una persona" in page
    assert station.last() == CounterpartRegistered("negro-miguel", "Negro Miguel", "commune")


def test_a_product_has_the_key_of_its_name_and_keeps_it(station: EmptyStation) -> None:
    station.saves("producto", MAIZE)
    station.saves("producto", MAIZE | {"cual": "maiz-blanco", "nombre": "Maíz blanco criollo"})

    assert station.last() == ProductRegistered("maiz-blanco", "Maíz blanco criollo", "kg", is_grain=True)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (MAIZE | {"cual": "nuevo", "nombre": "MAIZ  blanco"}, "Ya hay uno con ese nombre"),
        (MAIZE | {"cual": "nuevo", "nombre": "Arroz", "medida": "L"}, "se cuenta en kilos"),
    ],
)
def test_a_product_that_cannot_be_is_asked_back(
    station: EmptyStation, answers: dict[str, str], sentence: str
) -> None:
    station.saves("producto", MAIZE)

    refused = station.sends("producto", answers)

    assert (refused.status_code, sentence in told(refused)) == (422, True)


def test_what_grows_and_nobody_registered_is_offered_as_a_product(desk) -> None:  # type: ignore[no-untyped-def]

    signed_in(desk.pages.client, "technician")

    offered = desk.asks("/anotar/producto")
    begun = desk.pages.client.get("/anotar/producto?cual=hibrido-cachamoto").text

    assert "híbrido cachamoto" in offered
    assert 'value="híbrido cachamoto"' in begun
