"""Setting a field up in four questions: field, crop, soil, water."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from empty_station import EmptyStation, an_empty_station, told
from fakes import DAY_S
from small_commune import NOW

from gateway.domain.entries import Body, FieldDescribed, PlaceRegistered, Sown, UnitRegistered

POND = {"numero": "1", "especie": "morocoto", "aireador": "no", "area-no-se": "1", "hondo-no-se": "1"}
FIELD = {"lugar": "nuevo", "numero": "1", "nombre": "La Vega", "hectareas": "3,2", "suelo": "loam"}
FIELD |= {"riego": "furrow", "bomba": "otra", "caudal": "70"}
RAINFED = {"lugar": "nuevo", "numero": "2", "hectareas": "5", "suelo": "clay", "riego": "no"}
AGAIN = {"lugar": "lote-1"}
FIRM = {"nombre": "Los Maiceros", "forma": "EPSDC"}
SOWN = {"sembrado": "ayer", "cultivo": "maíz blanco", "variedad": "Danac 3273", "madurez": "115"}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[EmptyStation]:
    with an_empty_station(tmp_path) as found:
        yield found


def kept(station: EmptyStation, kind: str) -> list[Body]:
    """Return what was recorded of a kind, in its order."""
    journals = [*station.journal.entries("station"), *station.journal.entries("book")]
    return [one.body for one in journals if one.kind == kind]


def test_a_field_is_registered_with_its_soil_and_its_water(station: EmptyStation) -> None:
    station.saves("lote", FIELD)

    assert kept(station, "place") == [
        PlaceRegistered(
            "lote-1", "field", 1, "La Vega", means=["pump"], area_m2=Decimal("32000.0"),
            field_capacity=Decimal("0.31"), wilting_point=Decimal("0.15"),
        )
    ]  # fmt: skip
    assert kept(station, "field") == [
        FieldDescribed("lote-1", "texture", "loam", "furrow", pump="bomba-1", pump_m3_h=Decimal(70))
    ]


def test_a_field_that_rain_alone_waters_has_no_pump_whatever_was_tapped_of_it(station: EmptyStation) -> None:
    station.saves("lote", RAINFED | {"bomba": "otra", "caudal": "70", "eficiencia": "60"})

    [place] = kept(station, "place")
    assert isinstance(place, PlaceRegistered)
    assert place.means == []
    assert kept(station, "field") == [FieldDescribed("lote-2", "texture", "clay")]


def test_a_field_may_have_a_pond_s_number_but_not_another_field_s(station: EmptyStation) -> None:
    station.saves("estanque", POND)
    station.saves("lote", FIELD)

    refused = station.sends("lote", FIELD)

    assert refused.status_code == 422
    assert "Ya hay un lote con el número 1." in told(refused)


@pytest.mark.parametrize(
    ("answers", "held", "known", "texture"),
    [
        ({"suelo": "loam"}, ("0.31", "0.15"), "texture", "loam"),
        ({"suelo": "no-se"}, ("0.31", "0.15"), "guess", None),
        ({"suelo": "medido", "capacidad": "34", "marchitez": "18"}, ("0.34", "0.18"), "sample", None),
        ({"suelo": "clay", "capacidad": "34", "marchitez": "18"}, ("0.34", "0.18"), "sample", "clay"),
    ],
    ids=["by texture", "not known is a loam", "measured", "measured wins"],
)
def test_the_soil_is_as_measured_as_usual_or_guessed(
    station: EmptyStation, answers: dict[str, str], held: tuple[str, str], known: str, texture: str | None
) -> None:
    station.saves("lote", FIELD | answers)

    [place], [field] = kept(station, "place"), kept(station, "field")
    assert isinstance(place, PlaceRegistered)
    assert isinstance(field, FieldDescribed)
    assert (place.field_capacity, place.wilting_point) == (Decimal(held[0]), Decimal(held[1]))
    assert (field.soil_known, field.texture) == (known, texture)


def test_a_guess_is_told_as_a_guess_before_it_is_kept(station: EmptyStation) -> None:
    page = station.client.post("/anotar/lote", data=FIELD | {"suelo": "no-se"})

    assert "No se sabe qué tierra es: se calcula como franca" in told(page)
    assert kept(station, "place") == []


@pytest.mark.parametrize(
    "answers", [{"suelo": "medido"}, {"capacidad": "34"}, {"capacidad": "18", "marchitez": "34"}]
)
def test_half_a_measured_soil_is_asked_back(station: EmptyStation, answers: dict[str, str]) -> None:
    assert station.sends("lote", FIELD | answers).status_code == 422


def test_the_four_questions_come_one_after_the_other(station: EmptyStation) -> None:
    written = {name: FIELD[name] for name in ("lugar", "numero", "nombre", "hectareas")}
    asked = []
    for sheet in range(3):
        page = station.client.post("/anotar/lote", data=written | {"hoja": str(sheet)}).text
        asked += re.findall(r"Hoja (\d) de 4", page)
        written |= {"suelo": FIELD["suelo"]} if sheet == 1 else {}
        written |= {name: FIELD[name] for name in ("riego", "bomba", "caudal")} if sheet == 2 else {}
    answer = station.client.post("/anotar/lote", data=written | {"hoja": "3"})

    assert asked == ["2", "3", "4"]
    assert "¿Está bien?" in answer.text


def test_a_field_s_form_begins_with_what_stands_of_it(station: EmptyStation) -> None:
    station.saves("lote", FIELD | {"suelo": "clay_loam", "eficiencia": "55", "raices": "60"})

    pages = [station.client.get("/anotar/lote?lugar=lote-1").text]
    pages += [station.client.post("/anotar/lote", data=_sent(pages[-1])).text]
    pages += [station.client.post("/anotar/lote", data=_sent(pages[-1])).text]
    pages += [station.client.post("/anotar/lote", data=_sent(pages[-1])).text]

    assert all(f'value="{one}"' in pages[0] for one in ("1", "La Vega", "3,2"))
    assert re.search(r'value="clay_loam"[^>]* checked', pages[2])
    assert all(re.search(rf'value="{one}"[^>]* checked', pages[3]) for one in ("furrow", "bomba-1"))
    assert all(f'value="{one}"' in pages[3] for one in ("70", "55"))


def _sent(page: str) -> dict[str, str]:
    """Return what the browser sends of a form as it came."""
    form = page.split('id="clave"')[1].split("</form>")[0]
    fields = re.findall(r'<input (?:type="hidden"|id=)[^>]*>', form)
    named = [(re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)) for one in fields]
    chosen = re.findall(r'name="([^"]+)" value="([^"]*)"[^>]* checked', form)
    return {name[1]: value[1] if value else "" for name, value in named if name} | dict(chosen)


def test_a_field_described_anew_keeps_its_short_name(station: EmptyStation) -> None:
    station.saves("lote", FIELD)

    station.saves("lote", FIELD | AGAIN | {"numero": "4", "bomba": "bomba-1"})

    places = kept(station, "place")
    assert [one.place for one in places if isinstance(one, PlaceRegistered)] == ["lote-1", "lote-1"]


def test_fields_of_one_pump_are_told_once_what_it_gives(station: EmptyStation) -> None:
    station.saves("lote", FIELD)

    other = RAINFED | {"riego": "sprinkler", "bomba": "bomba-1"}
    station.saves("lote", other)

    assert kept(station, "field")[1] == FieldDescribed(
        "lote-2", "texture", "clay", "sprinkler", pump="bomba-1", pump_m3_h=Decimal(70)
    )


def test_another_pump_is_the_next_one(station: EmptyStation) -> None:
    station.saves("lote", FIELD)

    station.saves("lote", RAINFED | {"riego": "drip", "bomba": "otra"})

    described = kept(station, "field")[1]
    assert isinstance(described, FieldDescribed)
    assert (described.pump, described.pump_m3_h) == ("bomba-2", None)


def test_not_sown_yet_is_an_answer(station: EmptyStation) -> None:
    station.saves("empresa", FIRM)

    station.saves("lote", FIELD)

    assert kept(station, "sowing") == kept(station, "unit") == []


def test_what_is_sown_is_kept_with_the_unit_that_works_it(station: EmptyStation) -> None:
    station.saves("empresa", FIRM)

    station.saves("lote", FIELD | SOWN | {"empresa": "los-maiceros"})

    area = Decimal("32000.0")
    assert kept(station, "unit") == [
        UnitRegistered("la-vega", "los-maiceros", "lote-1", "La Vega", area, "declared")
    ]
    assert kept(station, "sowing") == [
        Sown("la-vega", "maíz blanco", "Danac 3273", area, days_to_maturity=115)
    ]
    [entry] = [one for one in station.journal.entries("book") if one.kind == "sowing"]
    assert NOW - 2 * DAY_S < entry.happened < NOW


def test_what_is_sown_is_of_the_unit_that_is_there(station: EmptyStation) -> None:
    station.saves("empresa", FIRM)
    station.saves("lote", FIELD)
    unit = {"empresa": "los-maiceros", "lugar": "lote-1", "nombre": "Parcela 1", "hectareas": "3"}
    station.saves("unidad", unit | {"medida": "tape"})

    station.saves("lote", FIELD | AGAIN | SOWN)

    [sown] = kept(station, "sowing")
    assert isinstance(sown, Sown)
    assert sown.unit == "parcela-1"
    assert len(kept(station, "unit")) == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"variedad": ""}, "Escriba la variedad"),
        ({"empresa": ""}, "Elija la empresa que lo trabaja"),
        ({"hectareas": "", "hectareas-no-se": "1"}, "cuántas hectáreas son"),
    ],
)
def test_half_a_sowing_is_asked_back_and_nothing_is_kept(
    station: EmptyStation, answers: dict[str, str], sentence: str
) -> None:
    station.saves("empresa", FIRM)

    refused = station.sends("lote", FIELD | SOWN | {"empresa": "los-maiceros"} | answers)

    assert (refused.status_code, sentence in told(refused)) == (422, True)
    assert kept(station, "place") == []


def test_without_an_enterprise_the_field_is_kept_and_it_says_where_to_register_one(
    station: EmptyStation,
) -> None:
    page = told(station.client.post("/anotar/lote", data=FIELD | {"hoja": "0"}))

    station.saves("lote", FIELD | SOWN)

    assert "hace falta una empresa: se anota en «Preparar la estación»" in page
    assert len(kept(station, "place")) == 1
    assert kept(station, "sowing") == []


def test_what_is_sown_already_is_told_and_not_asked(station: EmptyStation) -> None:
    station.saves("empresa", FIRM)
    station.saves("lote", FIELD | SOWN | {"empresa": "los-maiceros"})

    page = told(station.client.post("/anotar/lote", data=FIELD | AGAIN | {"hoja": "0"}))

    assert "Ya está anotado lo sembrado: maíz blanco Danac 3273" in page
    assert "¿Cuándo se sembró el maíz?" not in page


def test_undoing_the_set_up_takes_back_all_of_it(station: EmptyStation) -> None:
    station.saves("empresa", FIRM)
    station.saves("lote", FIELD | SOWN | {"empresa": "los-maiceros"})
    [place] = [one for one in station.journal.entries("station") if one.kind == "place"]

    station.client.post(f"/recibo/{place.uid}/deshacer")

    assert len([one for one in station.journal.entries("station") if one.kind == "reversal"]) == 2
    assert len([one for one in station.journal.entries("book") if one.kind == "reversal"]) == 2
