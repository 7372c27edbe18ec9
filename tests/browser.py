"""Debian's Chromium for tests: one for a whole run, a page at a size, and what every page must bear."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import parts
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-quic",
    "--font-render-hinting=none",
]
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SPANISH: Final = "es-VE"
PATIENCE_MS: Final = 60_000
"""So long is waited for what comes; longer than a page waits for the station before it asks again."""

expect.set_options(timeout=PATIENCE_MS)


@dataclass(frozen=True)
class Size:
    """A screen: its CSS pixels, and how many real ones each of them has."""

    width: int
    height: int
    density: float = 1.0

    @property
    def is_phone(self) -> bool:
        return self.width < 700


PHONE: Final = Size(360, 740, 2.0)
DESKTOP: Final = Size(1366, 768)


class Chromium:
    """A browser that is started when the first page is asked for; a context manager."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()

    @contextmanager
    def page(
        self,
        address: str,
        size: Size = PHONE,
        *,
        scripts: bool = True,
        language: str = SPANISH,
        theme: str = "hora",
    ) -> Iterator[Page]:
        """Give a page of a visitor without history; every error of a script or of the console fails."""
        context = self.context(size, scripts=scripts, language=language, address=address)
        context.add_cookies([{"name": "pantalla", "value": theme, "url": address}])
        page = context.new_page()
        wrong = self.faults_of(page)
        try:
            yield page
        finally:
            context.close()
        assert wrong == []

    def context(
        self, size: Size, *, scripts: bool, language: str, address: str | None = None
    ) -> BrowserContext:
        """Return a window of a visitor without history; who asks closes it."""
        context = self.browser.new_context(
            base_url=address,
            viewport={"width": size.width, "height": size.height},
            device_scale_factor=size.density,
            java_script_enabled=scripts,
            locale=language,
            has_touch=size.is_phone,
            is_mobile=size.is_phone,
        )
        context.set_default_timeout(PATIENCE_MS)
        return context

    @staticmethod
    def faults_of(page: Page) -> list[str]:
        """Return a list that grows by every error of a script and of the console."""
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        # A refused form answers 422 on purpose, and the browser writes that down as an error.
        page.on("console", lambda said: wrong.append(said.text) if _is_fault(said.type, said.text) else None)
        return wrong

    @contextmanager
    def telephone(self, memory: Path, address: str, size: Size = PHONE) -> Iterator[Page]:
        """Give a page of a telephone that remembers, in a folder, what it kept when it was switched off."""
        self.browser  # noqa: B018 - starts what starts browsers
        assert self._playwright is not None
        context = self._playwright.chromium.launch_persistent_context(
            memory,
            executable_path=parts.chromium(),
            args=FLAGS,
            base_url=address,
            viewport={"width": size.width, "height": size.height},
            locale=SPANISH,
        )
        context.set_default_timeout(PATIENCE_MS)
        try:
            yield context.pages[0] if context.pages else context.new_page()
        finally:
            context.close()

    @property
    def browser(self) -> Browser:
        """The running browser, started if need be."""
        if self._browser is None:
            path = parts.chromium()
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(
                executable_path=path, args=FLAGS, env=dict(os.environ)
            )
        return self._browser


def _is_fault(sort: str, text: str) -> bool:
    return sort == "error" and "Failed to load resource" not in text


def axe() -> str:
    """Return the script that looks for barriers; it comes with a package of Python."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def opens(page: Page, touched: Locator) -> None:
    """Touch what loads another page, also one of the same address, and wait until all of it has come."""
    with page.expect_navigation():
        touched.click()


def barriers(page: Page) -> list[str]:
    """Return what keeps a person from using the page, one line a rule and place.

    The page must run scripts: without them axe waits for ever.
    """
    page.wait_for_load_state()
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(axe())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        ".then(told => told.violations.map(one => one.id + ': ' + one.help + ' at '"
        " + one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(', ')))",
        RULES,
    )
    return [str(one) for one in found]


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen; nobody scrolls sideways."""
    page.wait_for_load_state()  # a page that has only begun to come has no body and no width
    root = "document.documentElement"
    return int(page.evaluate(f"Math.max({root}.scrollWidth, document.body.scrollWidth) - {root}.clientWidth"))


def shown(page: Page, selector: str = "main") -> str:
    """Return the words that a reader sees there, in one line."""
    page.wait_for_load_state()
    return " ".join(page.locator(selector).first.inner_text().split())
