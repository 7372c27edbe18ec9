"""Observing from a telephone, as the social control does in the meeting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from assembled import OPEN, assemble
from browser import PHONE, Chromium, Size, barriers, opens, sideways
from fastapi.testclient import TestClient
from members import a_member, secret_of
from playwright.sync_api import expect
from served import Served, served_from

NAME = "Rosendo Falcón"
LETTERS = "document.documentElement.style.fontSize = '200%'"
SMALL = """() => [...document.querySelectorAll("main a, main summary, main button")].filter(one => {
  const box = one.getBoundingClientRect(); return box.height && box.height < 44;
}).map(one => one.textContent)"""


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("reviewed")) as found:
        assemble(found.journal)
        a_member(TestClient(found.app), "social_control", name=NAME)
        yield found


@pytest.mark.parametrize("language", ["es-VE", "en-GB"])
def test_the_social_control_observes_on_a_telephone_without_scripts(
    chromium: Chromium, commune: Served, language: str
) -> None:
    with chromium.page(commune.address, PHONE, scripts=False, language=language) as page:
        page.goto("/entrar?volver=/asamblea/revisar")
        page.fill("[name=nombre]", NAME)
        page.fill("[name=secreto]", "4071")
        opens(page, page.locator("main form button"))
        before = page.locator("details.observe").count()
        page.locator("details.observe summary").last.click()
        page.locator("details.observe[open] textarea").fill("Falta la factura.")
        opens(page, page.locator("details.observe[open] button"))

        expect(page.locator("#observado")).to_be_visible()
        expect(page.locator("#observado")).to_contain_text(str(OPEN))
        expect(page.locator("#observado")).to_contain_text("Falta la factura.")
        expect(page.locator("details.observe")).to_have_count(before - 1)


def test_the_page_fits_a_narrow_screen_with_large_letters_and_a_thumb(
    chromium: Chromium, commune: Served
) -> None:
    with chromium.page(commune.address, Size(320, 700)) as page:
        page.goto("/entrar?volver=/asamblea/revisar")
        page.fill("[name=nombre]", NAME)
        page.fill("[name=secreto]", secret_of(a_member(TestClient(commune.app), name=NAME)))
        opens(page, page.locator("main form button"))

        assert barriers(page) == []
        assert page.evaluate(SMALL) == []
        page.evaluate(LETTERS)
        assert sideways(page) == 0
