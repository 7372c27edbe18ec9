"""Every page of a populated station on a telephone without scripts: it says the same and can be turned."""

from __future__ import annotations

import os

import pytest
from browser import Chromium, Size, shown
from every_page import states
from kept_pages import Look
from populated import Commune

pytestmark = [pytest.mark.proof, pytest.mark.browser]

IS_SHORT = os.environ.get("CONUCO_PROOF", "ci") == "ci"
STATES = states()
# The page that sounds tells a telephone without scripts that it cannot.
SAME_WITHOUT = [name for name, state in STATES.items() if state.path != "/alarma"]


@pytest.mark.parametrize("name", SAME_WITHOUT[:: 4 if IS_SHORT else 1])
def test_the_page_says_the_same_without_scripts(commune: Commune, name: str) -> None:
    told: list[str] = []
    for scripts in (True, False):
        with commune.page(STATES[name], Look(scripts=scripts)) as page:
            told.append(shown(page, "body"))

    assert told[0] == told[1]
    assert len(told[0]) > 100


@pytest.mark.parametrize(
    "path", ["/", "/estanques/estanque-1", "/ciclos/ciclo-1-4", "/ciclos/maiz-3-2", "/campos/campo-1"]
)
def test_on_a_projector_the_next_screen_is_one_tap_away_without_scripts(
    commune: Commune, chromium: Chromium, path: str
) -> None:
    with chromium.page(commune.full.address, Size(1024, 768), scripts=False, theme="proyector") as page:
        page.goto(path)
        screens = page.locator(".slide").count()
        for number in range(1, screens):
            page.locator(".turn a").nth(0 if number == 1 else 2 * number - 2).click()
            seen = page.locator(".slide").nth(number).bounding_box()
            assert seen is not None
            assert 0 <= seen["y"] < 200

    assert screens > 2
