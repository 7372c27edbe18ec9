"""The forms by which a cycle begins, and those of what it begins in."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from members import signed_in
from small_commune import NOW

from gateway.domain.entries import ProductRegistered, Sown, Stocked, UnitRegistered

STOCKED = {"unidad": "laguna-1", "especie": "morocoto", "alevines": "1500", "gramos": "8,5", "cuando": "hoy"}
SOWN = {"unidad": "parcela-1", "cultivo": "maíz blanco", "variedad": "criolla", "hectareas": "3,2"}


def test_a_stocking_is_told_with_its_fish_and_their_weight(desk) -> None:
    answer = desk.sends("siembra", STOCKED | {"plan": "820"})

    [entry] = desk.saved("stocking")
    assert entry.body == Stocked("laguna-1", "morocoto", 1500, Decimal("8.5"), Decimal(820))
    assert "1.500 alevines de morocoto mil quinientos alevines de 8,5 gramos cada uno" in answer.text
    assert "Ver el ciclo" in answer.text


def test_one_fingerling_and_one_hectare_agree(desk) -> None:
    fish = desk.sends("siembra", STOCKED | {"alevines": "1"})
    maize = desk.sends("siembra", SOWN | {"cuando": "ayer", "hectareas": "1"})

    assert "1 alevín de morocoto un alevín" in fish.text
    assert "1 hectárea de maíz blanco una hectárea" in maize.text


def test_a_sowing_keeps_its_area_and_its_variety(desk) -> None:
    desk.sends("siembra", SOWN | {"cuando": "anteayer"})

    [entry] = desk.saved("sowing")
    assert entry.body == Sown("parcela-1", "maíz blanco", "criolla", Decimal(32_000))


def test_a_stocking_keeps_where_its_fish_come_from_and_how_many_died_on_the_way(desk) -> None:
    desk.sends("siembra", STOCKED | {"muertos": "20", "procedencia": "state"})

    [entry] = desk.saved("stocking")
    assert (entry.body.fish, entry.body.dead_in_transport, entry.body.origin) == (1500, 20, "state")


def test_a_sowing_keeps_its_seed_and_where_it_comes_from(desk) -> None:
    desk.sends("siembra", SOWN | {"semilla": "64,5", "procedencia": "own"})

    [entry] = desk.saved("sowing")
    assert (entry.body.seed_kg, entry.body.origin) == (Decimal("64.5"), "own")


def test_nobody_knows_where_it_comes_from_is_an_answer(desk) -> None:
    desk.sends("siembra", SOWN | {"procedencia": ""})

    assert desk.saved("sowing")[0].body.origin is None


def test_crops_that_were_sown_before_or_are_registered_are_offered(pages, desk) -> None:
    pages.journal.append(
        a_draft(ProductRegistered("maiz-amarillo", "maíz amarillo", "kg", is_grain=True)), now=NOW
    )

    page = desk.pages.client.get("/anotar/siembra?unidad=parcela-1").text

    assert re.findall(r'<option value="(maíz [^"]+)"', page) == ["maíz amarillo", "maíz blanco"]


@pytest.mark.parametrize(("unit", "most"), [("laguna-1", 8), ("parcela-1", 9)])
def test_a_sowing_asks_no_more_than_eight_things_and_of_maize_when_it_ripens(
    desk, unit: str, most: int
) -> None:
    page = desk.pages.client.get(f"/anotar/siembra?unidad={unit}").text

    picked, asked = page.count('class="picked'), page.count('class="ask"')
    # Who said it is asked of every form, and stands last.
    assert picked + asked - 1 <= most


def test_a_unit_that_closed_is_not_sown_any_more(pages, desk) -> None:
    closed = UnitRegistered(
        "laguna-1", "cachamas", "estanque-1", "Laguna 1", Decimal(1500), "tape", until=NOW - 365 * DAY_S
    )
    pages.journal.append(a_draft(closed, uid="cerrada", happened=NOW - 365 * DAY_S), now=NOW)

    answer = desk.sends("siembra", STOCKED)

    assert (answer.status, "Laguna 1 ya no trabaja." in answer.text) == (422, True)
    assert desk.saved("stocking") == []


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (STOCKED | {"alevines": "99999"}, "Serían 66,7 peces en cada metro cuadrado: ¿está bien?"),
        (SOWN | {"hectareas": "32"}, "Parcela 1 mide 3,2 ha y sembraron 32 ha: ¿está bien?"),
        (SOWN | {"semilla": "6400"}, "Serían 2.000 kilos de semilla por hectárea: ¿está bien?"),
        (STOCKED | {"muertos": "1600"}, "Llegaron más muertos (1.600) que vivos (1.500): ¿está bien?"),
    ],
)
def test_what_does_not_fit_its_place_is_asked_back(desk, answers: dict[str, str], sentence: str) -> None:
    assert sentence in desk.sends("siembra", answers, confirmed=False).text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (STOCKED | {"especie": "tiburón"}, "Elija la especie."),
        (STOCKED | {"alevines": "1.500"}, "Escriba 1500 o 1,5."),
        (STOCKED | {"gramos": ""}, "Escriba cuánto pesaba cada alevín."),
        (SOWN | {"variedad": ""}, "Escriba la variedad, o «criolla»."),
        (SOWN | {"cultivo": "m" * 81}, "Escríbalo más corto: hasta 80 letras."),
    ],
)
def test_a_cycle_that_cannot_be_is_asked_back(desk, answers: dict[str, str], sentence: str) -> None:
    answer = desk.sends("siembra", answers)

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("stocking") == desk.saved("sowing") == []


def test_a_pond_with_an_open_cycle_is_not_stocked_again(desk) -> None:
    answer = desk.sends("siembra", STOCKED | {"unidad": "laguna-2"})

    assert (answer.status, desk.saved("stocking")) == (422, [])
    assert "En Laguna 2 hay un ciclo abierto: cachama negra, desde el" in answer.text


def test_who_is_not_of_the_unit_is_told_who_sows_there(pages, open_desk) -> None:
    signed_in(pages.client, "team", units=("laguna-1",))

    assert "Esto lo anota el equipo de Laguna 2" in open_desk.asks("/anotar/siembra?unidad=laguna-2")


def test_an_enterprise_and_its_unit_are_registered_and_can_be_stocked(pages, open_desk) -> None:
    signed_in(pages.client, "technician")
    open_desk.sends("empresa", {"cual": "nuevo", "nombre": "Peces del Sur", "forma": "EPSDC"})
    unit = {
        "cual": "nuevo",
        "empresa": "peces-del-sur",
        "lugar": "estanque-2",
        "nombre": "Laguna Ñ",
        "hectareas": "0,15",
    }

    receipt = open_desk.sends("unidad", unit | {"medida": "tape"})
    signed_in(pages.client, "team", name="Otra Persona", units=("laguna-n",))
    stocked = open_desk.sends("siembra", STOCKED | {"unidad": "laguna-n"})

    assert "Laguna Ñ 0,15 ha · Cinta" in receipt.text
    assert "1.500 alevines de morocoto" in stocked.text
    assert "Peces del Sur" in pages.text("/unidades")


@pytest.mark.parametrize("slug", ["empresa", "unidad"])
def test_registers_are_not_open_to_a_member_of_a_team(desk, slug: str) -> None:
    assert desk.pages.client.get(f"/anotar/{slug}").status_code == 403
