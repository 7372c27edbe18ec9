"""Never torture a station that somebody lives by."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from station import is_listening

from gateway.domain.errors import BusyError, StoreError
from gateway.store.sqlite.connection import writers_lock

LIVE: Final = Path("/var/lib/conuco")
"""Where a station of a commune keeps its readings."""


def refusal(folder: Path | None, port: int | None, *, live: Path = LIVE) -> str | None:
    """Return why a station may not be tortured there, in a sentence; None where it may.

    Args:
        folder: Where it would lie; None: a new one.
        port: Where its broker would listen; None: any free one.
        live: Where the station of this machine keeps its readings, where it is one.
    """
    if _is_running(live):
        return f"A station is at work on this machine ({live}): torture one that nobody lives by, elsewhere."
    if folder is not None and _is_within(folder, live):
        return f"{folder} belongs to the station of this machine: name another folder, or none."
    if folder is not None and (_is_running(folder) or _is_running(folder / "datos")):
        return f"A gateway is at work in {folder}: name another folder, or none."
    if folder is not None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return f"{folder} is there already and not empty: name a folder that is not, or none."
    if port is not None and is_listening(port):
        return f"Somebody listens on port {port} already: name another, or none."
    return None


def _is_within(folder: Path, live: Path) -> bool:
    return folder.resolve().is_relative_to(live.resolve())


def _is_running(folder: Path) -> bool:
    """Tell whether a gateway or a command holds a folder's lock; nothing is made in it."""
    if not (folder / "writer.lock").exists():
        return False
    try:
        with writers_lock(folder):
            return False
    except BusyError:
        return True
    except StoreError:
        return True  # one that we may not even open is not ours
