"""The form of a harvest, as the people of its unit fill it in."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from members import signed_in
from small_commune import NOW

from gateway.domain.entries import Harvested, Sown

FISH = "ciclo-2-1"
HARVEST = {"ciclo": FISH, "kilos": "620,5", "calidad": "weighed", "completa": "si", "cuando": "hoy"}


def a_field_of_maize(desk) -> str:
    uid = str(uuid.uuid4())
    sown = Sown("parcela-1", "maíz", "criolla", Decimal(32_000))
    desk.pages.journal.append(a_draft(sown, uid=uid, happened=NOW - 120 * DAY_S), now=NOW)
    return uid


def test_a_harvest_becomes_an_entry_and_its_receipt_says_it_in_words(desk) -> None:
    answer = desk.sends("cosecha", HARVEST | {"peces": "1302"})

    [entry] = desk.saved("harvest")
    assert answer.path == f"/recibo/{entry.uid}"
    assert "620,5 kilos de cachama negra seiscientos veinte coma cinco kilos" in answer.text
    assert f"Asiento nº {entry.number} del libro" in answer.text
    assert (entry.body.kg, entry.body.fish, entry.body.complete) == (Decimal("620.5"), 1302, True)


@pytest.mark.parametrize(
    ("kilos", "told"),
    [("1", "1 kilo de cachama negra un kilo"), ("1500", "1.500 kilos de cachama negra mil quinientos kilos")],
)
def test_number_and_gender_are_right_on_the_receipt(desk, kilos: str, told: str) -> None:
    assert told in desk.sends("cosecha", HARVEST | {"kilos": kilos, "dudas": "1"}).text


def test_a_double_tap_is_one_entry(desk) -> None:
    answers = HARVEST | {"clave": str(uuid.uuid4())}

    paths = {desk.sends("cosecha", answers).path for _ in range(2)}

    assert len(paths) == 1
    assert len(desk.saved("harvest")) == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("kilos", "", "Escriba cuántos kilos se cosecharon."),
        ("kilos", "0", "Debe estar entre 0,01 y 999.999,99"),
        ("kilos", "99999999", "Debe estar entre 0,01 y 999.999,99"),
        ("kilos", "1.500", "Escriba 1500 o 1,5."),
        ("kilos", "1.200,5", "Escriba solo el número"),
        ("calidad", "", "Diga si se pesó o si se calculó a ojo."),
        ("completa", "", "Diga si ya se cosechó todo"),
        ("peces", "12,5", "Escriba un número entero"),
        ("ciclo", "otro", "Elija qué se cosechó."),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_writes_nothing(
    desk, field: str, typed: str, sentence: str
) -> None:
    answer = desk.sends("cosecha", HARVEST | {field: typed})

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("harvest") == []


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (("1", "1", "2031"), "Esa fecha todavía no ha llegado."),
        (("1", "1", "2020"), "Esa fecha es anterior a la siembra, que fue el 1 de abril de 2026."),
        (("31", "2", "2026"), "Ese día no existe."),
    ],
)
def test_a_day_that_cannot_be_is_refused(desk, day: tuple[str, str, str], sentence: str) -> None:
    written = {"cuando": "otro"} | dict(zip(("cuando-dia", "cuando-mes", "cuando-anio"), day, strict=True))

    answer = desk.sends("cosecha", HARVEST | written)

    assert (answer.status, sentence in answer.text) == (422, True)


def test_more_fish_than_were_stocked_are_asked_back_and_saved_when_they_are_right(desk) -> None:
    asked = desk.sends("cosecha", HARVEST | {"peces": "2000"}, confirmed=False)
    saved = desk.sends("cosecha", HARVEST | {"peces": "2000", "dudas": "1"})

    assert "Sembraron 1.400 peces y cosecharon 2.000: ¿está bien?" in asked.text
    assert saved.path.startswith("/recibo/")


def test_fish_of_earlier_harvests_of_the_cycle_count_too(desk) -> None:
    desk.sends("cosecha", HARVEST | {"peces": "1000", "completa": "no"})

    asked = desk.sends("cosecha", HARVEST | {"peces": "500"}, confirmed=False)

    assert "Sembraron 1.400 peces y con esta cosecha serían 1.500: ¿está bien?" in asked.text


def test_a_weight_that_no_fish_has_is_asked_back(desk) -> None:
    asked = desk.sends("cosecha", HARVEST | {"kilos": "99999", "peces": "1000"}, confirmed=False)

    assert "Serían 100 kilos por pez: ¿está bien?" in asked.text


def test_maize_is_kept_wet_with_the_base_of_the_commune(desk) -> None:
    grain = {"ciclo": a_field_of_maize(desk), "kilos": "9650", "humedad": "22", "impureza": "3"}

    answer = desk.sends("cosecha", HARVEST | grain | {"hectareas": "2,9"})

    [entry] = desk.saved("harvest")
    body = entry.body
    assert (body.kg, body.moisture, body.base_moisture, body.area_m2) == (9650, 22, 14, 29_000)
    assert "8.663 kilos al 14 % de humedad y 2 % de impureza" in answer.text


def test_grain_without_moisture_must_be_said_to_be_so(desk) -> None:
    grain = HARVEST | {"ciclo": a_field_of_maize(desk)}

    refused, taken = desk.sends("cosecha", grain), desk.sends("cosecha", grain | {"humedad-no-se": "1"})

    assert refused.status == 422
    assert taken.path.startswith("/recibo/")


def test_a_harvest_that_was_taken_back_leads_to_the_form_with_what_was_written(desk) -> None:
    answer = desk.sends("cosecha", HARVEST | {"peces": "1302"})
    undone = desk.pages.client.post(f"{answer.path}/deshacer").text
    [entry] = desk.saved("harvest")

    form = desk.pages.text(f"/anotar/cosecha?igual={entry.uid}")

    assert f'href="/anotar/cosecha?igual={entry.uid}"' in undone
    assert "text-decoration:line-through" in undone
    assert 'value="620,5"' in form
    assert 'value="1302"' in form


def test_a_stocking_with_harvests_cannot_be_undone_before_them(desk) -> None:
    signed_in(desk.pages.client, "eps_spokesperson", units=("laguna-1",))

    answer = desk.pages.client.post("/recibo/ciclo-1-1/deshacer")

    assert answer.status_code == 422
    assert "Anule primero cada cosecha" in answer.text


def test_without_signing_in_nothing_is_harvested_and_what_was_typed_stays(open_desk) -> None:
    asked = open_desk.pages.client.get(f"/anotar/cosecha?ciclo={FISH}", follow_redirects=False)
    sent = open_desk.pages.client.post("/anotar/cosecha", data=HARVEST | {"clave": str(uuid.uuid4())})

    assert asked.headers["location"].startswith("/entrar?")
    assert sent.status_code == 401
    assert 'value="620,5"' in sent.text
    assert open_desk.saved("harvest") == []


def test_who_is_not_of_the_unit_is_told_who_records_it(pages, open_desk) -> None:
    signed_in(pages.client, "team", units=("laguna-1",))

    asked = open_desk.asks(f"/anotar/cosecha?ciclo={FISH}")
    sent = open_desk.sends("cosecha", HARVEST)

    sentence = "Esto lo anota el equipo de Laguna 2, o la vocería de Cachamas del Guárico. Pídaselo."
    assert sentence in asked
    assert (sent.status, sentence in sent.text) == (422, True)
    assert open_desk.saved("harvest") == []


def test_a_spokesperson_records_for_every_unit_of_the_enterprise(pages, open_desk) -> None:
    signed_in(pages.client, "eps_spokesperson", units=("laguna-1",))

    assert open_desk.sends("cosecha", HARVEST).path.startswith("/recibo/")
    assert [type(one.body) for one in open_desk.saved("harvest")] == [Harvested]
