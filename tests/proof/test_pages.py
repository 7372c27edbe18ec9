"""Every page of a populated station: every size, every light, both languages, twice the letters."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from itertools import product

import httpx
import pytest
from browser import PHONE, Chromium, Size, barriers, shown, sideways
from playwright.sync_api import Page
from served import Served, served_from

from dashboard.assets import assets

pytestmark = [pytest.mark.proof, pytest.mark.browser]

IS_SHORT = os.environ.get("CONUCO_PROOF", "ci") == "ci"
DESK = Size(1366, 768)
NARROW = Size(320, 640)
LARGE_LETTERS = "document.documentElement.style.fontSize = '225%'"
"""Twice the letters: the sheet's own root stands at 112.5 %."""
LOOKS = list(
    product([NARROW, PHONE, Size(768, 1024), DESK], ["oscura", "clara", "contraste"], ["es-VE", "en-GB"])
)
FEW_LOOKS = [
    (PHONE, "oscura", "es-VE"),
    (DESK, "contraste", "en-GB"),
    (PHONE, "clara", "en-GB"),
    (DESK, "clara", "es-VE"),
]
BUDGET_BYTES = 20 * 1024
LEAST_TARGET_PX = 44
PAGES = {
    "inicio": "/",
    "estanque en peligro": "/estanques/estanque-1",
    "estanque en atención": "/estanques/estanque-2",
    "estanque bien, 7 días": "/estanques/estanque-3?rango=7d",
    "estanque, 1 año": "/estanques/estanque-4?rango=anio",
    "estanque sin datos": "/estanques/estanque-5",
    "campo sin falta": "/campos/lote-1",
    "campo sin datos": "/campos/lote-2",
    "campo con falta": "/campos/lote-3",
    "unidades": "/unidades",
    "ciclo de estanque": "/ciclos/ciclo-1-4",
    "ciclo sin sonda": "/ciclos/ciclo-1-1",
    "ciclo abierto": "/ciclos/ciclo-2-1",
    "ciclo de parcela": "/ciclos/maiz-3-2",
    "anotar": "/anotar",
    "intervención, elegir": "/anotar/intervencion",
    "intervención": "/anotar/intervencion?lugar=estanque-1",
    "boqueando": "/anotar/boqueando?lugar=estanque-1",
    "recibo de maíz": "/recibo/cosecha-maiz-3-2",
    "recibo de siembra": "/recibo/ciclo-1-1",
    "más": "/mas",
    "entrar": "/entrar",
    "estilo": "/estilo",
    "no existe": "/nada",
}

TOO_SMALL = f"""() => [...document.querySelectorAll('a, button, summary, select, label.choice, label.tick')]
  .filter(one => {{
    const box = one.getBoundingClientRect();
    return box.height > 0 && Math.round(box.height) < {LEAST_TARGET_PX} && !one.classList.contains('skip');
  }}).map(one => one.textContent.trim() + ': ' + Math.round(one.getBoundingClientRect().height) + ' px')"""

UNSEEN = """all => all.filter(
  one => getComputedStyle(one).color === getComputedStyle(document.body).backgroundColor).length"""

