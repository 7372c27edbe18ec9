"""A probe is calibrated on a telephone: from the nodes, step by step, to the receipt and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from browser import Chromium, barriers, opens, shown, sideways
from calibrated import CLIMBING, STEADY, gave, says
from entering import enters, registered
from playwright.sync_api import Page, expect
from served import Served, served_from
from small_commune import NOW

from gateway.domain.calibration import OxygenMarks
from gateway.domain.entries import CalibrationRecorded

pytestmark = pytest.mark.browser

WORDS: Mapping[str, Mapping[str, str]] = {
    "es-VE": {
        "unmarked": "no tiene marcas",
        "steady": "Está quieta.",
        "moves": "Todavía cambia.",
        "after": "7,80 mg/L",
        "saved": "Guardado",
        "told": "tenía que decir 7,80 mg/L",
        "refused": "La sonda todavía cambia",
    },
    "en-US": {
        "unmarked": "it has no marks",
        "steady": "It is steady.",
        "moves": "It still moves.",
        "after": "7.80 mg/L",
        "saved": "Saved",
        "told": "it had to say 7.80 mg/L",
        "refused": "The probe still moves",
    },
}


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
        registered(found.folder, found.journal, "team", units=("laguna-1",), at=NOW)
        says(found.store)
        yield found


@pytest.fixture(params=["es-VE", "en-US"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(
    served: Served, chromium: Chromium, language: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    with chromium.page(served.address, language=language, scripts=request.param) as page:
        enters(page)
        yield page


def test_a_probe_is_calibrated_and_the_calibration_taken_back(
    served: Served, phone: Page, language: str, request: pytest.FixtureRequest
) -> None:
    words, has_scripts = WORDS[language], "without" not in request.node.name
    gave(served.folder, STEADY)

    _to_the_form(phone, words)
    expect(phone.locator("#signal")).to_contain_text(words["steady"])
    _is_usable(phone, has_scripts=has_scripts)
    phone.locator("#clave button.main").click()
    expect(phone.locator("#senal")).to_have_value("1581")
    phone.locator("#clave button.main").click()
    expect(phone.locator("form.echo")).to_contain_text(words["after"])
    _is_usable(phone, has_scripts=has_scripts)
    phone.locator("form.echo button.main").click()
    expect(phone.locator("h1")).to_have_text(words["saved"])
    assert words["told"] in shown(phone)
    assert _calibrations(served) == [OxygenMarks(Decimal("1581.0"), Decimal("28.20"))]

    opens(phone, phone.locator("form[action$='/deshacer'] button"))
    assert _taken_back(served) == 2


def test_a_probe_that_still_moves_is_not_taken(served: Served, phone: Page, language: str) -> None:
    words = WORDS[language]
    gave(served.folder, CLIMBING)

    _to_the_form(phone, words)
    expect(phone.locator("#signal")).to_contain_text(words["moves"])
    phone.locator("#clave button.main").click()
    expect(phone.locator("#senal")).to_be_visible()
    phone.locator("#clave button.main").click()

    expect(phone.locator("main .summary")).to_contain_text(words["refused"])
    assert _calibrations(served) == []


def _to_the_form(phone: Page, words: Mapping[str, str]) -> None:
    """Go from the nodes to the one that has no marks, and choose how it is calibrated."""
    phone.goto("/nodos")
    phone.locator("a[href='/nodos/pond-1']").click()
    expect(phone.locator("#n-do")).to_contain_text(words["unmarked"])
    phone.locator("a[href*='/anotar/calibrar-oxigeno']").first.click()
    phone.locator("label.choice:has(input[value=aire])").click()
    phone.locator("main form button.main").click()


def _is_usable(phone: Page, *, has_scripts: bool) -> None:
    if has_scripts:
        assert barriers(phone) == []
        assert sideways(phone) == 0


def _calibrations(served: Served) -> list[object]:
    entries = served.journal.entries("station", kinds={"calibration"})
    return [one.body.constants for one in entries if isinstance(one.body, CalibrationRecorded)]


def _taken_back(served: Served) -> int:
    return len(served.journal.entries("station", kinds={"reversal"}))
