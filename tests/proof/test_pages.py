"""Every page of a populated station: every size, every light, both languages, twice the letters."""

from __future__ import annotations

import os

import pytest
from browser import DESKTOP, PHONE, Size, barriers, sideways
from every_page import FORMS, states
from kept_pages import Look
from looked_at import nth_of, some_of
from playwright.sync_api import Page
from populated import Commune

from dashboard.forms.catalog import FORMS as CATALOGUE

pytestmark = [pytest.mark.proof, pytest.mark.browser]

IS_SHORT = os.environ.get("CONUCO_PROOF", "ci") == "ci"
LARGE_LETTERS = "document.documentElement.style.fontSize = '225%'"
"""Twice the letters: the sheet's own root stands at 112.5 %."""
SIZES = [Size(768, 1024), DESKTOP, PHONE, Size(320, 640)]
PUT_ON = "theme => { if (theme) document.documentElement.className = theme; }"
"""The theme of a page is a class of its root, and nothing else differs."""
THEMES = ("light", "dark", "contrast")
LOOKS = [
    (Look(PHONE), "clara", THEMES),
    (Look(DESKTOP), "clara", THEMES),
    (Look(PHONE, "en-GB"), "oscura", ("",)),
]
FEW_LOOKS = [
    (Look(PHONE), "oscura", ("",)),
    (Look(DESKTOP, "en-GB"), "contraste", ("",)),
    (Look(PHONE, "en-GB"), "clara", ("",)),
    (Look(DESKTOP), "oscura", ("",)),
    (Look(PHONE), "contraste", ("",)),
    (Look(DESKTOP), "clara", ("",)),
]
LEAST_TARGET_PX = 44
STATES = states()

TOO_SMALL = f"""() => [...document.querySelectorAll('a, button, summary, select, label.choice, label.tick')]
  .filter(one => {{
    const box = one.getBoundingClientRect();
    return box.height > 0 && Math.round(box.height) < {LEAST_TARGET_PX} && !one.classList.contains('skip');
  }}).map(one => one.textContent.trim() + ': ' + Math.round(one.getBoundingClientRect().height) + ' px')"""


def looks_of(name: str) -> list[tuple[Look, str, tuple[str, ...]]]:
    """Return how to look at a page, and the themes to put on: in the short form one, each page another."""
    return [FEW_LOOKS[nth_of(name, len(FEW_LOOKS))]] if IS_SHORT else LOOKS


def test_every_form_of_the_catalogue_is_looked_at() -> None:
    assert {one.slug for one in CATALOGUE} == set(FORMS)


@pytest.mark.parametrize("name", some_of(STATES) if IS_SHORT else STATES)
def test_everybody_can_use_the_page_and_nobody_scrolls_sideways(commune: Commune, name: str) -> None:
    wrong = list[str]()

    for look, own, themes in looks_of(name):
        with commune.page(STATES[name], look, theme=own) as page:
            for theme in themes:
                page.evaluate(PUT_ON, theme)
                wrong += [f"{look.size.width} px, {theme or own}: {one}" for one in barriers(page)]
            wrong += _out_of_reach(page)

    assert wrong == []


def _out_of_reach(page: Page) -> list[str]:
    """Return what is too wide for a screen or, on the narrowest, too small for a finger."""
    wrong: list[str] = []
    for size in SIZES:
        page.set_viewport_size({"width": size.width, "height": size.height})
        wrong += _too_wide(page, f"{size.width} px")
    wrong += page.evaluate(TOO_SMALL)
    page.evaluate(LARGE_LETTERS)
    return wrong + _too_wide(page, "320 px, twice the letters")


def _too_wide(page: Page, where: str) -> list[str]:
    wide = sideways(page)
    return [f"{where}: {wide} px too wide"] if wide > 0 else []
