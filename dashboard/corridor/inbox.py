"""Where a file waits that came over the network; only a person takes it from there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from dashboard.corridor.opening import opened
from dashboard.corridor.refusals import CorridorError
from gateway.domain.speech import both

FOLDER: Final = "corridor-inbox"
MOST_FILES: Final = 60
"""So many files wait at most: five for each commune of a corridor of twelve."""


def leave(folder: Path, body: bytes) -> str:
    """Put a file into the inbox of a station's folder and return its SHA-256; the same one lies there once.

    Raises:
        CorridorError: It is no file of the corridor, or too many wait already.
    """
    sha256 = opened(body).sha256
    inbox = folder / FOLDER
    inbox.mkdir(exist_ok=True)
    path = inbox / f"{sha256}.zip"
    if path.exists():
        return sha256
    if len(waiting(folder)) >= MOST_FILES:
        raise CorridorError(FULL, most=MOST_FILES)
    fresh = inbox / f".{sha256}-{os.getpid()}"
    fresh.write_bytes(body)
    fresh.replace(path)
    return sha256


def waiting(folder: Path) -> list[Path]:
    """Return the files that wait, by name."""
    return sorted((folder / FOLDER).glob("*.zip"))


FULL: Final = both("Ya esperan %(most)s archivos. Que alguien los importe primero: conuco corridor import")
