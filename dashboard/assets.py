"""The files that pages load: named by their content, so that a telephone keeps them for ever."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).parent / "static"
KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file with the name it is served under."""

    name: str
    kind: str
    body: bytes
    packed: bytes


@cache
def assets() -> dict[str, Asset]:
    """Return every file by its own name, read once."""
    return {path.name: _asset(path) for path in sorted(STATIC.iterdir()) if path.suffix in KINDS}


def address(name: str) -> str:
    """Return where a page finds a file."""
    return f"/static/{assets()[name].name}"


def served(name: str) -> Asset | None:
    """Return the file served under a name with its content in it, None where there is none."""
    return next((asset for asset in assets().values() if asset.name == name), None)


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    mark = hashlib.sha256(body).hexdigest()[:10]
    return Asset(
        f"{path.stem}.{mark}{path.suffix}", KINDS[path.suffix], body, gzip.compress(body, 9, mtime=0)
    )
