"""A real browser over pages that are really served."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browser import PATIENCE_MS, Chromium
from entering import registered
from playwright.sync_api import Browser, BrowserContext, Page
from served import Served, served_from
from small_commune import NOW

LAGOONS = tuple(f"laguna-{number}" for number in range(1, 7))
SIZES = {"phone": (360, 740, 2), "desk": (1366, 768, 1)}


@pytest.fixture(scope="session")
def browser(chromium: Chromium) -> Browser:
    return chromium.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
        registered(found.folder, found.journal, "team", units=LAGOONS, at=NOW)
        yield found


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    """Open a page: visit("/path", size="phone", theme="oscura", scripts=True)."""
    opened: list[BrowserContext] = []

    def open_page(path: str, *, size: str = "phone", theme: str = "oscura", scripts: bool = True) -> Page:
        width, height, ratio = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=ratio,
            locale="es-VE",
            java_script_enabled=scripts,
            base_url=served.address,
        )
        context.add_cookies([{"name": "pantalla", "value": theme, "url": served.address}])
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        page = context.new_page()
        page.goto(served.address + path)
        return page

    yield open_page
    for context in opened:
        context.close()
