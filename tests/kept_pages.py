"""Pages of a browser that stay open from one visit to the next: to start one costs more than a visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from browser import PHONE, SPANISH, Chromium, Size, axe
from playwright.sync_api import Page

FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }"


@dataclass(frozen=True)
class Look:
    """What a page is looked at with: a screen, a language, scripts or none."""

    size: Size = PHONE
    language: str = SPANISH
    scripts: bool = True


@dataclass
class KeptPage:
    """A page of a look, and every error of a script or of the console since it was asked last."""

    page: Page
    wrong: list[str]


@dataclass
class KeptPages:
    """Gives a page for each look, always the same; what one visitor left behind the next does not find."""

    chromium: Chromium
    _open: dict[Look, KeptPage] = field(default_factory=dict)

    @contextmanager
    def visit(self, address: str, look: Look, *, cookies: Mapping[str, str]) -> Iterator[Page]:
        """Give a page to a visitor who brings some cookies and nothing else; each error fails."""
        kept = self._open.pop(look, None) or self._opened(look)
        page = kept.page
        page.set_viewport_size({"width": look.size.width, "height": look.size.height})
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        try:
            yield page
        except BaseException:
            page.context.close()
            raise
        if look.scripts:
            page.evaluate(FORGET)
        wrong, kept.wrong[:] = list(kept.wrong), []
        self._open[look] = kept
        assert wrong == []

    def _opened(self, look: Look) -> KeptPage:
        context = self.chromium.context(look.size, scripts=look.scripts, language=look.language)
        if look.scripts:
            # Once for all visits: half a megabyte that is sent and read for each costs as much as the visit.
            context.add_init_script(axe())
        page = context.new_page()
        return KeptPage(page, self.chromium.faults_of(page))

    def close(self) -> None:
        """Close all of them."""
        for kept in self._open.values():
            kept.page.context.close()
        self._open.clear()
