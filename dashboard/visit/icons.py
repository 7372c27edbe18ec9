"""The icons of the pages: each page carries the symbols that it uses, so that none is asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import quote

from dashboard.visit.assets import STATIC

_SYMBOL: Final = re.compile(r'<symbol id="([a-z-]+)"(.*?</symbol>)', re.DOTALL)
_USED: Final = re.compile(r'href="#i-([a-z-]+)"')


@cache
def symbols() -> dict[str, str]:
    """Return every icon by its name, as a page carries it."""
    drawn = (STATIC / "icons.svg").read_text(encoding="utf-8")
    return {name: f'<symbol id="i-{name}"{rest}' for name, rest in _SYMBOL.findall(drawn)}


@cache
def favicon() -> str:
    """Return the mark of the browser's tab as an address that holds the picture itself."""
    drawn = (STATIC / "icon.svg").read_text(encoding="utf-8").strip().replace('"', "'")
    return "data:image/svg+xml," + quote(drawn, safe="/:='(), -.")


def with_icons(page: str) -> str:
    """Return a page with the icons that it names put in at its end.

    Raises:
        KeyError: It names an icon that there is not.
    """
    used = sorted(set(_USED.findall(page)))
    if not used:
        return page
    sheet = "".join(symbols()[name] for name in used)
    return page.replace("</body>", f'<svg id="icons" hidden>{sheet}</svg></body>')
