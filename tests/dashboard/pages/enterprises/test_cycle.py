"""The page of a cycle: what it gave, beside what it went through, and no word more."""

from __future__ import annotations

import gzip
import re
from decimal import Decimal

import numpy as np
import pytest
from builders import a_draft, a_reversal
from grown import LOST, PLOT, POND
from small_commune import NOW

from gateway.domain.entries import Fed, Harvested
from gateway.domain.readings import SeriesKey
from tests.dashboard.test_page_weight import MOST_BYTES, loaded

DAY_S = 86_400


def words(grown, uid: str) -> str:
    """Return what a reader sees of a cycle, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", grown.text(f"/ciclos/{uid}")).split())


def test_the_fish_that_were_stocked_are_harvested_dead_or_unexplained(grown) -> None:
    page = words(grown, POND)

    assert "1.212 cosechados, contados 137 muertos, contados 151 sin explicar" in page
    assert "De los 288 peces que faltaron, 137 se anotaron muertos. De 151 no se sabe cuándo ni cómo." in page


def test_the_conversion_is_told_with_what_it_is_made_of(grown) -> None:
    assert "1,41 FCA 1.026 kg ÷ 730 kg de aumento; no descuenta los muertos" in words(grown, POND)


def test_with_scraps_the_conversion_does_not_apply_and_each_feed_has_its_kilos(grown) -> None:
    scraps = Fed(POND, "scraps", "weighed", kg=Decimal(90), what="yuca")
    grown.journal.append(a_draft(scraps, uid="yuca", happened=NOW - 100 * DAY_S), now=NOW)

    assert "no aplica FCA 1.026 kg concentrado, 90 kg yuca" in words(grown, POND)


def test_what_people_wrote_stands_on_the_axis_with_its_figures(grown) -> None:
    page = words(grown, POND)

    assert "137 peces 151 más sin explicar, sin fecha" in page
    assert "62 g ±6, 168 g ±15, 301 g ±27, 420 g ±38" in page
    assert "7 noches en que se anotó encendido" in page


def test_what_also_changed_always_stands_there_and_blank_is_no_data(grown) -> None:
    page = words(grown, POND)

    assert "Alimento concentrado, 28 % de proteína concentrado, 32 % de proteína" in page
    assert "Robo sin dato no hubo" in page
    assert "También cambió" in words(grown, "ciclo-1-1")


def test_a_field_tells_its_wet_kilos_its_water_and_its_work(grown) -> None:
    page = words(grown, PLOT)

    assert "9.200 × 78/86 × 97/98 = 8.259" in page
    assert "13,65 kg por m³ de riego aparte llovieron" in page
    assert "321,8 kg por jornada 25,7 jornadas anotadas" in page
    assert "Nitrógeno 46 kg por ha, una vez" in page


def test_a_lost_cycle_stays_in_every_series_with_nothing_and_a_cross(grown) -> None:
    page, beside = words(grown, LOST), grown.text(f"/ciclos/{POND}")

    assert "Ciclo perdido 0 kg cosechados" in page
    assert "no aplica FCA no hubo aumento; se dieron 175 kg concentrado" in page
    assert "Lo que sospecha el equipo falta de oxígeno" in page
    assert beside.count('class="lost"') == 1
    assert "perdido: Laguna 5" in beside


def test_a_lost_cycle_that_gave_something_before_counts_with_that(grown) -> None:
    lost = grown.journal.entry("de-perdido")
    grown.journal.append(a_reversal("de-perdido"), now=NOW)
    part = Harvested(LOST, Decimal("26.5"), "weighed", complete=False, fish=61)
    for uid, body in (("antes", part), ("otra-vez", lost.body)):
        grown.journal.append(a_draft(body, uid=uid, happened=lost.happened), now=NOW)

    page = words(grown, LOST)

    assert "vale los 26,5 kg de antes en todos los totales y puntos" in page
    assert "vale 0 kg" not in page


def test_a_loss_that_was_taken_back_opens_the_cycle_again(grown) -> None:
    grown.journal.append(a_reversal("de-perdido"), now=NOW)

    assert "Todavía sin cosecha" in words(grown, LOST)


def test_a_plan_has_a_page_until_it_is_carried_out(grown) -> None:
    assert "Ciclo planificado Meta: 800 kg 1.500 alevines por sembrar" in words(grown, "de-plan")


def test_a_reference_from_elsewhere_is_told_with_its_basis_and_never_drawn_when_not_comparable(grown) -> None:
    page = grown.text(f"/ciclos/{PLOT}")

    assert "Comparable: no; no está en la escala." in page
    assert (
        "3.240 kg por hectárea, 2018. Venezuela, ha cosechadas; base de humedad: sin dato. Fuente: FAO"
        in page
    )
    assert 'class="outside"' not in page


def test_three_earlier_cycles_have_no_mean_on_the_page(grown) -> None:
    page = words(grown, POND)

    assert "la raya es su promedio" not in page
    assert "No hay promedio hasta tener 4 ciclos anteriores ni tendencia hasta tener 8." in page


def test_a_coverage_of_seventy_nine_percent_is_too_little_to_speak_of_oxygen(grown) -> None:
    key = SeriesKey("pond-1", "sonda", "oxygen")
    found = grown.store.derived[key]
    start, end = NOW - 190 * DAY_S, NOW - 15 * DAY_S
    inside = np.flatnonzero((found.time >= start) & (found.time < end))
    gone = inside[int(0.79 * 175 * 48) :]
    kept = np.setdiff1d(np.arange(len(found.time)), gone)
    grown.store.derived = {**grown.store.derived, key: found.take(kept)}

    page = words(grown, POND)

    assert "Hay datos insuficientes para hablar de oxígeno (cobertura 79 %)." in page
    # Every row of the axis has its words at the right, or the rows after it would stand in wrong columns.
    assert "No se suman: faltan noches." in page
    assert "horas medidas" not in page
    assert "Coincidió" not in page


def test_a_cycle_leads_to_its_entries_and_to_its_files(grown) -> None:
    page = grown.text(f"/ciclos/{POND}")

    assert re.search(
        r'href="/libro\?unidad=laguna-1">Asientos \d+ a \d+ del libro</a> <small>39 de este ciclo', page
    )
    for ending in ("csv", "ods"):
        assert f'href="/ciclos/{POND}.{ending}"' in page
        assert grown.client.get(f"/ciclos/{POND}.{ending}").status_code == 200


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("uid", [POND, PLOT, LOST, "ciclo-3-4", "de-plan"])
def test_the_page_of_a_whole_cycle_is_light(grown, uid: str, language: str) -> None:
    grown.client.cookies.set("idioma", language)

    text = grown.client.get(f"/ciclos/{uid}").text

    files = [gzip.compress(grown.client.get(one).content) for one in loaded(text)]
    assert len(gzip.compress(text.encode())) + sum(map(len, files)) < MOST_BYTES
