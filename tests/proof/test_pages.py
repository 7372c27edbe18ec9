"""Every page of a populated station, at every size, by day and night, in both languages."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from itertools import product

import httpx
import pytest
from browser import Chromium, Size, barriers, shown, sideways
from served import Served, served_from

from dashboard.assets import assets

pytestmark = [pytest.mark.proof, pytest.mark.browser]

IS_SHORT = os.environ.get("CONUCO_PROOF", "ci") == "ci"
SIZES = [Size(360, 740, 2), Size(1366, 768)] if IS_SHORT else [
    Size(320, 640), Size(360, 740, 2), Size(768, 1024), Size(1366, 768)
]  # fmt: skip
THEMES = ["oscura"] if IS_SHORT else ["oscura", "clara"]
LANGUAGES = ["es-VE", "en-GB"]
LOOKS = list(product(SIZES, THEMES, LANGUAGES))
BUDGET_BYTES = 20 * 1024
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
    "cosecha, elegir": "/anotar/cosecha",
    "cosecha de peces": "/anotar/cosecha?ciclo=ciclo-2-1",
    "siembra, elegir": "/anotar/siembra",
    "siembra de peces": "/anotar/siembra?unidad=laguna-1",
    "siembra de maíz": "/anotar/siembra?unidad=parcela-1",
    "unidad": "/anotar/unidad",
    "empresa": "/anotar/empresa",
    "recibo de maíz": "/recibo/cosecha-maiz-3-2",
    "recibo de siembra": "/recibo/ciclo-1-1",
    "no existe": "/nada",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
        yield found


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_everybody_can_use_the_page_and_nobody_scrolls_sideways(
    served: Served, chromium: Chromium, path: str
) -> None:
    wrong: list[str] = []

    for size, theme, language in LOOKS:
        with chromium.page(served.address, size, theme=theme, language=language) as page:
            page.goto(path)
            found = [*barriers(page), *([f"{sideways(page)} px too wide"] if sideways(page) > 0 else [])]
            wrong += [f"{size.width} px, {theme}, {language}: {one}" for one in found]

    assert wrong == []


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


def test_a_wrong_number_is_told_to_everybody_at_every_size(served: Served, chromium: Chromium) -> None:
    wrong: list[str] = []

    for size, theme, language in LOOKS:
        with chromium.page(served.address, size, theme=theme, language=language) as page:
            page.goto("/anotar/cosecha?ciclo=ciclo-2-1")
            page.locator("#kilos").fill("1.200,5")
            page.locator("form[action='/anotar/cosecha'] button").click()
            page.locator("#kilos-error").wait_for()
            found = [*barriers(page), *([f"{sideways(page)} px too wide"] if sideways(page) > 0 else [])]
            wrong += [f"{size.width} px, {theme}, {language}: {one}" for one in found]

    assert wrong == []


def test_the_files_that_a_page_loads_are_sent_packed() -> None:
    for name in ("conuco.css", "conuco.js", "icons.svg"):
        one = assets()[name]
        assert gzip.decompress(one.packed) == one.body
        assert len(one.packed) < len(one.body) / 2
