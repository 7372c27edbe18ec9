"""The form of a harvest, as the people of its unit fill it in."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from members import signed_in
from small_commune import NOW

from gateway.domain.entries import Died, Harvested, UnitRegistered

FISH = "ciclo-2-1"
HARVEST = {"ciclo": FISH, "kilos": "620,5", "calidad": "weighed", "completa": "si", "cuando": "hoy"}


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


def test_gross_and_tare_become_net_kilos_and_all_three_are_kept(desk) -> None:
    weighed = HARVEST | {"kilos": "700", "tara": "79,5"}

    told = desk.sends("cosecha", weighed, confirmed=False).text
    desk.sends("cosecha", weighed)

    [entry] = desk.saved("harvest")
    body = entry.body
    assert "Netos, sin el envase: 620,5 kilos (seiscientos veinte coma cinco kilos)." in told
    assert (body.kg, body.gross_kg, body.tare_kg) == (Decimal("620.5"), 700, Decimal("79.5"))


def test_a_tare_of_everything_is_refused(desk) -> None:
    answer = desk.sends("cosecha", HARVEST | {"kilos": "700", "tara": "700"})

    assert (answer.status, "El envase no puede pesar lo mismo o más" in answer.text) == (422, True)
    assert desk.saved("harvest") == []


def test_a_second_harvest_of_the_same_day_is_asked_back(desk) -> None:
    desk.sends("cosecha", HARVEST | {"completa": "no"})

    asked = desk.sends("cosecha", HARVEST | {"kilos": "80"}, confirmed=False)

    assert "De ese día ya está anotada una cosecha de 620,5 kilos: ¿esta es otra?" in asked.text


def test_the_same_kilos_within_minutes_are_asked_back(desk) -> None:
    desk.sends("cosecha", HARVEST | {"completa": "no", "cuando": "anteayer"})

    asked = desk.sends("cosecha", HARVEST, confirmed=False)

    assert "Con los mismos kilos se anotó una cosecha hace menos de 1 min: ¿esta es otra?" in asked.text


def test_more_fish_than_are_alive_are_asked_back(desk) -> None:
    died = Died(FISH, 200, "counted")
    desk.pages.journal.append(a_draft(died, uid=str(uuid.uuid4()), happened=NOW - DAY_S), now=NOW)

    asked = desk.sends("cosecha", HARVEST | {"peces": "1300"}, confirmed=False)

    assert "Sembraron 1.400 peces, murieron 200 y cosechados serían 1.300: ¿está bien?" in asked.text


def test_a_unit_that_closed_does_not_harvest_afterwards(desk) -> None:
    closed = UnitRegistered(
        "laguna-2", "cachamas", "estanque-2", "Laguna 2", Decimal(1500), "tape", until=NOW - 5 * DAY_S
    )
    desk.pages.journal.append(a_draft(closed, uid=str(uuid.uuid4()), happened=NOW - DAY_S), now=NOW)

    answer = desk.sends("cosecha", HARVEST)

    assert answer.status == 422
    assert desk.saved("harvest") == []


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
