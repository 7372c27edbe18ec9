"""The forms of what a commune decides with its source, from a bucket to a range from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from empty_station import EmptyStation, an_empty_station, told
from members import signed_in
from small_commune import NOW

from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.domain.entries import (
    CurrencyRegistered,
    GrainBaseSet,
    MeasureWeighed,
    ReferenceSet,
    WorkdaySet,
)
from gateway.domain.goods import Base

WORDS = Words(languages()["es"], -4, NOW)
TODAY = WORDS.midnight(WORDS.today)
MAIZE = {"nombre": "Maíz blanco", "medida": "kg", "grano": "si"}
BASE = {"grano": "maiz-blanco", "base": "14/2", "cuando": "hoy", "fuente": "acta 12"}
TOBO = {"medida": "tobo", "de": "otra", "cosa": "Yuca", "kilos": "12,5", "cuando": "hoy"}
RANGE = {"indicador": "kg_per_ha", "producto": "maiz-blanco", "menor": "2500", "mayor": "3800"}
RANGE |= {"anio": "2018", "base": "no lo dice", "fuente": "FAO", "comparable": "no"}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[EmptyStation]:
    with an_empty_station(tmp_path) as found:
        yield found


def test_a_bucket_is_weighed_several_times_and_says_what_one_comes_to(station: EmptyStation) -> None:
    page = told(station.client.get("/anotar/medida?medida=tobo&de=otra"))

    station.saves("medida", TOBO | {"calidad": "weighed", "cuantos": "5", "fuente": "acta 4"})

    assert "Pese varios, llenos como se llenan siempre, y anote cuánto da uno." in page
    assert station.last() == MeasureWeighed("tobo", "Tobo", "yuca", Decimal("12.5"), "weighed", 5, "acta 4")


def test_a_weighing_says_how_many_were_weighed(station: EmptyStation) -> None:
    refused = station.sends("medida", TOBO | {"calidad": "weighed"})

    assert (refused.status_code, "Escriba cuántos se pesaron." in told(refused)) == (422, True)


def test_the_last_weighing_is_seen_before_a_new_one(station: EmptyStation) -> None:
    station.saves("medida", TOBO | {"calidad": "estimated"})

    page = told(station.client.get("/anotar/medida?medida=tobo&de=yuca"))

    assert "La última vez, el 10 de junio de 2026, uno dio 12,5 kilos." in page


def test_a_quintal_is_offered_at_46_kilos_and_can_be_another(station: EmptyStation) -> None:
    page = station.client.get("/anotar/medida?medida=quintal&de=otra").text

    assert 'value="46"' in page


def test_no_base_is_chosen_before_somebody_chooses_it(station: EmptyStation) -> None:
    station.saves("producto", MAIZE)

    page = station.client.get("/anotar/base").text

    assert "Foco Informativo" in page
    assert not re.search(r'name="base"[^>]* checked', page)


def test_a_base_is_of_what_was_sown_and_never_of_fish(desk) -> None:  # type: ignore[no-untyped-def]
    signed_in(desk.pages.client, "technician")

    page = desk.asks("/anotar/base")

    assert "maíz blanco" in page
    assert "cachama" not in page


def test_a_base_holds_from_the_morning_of_its_day_and_has_its_minutes(station: EmptyStation) -> None:
    station.saves("producto", MAIZE)

    station.saves("base", BASE)

    [entry] = station.journal.entries("book", kinds={"grain_base"})
    assert entry.happened == TODAY
    assert entry.body == GrainBaseSet(Decimal(14), Decimal(2), "acta 12", "maiz-blanco")


@pytest.mark.parametrize(("base", "kilos"), [("14/2", "9.070"), ("12/0", "8.864")])
def test_what_a_base_does_to_10000_wet_kilos_is_told_before_it_is_kept(
    station: EmptyStation, base: str, kilos: str
) -> None:
    station.saves("producto", MAIZE)
    other = {"base": "otra", "humedad": base.split("/")[0], "impureza": base.split("/")[1]}

    page = told(station.client.post("/anotar/base", data=BASE | other))

    assert f"10.000 kilos al 22 % de humedad, con esa misma impureza, cuentan como {kilos} kilos" in page


@pytest.mark.parametrize(
    "answers", [{"humedad": "13"}, {"base": "otra", "humedad": "13"}, {"fuente": ""}, {"base": ""}]
)
def test_half_a_base_is_asked_back(station: EmptyStation, answers: dict[str, str]) -> None:
    station.saves("producto", MAIZE)

    assert station.sends("base", BASE | answers).status_code == 422


def test_a_base_of_every_grain_has_no_product(station: EmptyStation) -> None:
    station.saves("base", BASE | {"grano": "todos", "base": "otra", "humedad": "13", "impureza": "1,5"})

    body = station.last()
    assert isinstance(body, GrainBaseSet)
    assert (body.product, Base(body.moisture, body.impurity)) == (None, Base(Decimal(13), Decimal("1.5")))


def test_a_day_of_work_has_its_hours_and_its_minutes(station: EmptyStation) -> None:
    station.saves("jornada", {"horas": "6", "fuente": "acta 3"})

    page = station.client.get("/anotar/jornada").text

    assert station.last() == WorkdaySet(Decimal(6), "acta 3")
    assert 'value="6"' in page


def test_a_currency_of_the_land_has_its_code_and_one_of_the_commune_its_name(station: EmptyStation) -> None:
    station.saves("moneda", {"cual": "USD", "nombre": "Dólar"})
    dollar = station.last()
    station.saves("moneda", {"cual": "nuevo", "nombre": "El cimarrón"})

    assert dollar == CurrencyRegistered("USD", "Dólar")
    assert station.last() == CurrencyRegistered("el-cimarron", "El cimarrón")


def test_a_range_from_elsewhere_says_year_basis_source_and_whether_it_compares(station: EmptyStation) -> None:
    station.saves("producto", MAIZE)
    station.saves("referencia", RANGE)
    page = station.client.get("/anotar/referencia?cual=kg-per-ha-maiz-blanco").text

    assert station.last() == ReferenceSet(
        "kg-per-ha-maiz-blanco", "kg_per_ha", "maiz-blanco", Decimal(2500), Decimal(3800), "FAO",
        "no lo dice", comparable=False, year=2018,
    )  # fmt: skip
    assert 'value="3800"' in page


def test_a_range_that_falls_is_asked_back(station: EmptyStation) -> None:
    station.saves("producto", MAIZE)

    refused = station.sends("referencia", RANGE | {"mayor": "2000"})

    assert (refused.status_code, 'id="mayor-error"' in refused.text) == (422, True)
