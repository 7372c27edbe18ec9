"""Sends a finished file piece by piece, and lets it go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

SENT_AT_ONCE: Final = 64 * 1024


def sent(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file from where it stands, and close it."""
    with file:
        while piece := file.read(SENT_AT_ONCE):
            yield piece
