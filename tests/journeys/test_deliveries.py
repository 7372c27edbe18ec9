"""Wet maize from the field to a council, a mill and another commune, on a phone, in both languages."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from browser import DESKTOP, PHONE, Chromium, Size, barriers, shown, sideways
from builders import a_draft
from entering import OTHER, enters, registered
from fakes import DAY_S
from playwright.sync_api import Page, expect
from served import Served, served_from
from small_commune import NOW

from dashboard.production.base import Wanted
from gateway.domain.entries import (
    CouncilRegistered,
    CounterpartRegistered,
    Delivered,
    GrainBaseSet,
    Harvested,
    ProductRegistered,
    Sown,
)

pytestmark = pytest.mark.browser

CYCLE = "siembra-nueva"
MAIZE = "/anotar/entrega?empresa=maiceros&producto=maiz-blanco"
STANDING = (
    GrainBaseSet(Decimal(14), Decimal(2), "acta 12 de la asamblea"),
    CouncilRegistered("la-ceiba", "La Ceiba", families=40),
    CounterpartRegistered("molinos-del-llano", "Molinos del Llano", "private_mill"),
    CounterpartRegistered("argimiro", "Comuna Argimiro Gabaldón", "commune"),
    ProductRegistered("cafe", "café", "kg"),
)
WORDS: Mapping[str, Mapping[str, str]] = {
    "es-VE": {
        "wet": "Diez mil kilos al 22 % son nueve mil setenta kilos al 14 % de humedad y 2 % de impureza.",
        "apart": "es menor: faltan 586 kilos (quinientos ochenta y seis kilos), el 6,5 %.",
        "why": "La diferencia no dice por qué.",
        "coffee": "A cambio: 80 kilos (ochenta kilos) de café.",
        "undone": "Deshecho",
        "confirmed": "Confirmada por otra persona",
    },
    "en-GB": {
        "wet": "10,000 kilos at 22 % are 9,070 kilos at 14 % moisture and 2 % impurity.",
        "apart": "The receiver's is smaller: 586 kilos are missing, 6.5 %.",
        "why": "The difference does not say why.",
        "coffee": "In exchange: 80 kilos of café.",
        "undone": "Undone",
        "confirmed": "Confirmed by another person",
    },
}
SIZES: Mapping[str, Size] = {"es-VE": PHONE, "en-GB": DESKTOP}


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Served]:
    """A commune that knows to whom it delivers, with ripe maize in its first field."""
    with served_from(tmp_path) as found:
        with found.journal.transaction():
            for one in STANDING:
                draft = a_draft(one, uid=str(uuid.uuid4()), happened=NOW - 100 * DAY_S)
                found.journal.append(draft, now=NOW - 100 * DAY_S)
            sown = Sown("parcela-1", "maíz blanco", "de la comuna", Decimal(32_000), Decimal(9120))
            found.journal.append(a_draft(sown, uid=CYCLE, happened=NOW - 119 * DAY_S), now=NOW - DAY_S)
        registered(found.folder, found.journal, "grower", units=("parcela-1",), at=NOW)
        registered(found.folder, found.journal, "team", name=OTHER, units=("laguna-1",), at=NOW)
        yield found


@pytest.mark.parametrize("language", WORDS)
def test_wet_maize_is_harvested_delivered_and_bartered(
    commune: Served, chromium: Chromium, language: str
) -> None:
    with chromium.page(commune.address, SIZES[language], language=language) as page:
        said = WORDS[language]
        enters(page)
        _harvests(page, said)
        _delivers_to_a_council(page)
        _delivers_to_a_mill(page, said)
        _barters_for_coffee(page, said)
        _takes_a_wrong_one_back(page, said)
    _the_book_says_so(commune)


@pytest.mark.parametrize("language", WORDS)
def test_a_delivery_is_confirmed_by_a_second_person_with_what_their_scale_said(
    commune: Served, chromium: Chromium, language: str
) -> None:
    said = WORDS[language]
    with chromium.page(commune.address, SIZES[language], language=language) as page:
        enters(page)
        page.goto(f"{MAIZE}&destino=private_mill&recibe=molinos-del-llano")
        _writes(page, {"kilos": "10000", "humedad": "22"})
        _chooses(page, calidad="weighed")
        for following in ("#suya-kilos", "#guia", ".echo"):
            _goes_on(page, following)
        _it_is_right(page)
        receipt = page.url
        assert page.locator("a[href*='/anotar/confirmacion']").count() == 0

    with chromium.page(commune.address, SIZES[language], language=language) as page:
        enters(page, OTHER)
        page.goto(receipt)
        page.locator("a[href*='/anotar/confirmacion']").click()
        _writes(page, {"kilos": "9600", "humedad": "24"})
        page.locator("main form button.main").click()
        expect(page.locator(".echo")).to_contain_text(said["apart"])
        _it_is_right(page)
        page.goto(receipt)
        told = shown(page)
        assert said["confirmed"] in told
        assert said["apart"] in told


def _harvests(page: Page, said: Mapping[str, str]) -> None:
    page.goto(f"/anotar/cosecha?ciclo={CYCLE}")
    _writes(page, {"kilos": "10500", "tara": "500", "humedad": "22"})
    _chooses(page, calidad="weighed", completa="si")
    _goes_on(page, "#hectareas")
    _writes(page, {"hectareas": "2,9", "boleto": "0417"})
    _goes_on(page, ".echo")
    expect(page.locator("main")).to_contain_text(said["wet"])
    assert (barriers(page), sideways(page)) == ([], 0)
    _it_is_right(page)


def _delivers_to_a_council(page: Page) -> None:
    page.goto(MAIZE)
    _picks(page, destino="community")
    _picks(page, recibe="la-ceiba")
    _writes(page, {"kilos": "3000", "humedad": "22", "familias": "40"})
    _chooses(page, calidad="weighed")
    _goes_on(page, ".echo")
    assert (barriers(page), sideways(page)) == ([], 0)
    _it_is_right(page)


def _delivers_to_a_mill(page: Page, said: Mapping[str, str]) -> None:
    page.goto(f"{MAIZE}&destino=private_mill&recibe=molinos-del-llano")
    _writes(page, {"kilos": "10000", "humedad": "22"})
    _chooses(page, calidad="weighed")
    _goes_on(page, "#suya-kilos")
    _writes(page, {"suya-kilos": "9600", "suya-humedad": "24"})
    _goes_on(page, "#moneda")
    _writes(page, {"precio": "1200"})
    page.locator("#moneda").select_option("USD")
    _goes_on(page, ".echo")
    told = shown(page)
    assert said["apart"] in told
    assert said["why"] in told
    assert (barriers(page), sideways(page)) == ([], 0)
    _it_is_right(page)


def _barters_for_coffee(page: Page, said: Mapping[str, str]) -> None:
    page.goto(f"{MAIZE}&destino=exchange&recibe=argimiro")
    _writes(page, {"kilos": "1000", "humedad": "14", "vuelve": "café", "cuanto": "80"})
    _chooses(page, calidad="weighed")
    _goes_on(page, "#suya-kilos")
    _goes_on(page, ".echo")
    expect(page.locator("main")).to_contain_text(said["coffee"])
    _it_is_right(page)


def _takes_a_wrong_one_back(page: Page, said: Mapping[str, str]) -> None:
    page.goto(f"{MAIZE}&destino=workers")
    _writes(page, {"kilos": "900", "humedad": "14"})
    _chooses(page, calidad="estimated")
    _goes_on(page, ".echo")
    _it_is_right(page)
    page.locator("form[action$='/deshacer'] button").click()
    expect(page.locator("h1")).to_have_text(said["undone"])


def _writes(page: Page, answers: Mapping[str, str]) -> None:
    for name, value in answers.items():
        page.locator(f"#{name}").fill(value)


def _chooses(page: Page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f"label:has(input[name='{name}'][value='{value}'])").click()


def _picks(page: Page, **answers: str) -> None:
    """Pick what the rest of the form depends on, and wait for the rest."""
    _chooses(page, **answers)
    page.locator("main form button.main").click()
    [(name, value)] = answers.items()
    page.wait_for_url(f"**{name}={value}*")


def _goes_on(page: Page, until: str) -> None:
    """Send the screen and wait for the next one; what was sent is not there any more."""
    sent = page.locator("main input[name=hoja]")
    before = sent.get_attribute("value") if sent.count() else None
    page.locator("main form button.main").click()
    gone = page.locator(f"main input[name=hoja][value='{before}']")
    expect(gone).to_have_count(0)
    expect(page.locator(until).first).to_be_visible()


def _it_is_right(page: Page) -> None:
    page.locator(".echo button.main").click()
    page.wait_for_url("**/recibo/*")


def _the_book_says_so(commune: Served) -> None:
    production = commune.app.state.station.production
    entries = production.entries(Wanted(kinds={"harvest", "delivery"}, enterprise="maiceros"))
    new = [one.body for one in entries if not one.uid.startswith("cosecha")]
    balances = production.balances(Wanted())
    stores = [one for one in balances if one.account == "almacen:maiceros" and one.good.item == "cafe"]
    sums: dict[str, Decimal] = {}
    for one in balances:
        sums[str(one.good)] = sums.get(str(one.good), Decimal(0)) + one.amount

    [harvest] = [one for one in new if isinstance(one, Harvested)]
    delivered = [one for one in new if isinstance(one, Delivered)]
    assert (harvest.kg, harvest.gross_kg, harvest.tare_kg, harvest.ticket) == (10_000, 10_500, 500, "0417")
    assert {one.destination for one in delivered} == {"community", "private_mill", "exchange"}
    assert len(delivered) == 3
    assert [one.amount for one in stores] == [80]
    assert set(sums.values()) == {0}
