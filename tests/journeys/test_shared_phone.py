"""What people write down on a telephone that they share, in two languages, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from browser import Chromium, barriers, shown, sideways
from entering import NAME, enrols, enters, registered
from playwright.sync_api import Page, expect
from served import Served, served_from
from small_commune import NOW

pytestmark = pytest.mark.browser

SPANISH: Mapping[str, str] = {
    "aerator": "Encendí el aireador",
    "save": "Guardar",
    "yes": "Sí, guardar",
    "undo": "Deshacer",
    "undone": "Deshecho",
    "on": "Aireador encendido",
    "right": "Anotar lo correcto",
    "oxygen": "¿Cuánto oxígeno?",
    "range": "Debe estar entre 0 y 25",
    "told": "Oxígeno: 4,2 mg/L",
    "meter": "Medidor de mano",
    "said": "¿Qué dijo la sonda?",
    "other": "¿Qué dijo el otro?",
    "off": "La sonda marcó 3,4 y el medidor 4,0: marca 15 % menos.",
    "advice": "Límpiela y compare otra vez; si sigue así, calíbrela.",
    "warned": "marca 15 % menos",
}
ENGLISH: Mapping[str, str] = {
    "aerator": "I switched on the aerator",
    "save": "Save",
    "yes": "Yes, save",
    "undo": "Undo",
    "undone": "Undone",
    "on": "Aerator on",
    "right": "Record what is right",
    "oxygen": "How much oxygen?",
    "range": "It must be between 0 and 25",
    "told": "Oxygen: 4.2 mg/L",
    "meter": "Hand meter",
    "said": "What did the probe say?",
    "other": "What did the other one say?",
    "off": "The probe said 3.4 and the meter 4.0: it reads 15 % low.",
    "advice": "Wipe it and compare again; if it stays so, calibrate it.",
    "warned": "it reads 15 % low",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
        registered(found.folder, found.journal, "team", units=("laguna-2", "laguna-3"), at=NOW)
        yield found


@pytest.fixture(params=["es-VE", "en-US"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def phone(
    request: pytest.FixtureRequest, served: Served, chromium: Chromium, language: str
) -> Iterator[Page]:
    """A telephone that a member has enrolled, with nobody signed in."""
    with chromium.page(served.address, scripts=bool(request.param), language=language) as page:
        enters(page)
        enrols(page)
        yield page


@pytest.fixture
def words(language: str) -> Mapping[str, str]:
    return SPANISH if language == "es-VE" else ENGLISH


def test_a_team_member_logs_an_intervention_on_a_shared_phone_and_undoes_it(
    phone: Page, words: Mapping[str, str]
) -> None:
    phone.goto("/anotar/intervencion?lugar=estanque-3")
    phone.get_by_text(words["aerator"]).tap()
    phone.locator("label", has_text=NAME).first.tap()
    _saves(phone, words["save"])

    told = shown(phone)
    assert words["on"] in told
    assert NAME in told
    phone.goto(f"/estanques/estanque-3?de={phone.url[-36:]}")
    assert words["on"] in shown(phone, "#hacer")

    phone.go_back()
    phone.get_by_role("button", name=words["undo"]).tap()

    expect(phone.locator("h1")).to_have_text(words["undone"])
    phone.goto("/estanques/estanque-3")
    assert words["on"] not in shown(phone, "#hacer .steps, #hacer")


def test_a_wrong_number_is_named_corrected_told_back_and_put_right(
    phone: Page, words: Mapping[str, str]
) -> None:
    phone.goto("/anotar/lectura?lugar=estanque-2")
    phone.get_by_label(words["oxygen"]).fill("42")
    phone.locator("label", has_text=NAME).first.tap()
    phone.get_by_role("button", name=words["save"], exact=True).tap()
    expect(phone.locator("#oxigeno-error")).to_contain_text(words["range"])
    expect(phone.get_by_label(words["oxygen"])).to_have_value("42")

    _writes(phone, "2,4", words)
    phone.get_by_role("button", name=words["undo"]).tap()
    phone.get_by_role("link", name=words["right"]).tap()
    phone.wait_for_url("**/anotar/lectura?igual=*")
    expect(phone.get_by_label(words["oxygen"])).to_have_value("2,4")
    phone.locator("label", has_text=NAME).first.tap()
    _writes(phone, "4,2", words)

    assert words["told"] in shown(phone)


def test_a_probe_is_compared_and_found_fifteen_percent_off(
    served: Served, phone: Page, words: Mapping[str, str]
) -> None:
    phone.goto("/anotar/sonda?sonda=pond-2/sonda&cuidado=compared")
    phone.get_by_text(words["meter"]).tap()
    phone.get_by_label(words["said"]).fill("3,4")
    phone.get_by_label(words["other"]).fill("4,0")
    phone.locator("label", has_text=NAME).first.tap()
    phone.get_by_role("button", name=words["save"], exact=True).tap()
    _saves(phone, words["yes"])

    assert words["off"] in shown(phone).replace("\u00a0", " ")
    assert words["advice"] in shown(phone)
    phone.goto("/estanques/estanque-2")
    card = shown(phone, "#p-estado").replace("\u00a0", " ")
    assert words["warned"] in card
    assert words["advice"] in card


@pytest.mark.parametrize(
    "path",
    [
        "/anotar",
        "/anotar/boqueando",
        "/anotar/intervencion?lugar=estanque-3",
        "/anotar/lectura?lugar=estanque-2",
        "/anotar/sonda?sonda=pond-2/sonda&cuidado=calibrated",
        "/anotar/suelo?lugar=lote-1",
        "/anotar/riego?lugar=lote-1&medida=hours",
        "/anotar/lluvia?lugar=lote-1",
        "/anotar/nota?lugar=lote-1",
        "/anotar/cosecha?ciclo=ciclo-2-1",
        "/anotar/siembra?unidad=laguna-2",
        "/estanques/estanque-2",
        "/campos/lote-1",
    ],
)
def test_who_signed_in_can_use_every_form_and_nobody_scrolls_sideways(
    served: Served, chromium: Chromium, path: str
) -> None:
    with chromium.page(served.address) as page:
        enters(page)

        page.goto(path)

        assert (barriers(page), sideways(page)) == ([], 0)


def _saves(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).tap()
    page.wait_for_url("**/recibo/*")


def _writes(page: Page, oxygen: str, words: Mapping[str, str]) -> None:
    page.get_by_label(words["oxygen"]).fill(oxygen)
    page.get_by_role("button", name=words["save"], exact=True).tap()
    _saves(page, words["yes"])
