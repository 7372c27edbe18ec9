from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders import a_draft
from msgspec import structs
from small_commune import NOW

from gateway.domain.entries import Intervened
from gateway.domain.readings import SeriesKey


def test_ponds_and_fields_stand_the_worst_first(pages) -> None:
    home = pages.text("/")

    order = re.findall(r'href="/(?:estanques|campos)/((?:estanque|lote)-\d)"> <span class="flag"', home)

    assert order == [f"estanque-{n}" for n in (1, 2, 5, 3, 4, 6)] + [f"lote-{n}" for n in (1, 5, 3, 4, 2)]


def test_home_says_each_state_in_words(pages) -> None:
    home = pages.text("/")

    for word in ("Peligro", "Atención", "Bien ahora", "Sin datos", "Sembrar ya", "Esperar", "Sin consejo"):
        assert f">{word}</b>" in home


def test_home_shows_the_last_harvests_with_their_basis(pages) -> None:
    home = pages.text("/")

    assert "<b>742</b> kg" in home
    assert "pesado en romana" in home
    assert "al 22 % de humedad y 3 % de impureza; son 8.394 kg al 14 % y 2 %" in home


def test_a_pond_under_its_critical_limit_says_danger_number_and_what_to_do(pages) -> None:
    page = pages.text("/estanques/estanque-1")

    assert re.search(r"<h1[^>]*><small>Estanque 1 · La Ceiba</small> Peligro</h1>", page)
    assert "Hay menos de 2 mg/L de oxígeno." in page
    assert '<p class="value"><b>1,8</b> mg/L</p>' in page
    assert "bajando" in page
    assert "Encienda el aireador" in page


def test_an_old_reading_is_never_shown_as_the_present(pages) -> None:
    page = pages.text("/estanques/estanque-5")

    assert '<p class="value"><b>?</b> mg/L</p>' in page
    assert re.search(r"antes: \d,\d<br>hace 2 h 5\d min", page)
    assert 'class="gauge"' not in page
    assert "bajando" not in page


def test_a_pond_without_any_means_is_told_to_move_the_water(pages) -> None:
    key = SeriesKey("pond-6", "sonda", "oxygen")
    found = pages.store.derived[key]
    pages.store.derived = {**pages.store.derived, key: replace(found, value=found.value * 0 + 0.8)}

    page = pages.text("/estanques/estanque-6")

    assert "Menos de 1 mg/L: los peces se pueden morir." in page
    assert "Mueva el agua con lo que tenga" in page
    assert "/estanques/estanque-6/intervencion" not in page


@pytest.mark.parametrize("span", ["24h", "7d", "anio"])
def test_a_pond_shows_a_day_a_week_and_a_year(pages, span: str) -> None:
    page = pages.text(f"/estanques/estanque-3?rango={span}")

    assert f'id="tab-{span}" href="?rango={span}#oxygen" aria-current="true"' in page
    assert 'class="line oxygen"' in page


def test_a_gap_of_the_probe_is_hatched(pages) -> None:
    assert '<i class="hole"' in pages.text("/estanques/estanque-3?rango=7d")


def test_no_word_of_a_chart_is_drawn_over_its_line(pages) -> None:
    chart = pages.text("/estanques/estanque-1").split('class="chart')[1].split('class="across"')[0]

    assert chart.rindex("zone-word") < chart.index('class="line')
    assert 'class="band' not in chart.split("zone-word")[-1]


def test_limits_stand_with_their_source_and_that_nobody_verified_them(pages) -> None:
    page = pages.text("/estanques/estanque-2")

    assert "sin verificar" in page
    assert "Saint-Paul 1984" in page


def test_the_node_tells_signal_clock_readings_and_what_was_lost(pages) -> None:
    page = pages.text("/estanques/estanque-4")

    for sentence in ("Señal regular", "Con corriente", "Reloj en hora", "192 datos hoy", "perdió 3"):
        assert sentence in page


def test_a_broken_sensor_is_told_in_plain_words_beside_the_node_s_own(pages) -> None:
    faults = {"sonda": "nobody answers on the 1-Wire bus", "outbox": "[Errno 28] ENOSPC"}
    pages.store.known_nodes = [
        replace(one, status=structs.replace(one.status, faults=faults)) for one in pages.store.known_nodes
    ]

    page = pages.text("/estanques/estanque-4")

    assert "<b>Sonda: el termómetro no contesta</b>" in page
    assert '<small lang="en">nobody answers on the 1-Wire bus</small>' in page
    assert "<b>Memoria: no puede guardar datos</b>" in page


def test_a_field_says_in_one_word_what_it_needs(pages) -> None:
    wet, dry = pages.text("/campos/lote-5"), pages.text("/campos/lote-4")

    assert re.search(
        r"<h1[^>]*><small>Lote 5 · El Bajío · 3,2 ha[^<]*(?: · sin bomba)?</small> Sembrar ya", wet
    )
    assert re.search(r"<h1[^>]*><small>Lote 4 · La Loma · 3,2 ha[^<]*</small> Esperar", dry)


def test_a_field_shows_each_depth_of_its_soil(pages) -> None:
    page = pages.text("/campos/lote-1")

    for depth in ("20 cm", "45 cm", "75 cm"):
        assert f"<b>{depth}</b>" in page


def test_a_field_whose_rain_nobody_knows_gets_no_advice(pages) -> None:
    page = pages.text("/campos/lote-2")

    assert re.search(r"<h1[^>]*><small>[^<]*</small> Sin consejo", page)
    assert "Falta la lluvia: el pluviómetro no contesta hace 2 días." in page


def test_all_fields_stand_on_one_page_the_neediest_first(pages) -> None:
    page = pages.text("/campos")

    assert re.findall(r'href="/campos/(lote-\d)"', page) == [f"lote-{n}" for n in (1, 5, 3, 4, 2)]
    assert "Cinco lotes de maíz" in page


def test_a_station_that_writes_nothing_says_so_on_every_page(pages) -> None:
    pages.clock.at = NOW + 3600

    for path in ("/", "/campos/lote-1", "/unidades", "/anotar"):
        assert "La estación no anota desde las 3:11 a. m.</b>" in pages.text(path)


@pytest.mark.parametrize(
    ("speed", "after_s", "told"), [(None, 930, True), (60.0, 3500, False), (60.0, 3700, True)]
)
def test_the_station_has_a_real_minute_before_it_is_called_silent(
    pages, speed: float | None, after_s: int, told: bool
) -> None:
    station = pages.client.app.state.station
    clock = structs.replace(station.config.clock, world_speed=speed)
    pages.client.app.state.station = replace(station, config=structs.replace(station.config, clock=clock))

    pages.clock.at = NOW + after_s

    assert ("La estación no anota desde" in pages.text("/")) is told


def test_an_unknown_place_is_a_page_that_says_where_to_go(pages) -> None:
    answer = pages.client.get("/estanques/no-hay")

    assert answer.status_code == 404
    assert "Ver todos los estanques y lotes" in answer.text


def test_the_last_day_shows_when_the_sun_rose_and_when_the_aerator_ran(pages) -> None:
    on = Intervened("estanque-1", "aerator", "on")
    pages.journal.append(a_draft(on, uid="aire", happened=NOW - 1800), now=NOW)

    page = pages.text("/estanques/estanque-1")

    assert page.count('class="sunrise"') == 1
    assert '<i class="ran" style="left:97.9%;width:2.1%">' in page
