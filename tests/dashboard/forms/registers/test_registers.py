"""What is registered about production, described for the first time, anew, and from one day to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from empty_station import EmptyStation, an_empty_station, told
from members import signed_in
from small_commune import NOW

from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.domain.entries import CouncilRegistered, EnterpriseRegistered

WORDS = Words(languages()["es"], -4, NOW)
TODAY = WORDS.midnight(WORDS.today)
DAY_S = 86_400
COUNCIL = {"nombre": "La Quebrada", "familias": "82", "habitantes-no-se": "1"}
FIRM = {"nombre": "Ezequiel Zamora", "forma": "EPSDC"}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[EmptyStation]:
    with an_empty_station(tmp_path) as found:
        yield found


def day(back: int, name: str = "desde") -> dict[str, str]:
    """Return what to write for a day so many days ago."""
    date = WORDS.local(NOW - back * DAY_S).date()
    parts = {"": "otro", "-dia": str(date.day), "-mes": str(date.month), "-anio": str(date.year)}
    return {f"{name}{part}": value for part, value in parts.items()}


def test_what_was_always_there_has_no_first_day(station: EmptyStation) -> None:
    station.saves("consejo", COUNCIL)

    assert station.last() == CouncilRegistered("la-quebrada", "La Quebrada", 82, None)


def test_a_council_that_came_later_belongs_from_the_morning_of_that_day(station: EmptyStation) -> None:
    station.saves("consejo", COUNCIL | day(10))

    body = station.last()
    assert isinstance(body, CouncilRegistered)
    assert (body.since, body.until) == (TODAY - 10 * DAY_S, None)


def test_a_year_that_is_not_this_one_is_told_back(station: EmptyStation) -> None:
    page = station.client.post("/anotar/consejo", data=COUNCIL | day(800))

    assert "lunes 1 de abril de 2024" in told(page)


def test_an_enterprise_keeps_its_short_name_when_it_is_described_anew(station: EmptyStation) -> None:
    station.saves("empresa", FIRM | {"rif": "C-12345678-9"})
    page = station.client.get("/anotar/empresa?cual=ezequiel-zamora").text

    station.saves("empresa", FIRM | {"cual": "ezequiel-zamora", "nombre": "E. Zamora", "situr": "S-1"})

    assert 'value="C-12345678-9"' in page
    assert re.search(r'value="EPSDC"[^>]* checked', page)
    assert station.last() == EnterpriseRegistered("ezequiel-zamora", "E. Zamora", "EPSDC", situr="S-1")


def test_two_enterprises_never_have_one_name(station: EmptyStation) -> None:
    station.saves("empresa", FIRM)

    refused = station.sends("empresa", FIRM | {"cual": "nuevo", "nombre": "ezequiel  ZAMORA"})

    assert refused.status_code == 422
    assert "Ya hay uno con ese nombre" in told(refused)


def test_a_unit_described_anew_keeps_the_area_that_it_has(station: EmptyStation) -> None:
    station.saves("empresa", FIRM)
    pond = {"numero": "1", "especie": "no-se", "aireador": "no", "area-no-se": "1", "hondo-no-se": "1"}
    station.saves("estanque", pond)
    unit = {"empresa": "ezequiel-zamora", "lugar": "estanque-1", "hectareas": "0,15", "medida": "tape"}
    station.saves("unidad", unit | {"nombre": "Laguna 1"} | day(400))

    page = station.client.get("/anotar/unidad?cual=laguna-1").text

    for value in ('value="0,15"', 'value="Laguna 1"', 'value="2025"'):
        assert value in page


def test_a_council_that_left_belonged_through_its_last_day(station: EmptyStation) -> None:
    station.saves("consejo", {"nombre": "La Quebrada", "familias": "82", "habitantes": "300"})

    station.saves("termino", {"que": "council:la-quebrada", "cuando": "ayer"})

    assert station.last() == CouncilRegistered("la-quebrada", "La Quebrada", 82, 300, until=TODAY)


def test_a_council_that_left_can_come_back_later_and_not_before(station: EmptyStation) -> None:
    council = {"nombre": "La Quebrada", "familias": "82", "habitantes": "300"}
    station.saves("consejo", council)
    station.saves("termino", {"que": "council:la-quebrada", "cuando": "ayer"})
    page = told(station.client.get("/anotar/consejo?consejo=la-quebrada"))
    back = council | {"consejo": "la-quebrada", "volvio": "si"}

    refused = station.sends("consejo", back)
    station.saves("consejo", back | {"desde": "hoy"})

    assert "Está anotado que terminó el 9 de junio de 2026. ¿Volvió?" in page
    assert refused.status_code == 422
    assert station.last() == CouncilRegistered("la-quebrada", "La Quebrada", 82, 300, since=TODAY)


def test_a_council_that_left_and_is_only_put_right_has_still_left(station: EmptyStation) -> None:
    council = {"nombre": "La Quebrada", "familias": "82", "habitantes": "300"}
    station.saves("consejo", council)
    station.saves("termino", {"que": "council:la-quebrada", "cuando": "ayer"})

    station.saves("consejo", council | {"consejo": "la-quebrada", "volvio": "no", "familias": "84"})

    assert station.last() == CouncilRegistered("la-quebrada", "La Quebrada", 84, 300, until=TODAY)


def test_nothing_ends_before_it_began(station: EmptyStation) -> None:
    station.saves("consejo", {"nombre": "La Quebrada", "familias": "82", "habitantes": "300", "desde": "hoy"})

    refused = station.sends("termino", {"que": "council:la-quebrada", "cuando": "ayer"})

    assert (refused.status_code, "todavía no había empezado" in told(refused)) == (422, True)


def test_a_unit_with_a_cycle_that_goes_on_is_asked_back_before_it_closes(desk) -> None:  # type: ignore[no-untyped-def]

    signed_in(desk.pages.client, "technician")

    asked = desk.sends("termino", {"que": "unit:laguna-2", "cuando": "hoy"}, confirmed=False)

    assert "En «Laguna 2» hay un ciclo sin terminar" in asked.text
