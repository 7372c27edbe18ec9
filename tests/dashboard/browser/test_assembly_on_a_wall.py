"""The sheets of the assembly on a wall: everything on the screen, and readable from the last row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from assembled import assemble
from browser import PHONE, Chromium, Size, barriers, opens, sideways
from playwright.sync_api import Page
from served import Served, served_from

WALL = Size(1024, 768)
LEAST_PX = 28
SMALL = f"""() => [...document.querySelectorAll("body *")].filter(one =>
  [...one.childNodes].some(text => text.nodeType === 3 && text.data.trim())
  && one.getClientRects().length && !one.closest(".spoken,.skip,noscript,script,style")
  && parseFloat(getComputedStyle(one).fontSize) < {LEAST_PX}).map(one => one.textContent)"""
CUT = """() => [...document.querySelectorAll(".beam-card,.beam-row,.beam-line,.beam-good")].filter(one =>
  one.scrollHeight > one.clientHeight + 2).map(one => one.className + ": " + one.textContent)"""
OVER = """() => { const { scrollWidth, scrollHeight } = document.documentElement;
  return [scrollWidth - innerWidth, scrollHeight - innerHeight]; }"""
LEFT_OUT = """() => [...document.querySelectorAll(".nav span")].filter(one =>
  one.scrollWidth > one.clientWidth).map(one => one.textContent)"""


@pytest.fixture(scope="module")
def assembled_commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("assembled")) as found:
        assemble(found.journal)
        yield found


def every_sheet(page: Page) -> Iterator[str]:
    page.goto("/asamblea?hoja=1")
    while True:
        yield page.url
        following = page.locator("a[rel=next]")
        if not following.count():
            return
        opens(page, following.first)


@pytest.mark.parametrize("language", ["es-VE", "en-GB"])
def test_every_sheet_fits_and_no_letter_is_under_28_pixels(
    chromium: Chromium, assembled_commune: Served, language: str
) -> None:
    with chromium.page(assembled_commune.address, WALL, theme="proyector", language=language) as page:
        wrong = {}
        for url in every_sheet(page):
            found = (page.evaluate(SMALL), page.evaluate(CUT), page.evaluate(OVER))
            if found[0] or found[1] or max(found[2]) > 0:
                wrong[url] = found

    assert wrong == {}


@pytest.mark.parametrize("size", [Size(800, 600), Size(1280, 720), Size(1920, 1080)])
def test_a_sheet_fits_other_screens_too(chromium: Chromium, assembled_commune: Served, size: Size) -> None:
    with chromium.page(assembled_commune.address, size, theme="proyector") as page:
        over = {url: page.evaluate(OVER) for url in every_sheet(page)}

    assert {url: one for url, one in over.items() if max(one) > 0} == {}


def test_the_arrows_turn_the_sheets(chromium: Chromium, assembled_commune: Served) -> None:
    with chromium.page(assembled_commune.address, WALL, theme="proyector") as page:
        page.goto("/asamblea?hoja=1")

        page.keyboard.press("ArrowRight")
        page.wait_for_url("**hoja=2")
        page.keyboard.press("ArrowLeft")

        page.wait_for_url("**hoja=1")


def test_nobody_has_to_touch_anything(chromium: Chromium, assembled_commune: Served) -> None:
    with chromium.page(assembled_commune.address, WALL, theme="proyector", scripts=False) as page:
        assert len(list(every_sheet(page))) == 8


@pytest.mark.parametrize("theme", ["clara", "oscura", "contraste"])
def test_nobody_is_kept_from_the_page(chromium: Chromium, assembled_commune: Served, theme: str) -> None:
    with chromium.page(assembled_commune.address, PHONE, theme=theme) as page:
        page.goto("/asamblea")

        assert barriers(page) == []


def test_nobody_is_kept_from_a_sheet(chromium: Chromium, assembled_commune: Served) -> None:
    with chromium.page(assembled_commune.address, WALL, theme="proyector") as page:
        found = {url: barriers(page) for url in every_sheet(page)}

    assert {url: one for url, one in found.items() if one} == {}


def test_letters_of_twice_the_size_fit_a_narrow_telephone(
    chromium: Chromium, assembled_commune: Served
) -> None:
    with chromium.page(assembled_commune.address, Size(320, 640)) as page:
        page.goto("/asamblea")
        page.evaluate("document.documentElement.style.fontSize = '225%'")

        assert sideways(page) == 0


@pytest.mark.parametrize("width", [320, 360])
def test_the_five_ways_of_the_telephone_are_read_whole(
    chromium: Chromium, assembled_commune: Served, width: int
) -> None:
    with chromium.page(assembled_commune.address, Size(width, 640)) as page:
        page.goto("/asamblea")
        cut = page.evaluate(LEFT_OUT)
        wide = page.evaluate("document.documentElement.scrollWidth")

    assert cut == []
    assert wide == width


def test_the_page_is_printed_on_one_sheet(chromium: Chromium, assembled_commune: Served) -> None:
    with chromium.page(assembled_commune.address, Size(1366, 768), theme="clara") as page:
        page.goto("/asamblea")
        paper = page.pdf(prefer_css_page_size=True)

    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") == 1