HIDDEN_FOCUS = """() => {
  const at = document.activeElement, nav = document.querySelector('.nav');
  if (!at || at === document.body || nav.contains(at)) return '';
  const box = at.getBoundingClientRect(), bar = nav.getBoundingClientRect();
  return box.bottom > bar.top + 1 && box.top < bar.top ? at.textContent.trim() || at.id : '';
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
        yield found


def looks_of(path: str) -> list[tuple[Size, str, str]]:
    """Return how to look at a page: in the short form one way, each page another."""
    return [FEW_LOOKS[list(PAGES.values()).index(path) % len(FEW_LOOKS)]] if IS_SHORT else LOOKS


def faults(page: Page) -> list[str]:
    wide = sideways(page)
    return [*barriers(page), *([f"{wide} px too wide"] if wide > 0 else [])]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_everybody_can_use_the_page_and_nobody_scrolls_sideways(
    served: Served, chromium: Chromium, path: str
) -> None:
    wrong: list[str] = []

    for size, theme, language in looks_of(path):
        with chromium.page(served.address, size, theme=theme, language=language) as page:
            page.goto(path)
            wrong += [f"{size.width} px, {theme}, {language}: {one}" for one in faults(page)]

    assert wrong == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_the_narrowest_screen_holds_the_page_in_twice_the_letters(
    served: Served, chromium: Chromium, path: str
) -> None:
    wide: list[int] = []

    for language in ("es-VE",) if IS_SHORT else ("es-VE", "en-GB"):
        with chromium.page(served.address, NARROW, theme="clara", language=language) as page:
            page.goto(path)
            wide.append(sideways(page))
            small = page.evaluate(TOO_SMALL)
            page.evaluate(LARGE_LETTERS)
            wide.append(sideways(page))

    assert max(wide) <= 0
    assert small == []


@pytest.mark.parametrize(
    "path",
    ["/estanques/estanque-1", "/anotar/intervencion?lugar=estanque-1", "/recibo/cosecha-maiz-3-2", "/mas"],
)
def test_what_has_the_keyboard_is_never_under_the_bar(served: Served, chromium: Chromium, path: str) -> None:
    covered: list[str] = []

    with chromium.page(served.address) as page:
        page.goto(path)
        for _ in range(40):
            page.keyboard.press("Tab")
            covered.append(page.evaluate(HIDDEN_FOCUS))

    assert set(covered) == {""}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_the_page_says_the_same_without_scripts(served: Served, chromium: Chromium, path: str) -> None:
    told: list[str] = []

    for scripts in (True, False):
        with chromium.page(served.address, scripts=scripts) as page:
            page.goto(path)
            told.append(shown(page, "body"))

    assert told[0] == told[1]
    assert len(told[0]) > 100


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_the_page_comes_in_under_twenty_kilobytes(served: Served, path: str) -> None:
    with httpx.stream("GET", served.address + path, headers={"Accept-Encoding": "gzip"}) as answer:
        page = sum(len(part) for part in answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"

    rest = sum(len(assets()[name].packed) for name in ("conuco.css", "conuco.js"))

    print(f"\n{path}: {page} + {rest} = {page + rest} bytes")
    assert page + rest < BUDGET_BYTES


@pytest.mark.parametrize("path", ["/", "/estanques/estanque-1", "/ciclos/ciclo-1-4", "/ciclos/maiz-3-2"])
def test_on_a_projector_the_next_screen_is_one_tap_away_without_scripts(
    served: Served, chromium: Chromium, path: str
) -> None:
    with chromium.page(served.address, Size(1024, 768), scripts=False, theme="proyector") as page:
        page.goto(path)
        screens = page.locator(".slide").count()
        for number in range(1, screens):
            page.locator(".turn a").nth(0 if number == 1 else 2 * number - 2).click()
            seen = page.locator(".slide").nth(number).bounding_box()
            assert seen is not None
            assert 0 <= seen["y"] < 200

    assert screens > 2


@pytest.mark.parametrize("path", ["/estanques/estanque-1", "/ciclos/ciclo-1-4", "/campos/lote-3"])
def test_the_page_fits_one_sheet_of_paper(served: Served, chromium: Chromium, path: str) -> None:
    with chromium.page(served.address, theme="oscura") as page:
        page.goto(path)
        paper = page.pdf(prefer_css_page_size=True)

    assert paper.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("path", ["/", "/estanques/estanque-1", "/estilo"])
def test_the_shapes_survive_the_colours_of_the_system(served: Served, chromium: Chromium, path: str) -> None:
    with chromium.page(served.address, DESK, theme="clara") as page:
        page.emulate_media(forced_colors="active")
        page.goto(path)
        shapes = page.locator("main .icon").evaluate_all(UNSEEN)

    assert shapes == 0


def test_the_files_that_a_page_loads_are_sent_packed() -> None:
    for name in ("conuco.css", "conuco.js"):
        one = assets()[name]
        assert gzip.decompress(one.packed) == one.body
        assert len(one.packed) < len(one.body) / 2
