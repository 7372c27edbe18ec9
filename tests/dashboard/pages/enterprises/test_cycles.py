from __future__ import annotations

import re
from decimal import Decimal

import numpy as np
from builders import a_draft
from fakes import DAY_S
from small_commune import NOW

from gateway.domain.entries import Harvested
from gateway.domain.readings import SeriesKey


def test_a_cycle_shows_kilos_with_basis_plan_yield_and_survival(pages) -> None:
    page = pages.text("/ciclos/ciclo-1-4")

    assert "<b>742</b> kg cosechados" in page
    assert "pescado entero; todo pesado en romana" in page
    assert "<b>90 % de su meta</b> de 820 kg" in page
    assert "<b>4.947</b> kg/ha" in page
    assert "<b>80,8</b> %" in page


def test_weighed_kilos_keep_their_half_on_every_page(pages) -> None:
    body = Harvested("ciclo-2-1", Decimal("640.5"), "weighed", complete=True, fish=1200)
    pages.journal.append(a_draft(body, uid="media", happened=NOW), now=NOW)

    cycle, units = pages.text("/ciclos/ciclo-2-1"), pages.text("/unidades")

    assert "<b>640,5</b> kg cosechados" in cycle
    assert "La cosecha fue de 640,5 kg, 119,5 kg menos que la meta." in cycle
    assert "<b>640,5</b> kg" in units


def test_hours_under_the_limit_and_coverage_are_those_counted_by_hand(pages) -> None:
    start, end = NOW - 190 * DAY_S, NOW - 15 * DAY_S
    found = pages.store.derived[SeriesKey("pond-1", "sonda", "oxygen")].between(start, end)
    hours = f"{np.sum(found.value < 3.0) * 0.5:.1f}".replace(".", ",")
    coverage = round(100 * len(found) * 0.5 / (175 * 24))

    page = pages.text("/ciclos/ciclo-1-4")

    assert f"<b>{hours} horas medidas</b>" in page
    assert f"<b>{coverage} %</b>" in page


def test_gaps_of_the_probe_are_hatched_and_counted(pages) -> None:
    page = pages.text("/ciclos/ciclo-1-4")

    assert re.search(r"\d+ noches medidas; \d+ sin dato", page)
    assert "Las noches sin dato no cuentan como cero." in page


def test_the_zone_under_the_limit_never_covers_the_days_without_data(pages) -> None:
    strip = pages.text("/ciclos/ciclo-1-4").split('class="strips"')[1].split('class="result"')[0]

    assert strip.index('class="zone z-danger"') < strip.index('class="hole"') < strip.index('class="pts')


def test_nothing_says_that_one_thing_made_the_other(pages) -> None:
    page = pages.text("/ciclos/ciclo-1-4")

    assert "Coincidió; no prueba la causa." in page
    assert not re.search(r"\b(porque|causó|gracias a|por culpa de)\b", page)


def test_too_little_measured_means_that_nothing_is_said_about_oxygen(pages) -> None:
    key = SeriesKey("pond-1", "sonda", "oxygen")
    found = pages.store.derived[key]
    pages.store.derived = {**pages.store.derived, key: found.between(0, NOW - 120 * DAY_S)}

    page = pages.text("/ciclos/ciclo-1-4")

    assert "Datos insuficientes" in page
    assert "horas medidas" not in page
    assert "Coincidió" not in page


def test_a_cycle_without_any_probe_says_so_and_draws_nothing(pages) -> None:
    page = pages.text("/ciclos/ciclo-1-1")

    assert "En este ciclo no midió ninguna sonda." in page
    assert 'class="strips"' not in page


def test_cycles_stand_beside_each_other_as_dots_without_a_mean(pages) -> None:
    page = pages.text("/ciclos/ciclo-1-4")

    assert page.count('class="dot this"') == 1
    assert page.count('class="dot ring"') == 3
    assert page.count('class="dot ring faint"') == 8


def test_a_field_cycle_shows_kilos_at_the_base_rain_and_days_of_thirst(pages) -> None:
    page = pages.text("/ciclos/maiz-3-2")

    assert "<b>8.259</b> kg cosechados" in page
    assert "Húmedo: 9.200 kg</b> al 22 % de humedad y 3 % de impureza" in page
    assert "Lluvia, mm por mes" in page
    assert "Días de sed, por etapa" in page


def test_a_cycle_that_goes_on_asks_for_its_harvest(pages) -> None:
    page = pages.text("/ciclos/ciclo-2-1")

    assert "Todavía sin cosecha" in page
    assert 'href="/anotar/cosecha?ciclo=ciclo-2-1"' in page


def test_units_list_their_cycles(pages) -> None:
    page = pages.text("/unidades")

    assert "Cachamas del Guárico" in page
    assert page.count('href="/ciclos/') >= 21
