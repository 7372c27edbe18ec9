"""Readings by hand: the water of a pond, the soil of a field."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from builders import a_draft
from small_commune import NOW

from gateway.domain.entries import HandRead, PlaceRegistered

WATER = {"lugar": "estanque-2", "oxigeno": "4,2", "calidad": "measured"}
SOIL = {"lugar": "lote-1", "profundidad": "20", "tacto": "moist"}


def test_numbers_are_told_back_aloud_before_they_are_saved(desk) -> None:
    answer = desk.sends("lectura", WATER | {"temperatura": "28,1"}, confirmed=False)

    assert "¿Está bien?" in answer.text
    assert "4,2 mg/L cuatro coma dos miligramos por litro" in answer.text
    assert desk.saved("hand_reading") == []


def test_a_reading_keeps_only_what_was_measured(desk) -> None:
    answer = desk.sends("lectura", WATER | {"ph": "7,2", "secchi": "35"})

    [entry] = desk.saved("hand_reading")
    assert entry.body == HandRead(
        "estanque-2", "measured", oxygen=Decimal("4.2"), ph=Decimal("7.2"), secchi_cm=Decimal(35)
    )
    assert "Oxígeno: 4,2 mg/L cuatro coma dos miligramos por litro" in answer.text
    assert "pH: 7,2 El disco se ve hasta 35 cm medido a mano" in answer.text


def test_a_guess_is_kept_as_a_guess(desk) -> None:
    desk.sends("lectura", WATER | {"calidad": "estimated"})

    assert [one.body.quality for one in desk.saved("hand_reading")] == ["estimated"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("oxigeno", "", "Escriba por lo menos uno de los números."),
        ("oxigeno", "26", "Debe estar entre 0 y 25"),
        ("oxigeno", "1.500", "Escriba 1500 o 1,5."),
        ("oxigeno", "99999999", "Debe estar entre 0 y 25"),
        ("temperatura", "82", "Debe estar entre 5 y 45"),
        ("ph", "siete", "Escriba solo el número"),
        ("calidad", "otra", "Diga si se midió o si se calculó a ojo."),
    ],
)
def test_a_wrong_number_is_asked_back_at_its_field(desk, field: str, typed: str, sentence: str) -> None:
    answer = desk.sends("lectura", WATER | {field: typed})

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("hand_reading") == []


def test_the_form_offers_what_was_said_last_time_at_the_same_pond(desk) -> None:
    desk.sends("lectura", WATER | {"ph": "7,2"})
    desk.pages.clock.at = NOW + 3600

    form = desk.pages.text("/anotar/lectura?lugar=estanque-2")
    elsewhere = desk.pages.text("/anotar/lectura?lugar=estanque-1")
    [entry] = desk.saved("hand_reading")
    again = desk.pages.text(f"/anotar/lectura?lugar=estanque-2&igual={entry.uid}")

    assert "Igual que la última vez: Oxígeno: 4,2 mg/L, pH: 7,2" in form
    assert "Igual que la última vez" not in elsewhere
    assert 'value="4,2"' in again
    assert 'value="7,2"' in again


def test_what_was_measured_by_hand_stands_beside_the_value_and_on_the_chart(desk) -> None:
    desk.sends("lectura", WATER | {"oxigeno": "4,0"})
    desk.pages.clock.at = NOW + 1200

    page = desk.pages.text("/estanques/estanque-2")

    assert "a mano: 4,0</a> hace 20 min" in page
    assert page.count('class="hand-dot"') == 1
    assert "a mano: 4,0 (3:12 a. m.)" in page


@pytest.mark.parametrize(
    ("feel", "water"), [("dry", "0.200"), ("slightly_moist", "0.240"), ("moist", "0.280"), ("wet", "0.320")]
)
def test_a_handful_of_soil_becomes_its_share_of_the_water_this_soil_can_hold(
    desk, feel: str, water: str
) -> None:
    desk.sends("suelo", SOIL | {"tacto": feel})

    [entry] = desk.saved("hand_reading")
    assert entry.body == HandRead(
        "lote-1", "estimated", soil_water=Decimal(water), soil_feel=feel, depth_cm=20
    )


def test_a_meter_s_own_number_is_measured(desk) -> None:
    answer = desk.sends("suelo", {"lugar": "lote-1", "profundidad": "45", "medidor": "27,5"})

    [entry] = desk.saved("hand_reading")
    assert entry.body == HandRead("lote-1", "measured", soil_water=Decimal("0.275"), depth_cm=45)
    assert "Suelo a 45 cm, con medidor 27,5 partes de agua en 100 de suelo" in answer.text


def test_soil_whose_two_marks_nobody_knows_keeps_its_feel_alone(desk) -> None:
    field = PlaceRegistered("lote-9", "field", 9, "Nuevo")
    desk.pages.journal.append(a_draft(field, uid=str(uuid.uuid4()), happened=NOW), now=NOW)

    answer = desk.sends("suelo", SOIL | {"lugar": "lote-9"})

    [entry] = desk.saved("hand_reading")
    assert (entry.body.soil_water, entry.body.soil_feel) == (None, "moist")
    assert "Falta anotar cuánta agua guarda el suelo de este lote." in answer.text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"tacto": ""}, "Diga cómo se siente la tierra"),
        ({"medidor": "30"}, "Deje una sola de las dos"),
        ({"profundidad": ""}, "Elija la profundidad."),
        ({"tacto": "", "medidor": "61"}, "Debe estar entre 0 y 60"),
    ],
)
def test_soil_that_cannot_be_is_asked_back(desk, answers: dict[str, str], sentence: str) -> None:
    answer = desk.sends("suelo", SOIL | answers)

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("hand_reading") == []


def test_the_depths_are_those_of_every_field_and_of_its_own_probes(desk) -> None:
    form = desk.asks("/anotar/suelo?lugar=lote-1")

    for depth in (10, 20, 40, 45, 60, 75):
        assert f"{depth} cm" in form
