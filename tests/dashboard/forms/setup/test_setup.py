"""Setting a station up in the browser: places, limits, probes, marks and councils."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from empty_station import EmptyStation, an_empty_station, told
from small_commune import NOW

from gateway.domain.calibration import (
    Constants,
    OxygenMarks,
    ProbeFactor,
    RadiationScale,
    SoilMarks,
    TipSize,
    WindScale,
)
from gateway.domain.entries import (
    CalibrationRecorded,
    CouncilRegistered,
    LimitsSet,
    NodePlaced,
    PlaceRegistered,
)
from gateway.journal.registers import registers

POND = {"lugar": "nuevo", "numero": "3", "nombre": "La Ceiba", "especie": "morocoto", "aireador": "diesel"}
POND |= {"medios": "exchange", "area": "1500", "hondo": "1,2"}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[EmptyStation]:
    with an_empty_station(tmp_path) as found:
        yield found


def test_the_first_pond_is_registered_as_it_was_told(station: EmptyStation) -> None:
    station.saves("estanque", POND)

    assert station.last() == PlaceRegistered(
        "estanque-3",
        "pond",
        3,
        "La Ceiba",
        means=["aerator", "exchange"],
        area_m2=Decimal(1500),
        depth_m=Decimal("1.2"),
        aerator_power="diesel",
        species="morocoto",
    )


def test_what_nobody_knows_of_a_pond_may_stay_unknown(station: EmptyStation) -> None:
    unknown = {"numero": "1", "especie": "no-se", "aireador": "no", "area-no-se": "1", "hondo-no-se": "1"}

    station.saves("estanque", unknown)

    assert station.last() == PlaceRegistered("estanque-1", "pond", 1, "")


def test_a_pond_s_form_begins_with_what_stands_of_it(station: EmptyStation) -> None:
    station.saves("estanque", POND)

    page = station.client.get("/anotar/estanque?lugar=estanque-3").text

    for value in ('value="3"', 'value="La Ceiba"', 'value="1500"', 'value="1,2"'):
        assert value in page
    for chosen in ("morocoto", "diesel", "exchange"):
        assert re.search(rf'value="{chosen}"[^>]* checked', page)


def test_a_pond_described_anew_keeps_its_short_name(station: EmptyStation) -> None:
    station.saves("estanque", POND)

    station.saves("estanque", POND | {"lugar": "estanque-3", "numero": "4", "aireador": "no"})

    body = station.last()
    assert isinstance(body, PlaceRegistered)
    assert (body.place, body.number, body.means, body.aerator_power) == ("estanque-3", 4, ["exchange"], None)


def test_two_ponds_never_have_one_number(station: EmptyStation) -> None:
    station.saves("estanque", POND)

    refused = station.sends("estanque", POND)

    assert refused.status_code == 422
    assert "Ya hay un estanque con el número 3." in told(refused)


def test_limits_begin_with_those_in_force_and_their_source(station: EmptyStation) -> None:
    station.saves("estanque", POND)

    page = station.client.get("/anotar/limites?lugar=estanque-3").text

    assert all(f'value="{limit}"' in page for limit in (3, 2, 1))
    assert "Saint-Paul 1984" in page


@pytest.mark.parametrize(("place", "of"), [("estanque-3", "estanque-3"), ("todos", None)])
def test_limits_are_of_one_pond_or_of_all(station: EmptyStation, place: str, of: str | None) -> None:
    station.saves("estanque", POND)
    limits = {"lugar": place, "atencion": "3,5", "peligro": "2,5", "emergencia": "1,2"}

    station.saves("limites", limits | {"fuente": "lo que vio la comuna", "verificado": "si"})

    numbers = [Decimal(one) for one in ("3.5", "2.5", "1.2")]
    assert station.last() == LimitsSet(*numbers, "lo que vio la comuna", verified=True, place=of)


def test_limits_of_a_species_are_of_every_pond_that_has_it_and_none_of_its_own(station: EmptyStation) -> None:
    station.saves("estanque", POND | {"especie": "morocoto"})
    limits = {"lugar": "especie-morocoto", "atencion": "3,5", "peligro": "2,5", "emergencia": "1,2"}

    station.saves("limites", limits | {"fria": "24", "caliente": "32", "fuente": "x", "verificado": "no"})

    body = station.last()
    assert isinstance(body, LimitsSet)
    assert (body.place, body.species, body.cold, body.warm) == (None, "morocoto", Decimal(24), Decimal(32))
    assert registers(station.journal.entries("station")).limits_of("estanque-3").warn == 3.5


def test_water_that_is_cold_above_what_is_warm_is_asked_back(station: EmptyStation) -> None:
    limits = {"lugar": "todos", "atencion": "3", "peligro": "2", "emergencia": "1", "fuente": "x"}

    refused = station.sends("limites", limits | {"fria": "33", "caliente": "22", "verificado": "no"})

    assert refused.status_code == 422
    assert 'id="caliente-error"' in refused.text


def test_limits_that_do_not_fall_are_asked_back_at_their_field(station: EmptyStation) -> None:
    limits = {"lugar": "todos", "atencion": "3", "peligro": "3", "emergencia": "1", "fuente": "x"}

    refused = station.sends("limites", limits | {"verificado": "no"})

    assert refused.status_code == 422
    assert 'id="peligro-error"' in refused.text


def test_a_probe_that_is_heard_and_stands_nowhere_is_offered_first(station: EmptyStation) -> None:
    station.saves("estanque", POND)
    station.hears("pond-1", "pond-7")
    station.saves("ubicacion", {"nodo": "pond-1", "lugar": "estanque-3", "desde": "ahora"})

    page = told(station.client.get("/anotar/ubicacion"))

    assert re.search(r"pond-7 se oye y no está en ningún lugar pond-1 Estanque 3 · La Ceiba", page)


def test_a_probe_is_placed_moved_and_taken_away_by_date(station: EmptyStation) -> None:
    station.saves("estanque", POND)
    station.hears("pond-7")
    station.saves("ubicacion", {"nodo": "pond-7", "lugar": "estanque-3", "desde": "ahora"})

    gone = {"desde": "hoy", "desde-hora": "2:10", "desde-mitad": "am"}
    station.saves("ubicacion", {"nodo": "pond-7", "lugar": "ninguno"} | gone)

    bodies = [one.body for one in station.journal.entries("station", kinds={"placement"})]
    assert bodies == [NodePlaced("pond-7", "estanque-3", NOW), NodePlaced("pond-7", None, NOW - 62 * 60 - 0)]


def test_a_probe_that_nobody_has_heard_yet_can_be_placed_by_its_name(station: EmptyStation) -> None:
    station.saves("estanque", POND)
    unheard = {"nodo": "otra", "lugar": "estanque-3", "desde": "ahora"}

    refused = station.sends("ubicacion", unheard | {"nombre": "Sonda 7"})
    station.saves("ubicacion", unheard | {"nombre": "pond-7"})

    assert refused.status_code == 422
    assert station.last() == NodePlaced("pond-7", "estanque-3", NOW)


def test_without_a_place_a_probe_has_nowhere_to_stand(station: EmptyStation) -> None:
    page = station.client.get("/anotar/ubicacion")

    assert "Todavía no hay ningún estanque ni lote" in told(page)
    assert 'href="/preparar"' in page.text


@pytest.mark.parametrize(
    ("series", "answers", "constants"),
    [
        (
            "pond-7/sonda/oxygen_signal",
            {"senal": "1600", "temperatura": "28"},
            OxygenMarks(Decimal(1600), Decimal(28)),
        ),
        (
            "pond-7/sonda-20cm/soil_signal",
            {"seca": "2300", "agua-seca": "3", "mojada": "1400", "agua-mojada": "36"},
            SoilMarks(Decimal(2300), Decimal("0.03"), Decimal(1400), Decimal("0.36")),
        ),
        ("pond-7/pluviometro/rain_tips", {"vuelco": "0,2"}, TipSize(Decimal("0.2"))),
        ("pond-7/fina/oxygen_probe", {"dijo-sonda": "5", "era": "5,25"}, ProbeFactor(Decimal("1.05"))),
        ("pond-7/suelo-15cm/soil_probe", {"dijo-sonda": "32", "era": "28"}, ProbeFactor(Decimal("0.875"))),
        ("pond-7/viento/wind_signal", {"pulso": "2,4"}, WindScale(Decimal("0.6667"), Decimal(0))),
        (
            "pond-7/viento/wind_signal",
            {"pulso": "2,4", "arranque": "1,8"},
            WindScale(Decimal("0.6667"), Decimal("0.5")),
        ),
        (
            "pond-7/sol/radiation_signal",
            {"sol": "0,6", "oscuro": "12"},
            RadiationScale(Decimal("0.6"), Decimal(12)),
        ),
    ],
    ids=["oxygen", "soil", "rain", "digital oxygen", "digital soil", "wind", "wind that must start", "sun"],
)
def test_marks_make_a_signal_a_value(
    station: EmptyStation, series: str, answers: dict[str, str], constants: Constants
) -> None:
    station.hears("pond-7")

    station.saves("marcas", {"serie": series, "desde": "siempre"} | answers)

    assert station.last() == CalibrationRecorded(*series.split("/"), 0, constants)


def test_a_digital_probe_may_be_given_marks_and_needs_none(station: EmptyStation) -> None:
    station.hears("pond-7")

    page = told(station.client.get("/anotar/marcas"))

    assert "pond-7 · fina · oxígeno" in page
    assert "sin marcas: cuenta lo que ella dice" in page
    assert "Esta sonda ya da su valor" in told(
        station.client.get("/anotar/marcas?serie=pond-7/fina/oxygen_probe")
    )


def test_marks_are_asked_for_beside_what_the_probe_says_now(station: EmptyStation) -> None:
    station.hears("pond-7")

    page = told(station.client.get("/anotar/marcas?serie=pond-7/sonda/oxygen_signal"))

    assert "La sonda da ahora 1.580 mV." in page


def test_marks_that_cannot_be_are_asked_back(station: EmptyStation) -> None:
    station.hears("pond-7")
    same = {"serie": "pond-7/sonda-20cm/soil_signal", "desde": "siempre", "seca": "1400", "mojada": "1400"}

    refused = station.sends("marcas", same | {"agua-seca": "3", "agua-mojada": "36"})

    assert refused.status_code == 422
    assert "La calibración no es posible" in told(refused)


def test_a_council_is_registered_with_what_is_known_of_it(station: EmptyStation) -> None:
    station.saves("consejo", {"nombre": "La Quebrada", "familias": "82", "habitantes-no-se": "1"})

    assert station.last() == CouncilRegistered("la-quebrada", "La Quebrada", 82, None)


def test_a_council_described_anew_is_the_same_one(station: EmptyStation) -> None:
    station.saves("consejo", {"nombre": "La Quebrada", "familias": "82", "habitantes-no-se": "1"})
    page = station.client.get("/anotar/consejo?consejo=la-quebrada").text

    station.saves(
        "consejo", {"consejo": "la-quebrada", "nombre": "La Quebrada", "familias": "84", "habitantes": "310"}
    )

    assert 'value="82"' in page
    assert station.last() == CouncilRegistered("la-quebrada", "La Quebrada", 84, 310)
