"""Pages of a populated station by keyboard, on paper, in the colours of the system."""

from __future__ import annotations

import pytest
from browser import DESKTOP, Chromium
from populated import Commune

pytestmark = [pytest.mark.proof, pytest.mark.browser]

SHEETS = ("/estanques/estanque-1", "/ciclos/ciclo-1-4", "/campos/lote-3", "/campos/campo-1")
UNSEEN = """all => all.filter(
  one => getComputedStyle(one).color === getComputedStyle(document.body).backgroundColor).length"""


HIDDEN_FOCUS = """() => {
  const at = document.activeElement, nav = document.querySelector('.nav');
  if (!at || at === document.body || nav.contains(at)) return '';
  const box = at.getBoundingClientRect(), bar = nav.getBoundingClientRect();
  return box.bottom > bar.top + 1 && box.top < bar.top ? at.textContent.trim() || at.id : '';
}"""


@pytest.mark.parametrize(
    "path", [SHEETS[0], "/anotar/intervencion?lugar=estanque-1", "/recibo/cosecha-maiz-3-2", "/mas"]
)
def test_what_has_the_keyboard_is_never_under_the_bar(
    commune: Commune, chromium: Chromium, path: str
) -> None:
    covered: list[str] = []

    with chromium.page(commune.full.address) as page:
        page.goto(path)
        for _ in range(40):
            page.keyboard.press("Tab")
            covered.append(page.evaluate(HIDDEN_FOCUS))

    assert set(covered) == {""}


@pytest.mark.parametrize("path", SHEETS)
def test_the_page_fits_one_sheet_of_paper(commune: Commune, chromium: Chromium, path: str) -> None:
    with chromium.page(commune.full.address, theme="oscura") as page:
        page.goto(path)
        paper = page.pdf(prefer_css_page_size=True)

    assert paper.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("path", ["/", "/estanques/estanque-1", "/estilo"])
def test_the_shapes_survive_the_colours_of_the_system(
    commune: Commune, chromium: Chromium, path: str
) -> None:
    with chromium.page(commune.full.address, DESKTOP, theme="clara") as page:
        page.emulate_media(forced_colors="active")
        page.goto(path)
        shapes = page.locator("main .icon").evaluate_all(UNSEEN)

    assert shapes == 0
