"""Where a form sends somebody afterwards: only ever within our own addresses."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

LONGEST: Final = 500
_NEVER: Final = ("/entrar", "/salir")
"""Pages that nobody wants to come back to."""


def within(path: str) -> str:
    r"""Return an address of ours, the home page where it is none.

    Browsers read `\` as `/` and leave out tabs and line ends: "/\t/host" is "//host" to them.
    """
    if len(path) > LONGEST or not path.startswith("/") or path.startswith("//"):
        return "/"
    if "\\" in path or not path.isprintable() or not path.isascii() or " " in path:
        return "/"
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path in _NEVER:
        return "/"
    return path
