"""How the keeping of readings stands: what was put aside, what is derived again, what went into files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gateway.store.sqlite import rederiving
from gateway.store.sqlite.connection import as_our_errors, open_to_read


@dataclass(frozen=True, slots=True)
class SetAside:
    """A database file that was damaged and stands beside under another name.

    Attributes:
        at: When [s UTC].
        file: Its path beside the databases.
        saved: Rows that could still be read and were taken over.
    """

    at: int
    file: str
    reason: str
    saved: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """How it stands.

    Attributes:
        set_aside: What was put aside and nobody has seen to yet, the oldest first.
        derived_again: Days that were derived again, of how many; None while nothing waits.
        missing: Files of old days that are not where they were written, beside the databases.
    """

    set_aside: tuple[SetAside, ...] = ()
    derived_again: tuple[int, int] | None = None
    missing: tuple[str, ...] = ()


def keeping(folder: Path) -> Keeping:
    """Return how the keeping of readings stands.

    Raises:
        StoreError: The database is not there yet, or cannot be read.
    """
    with as_our_errors(), closing(open_to_read(folder, "readings")) as readings:
        rows = readings.execute(
            "SELECT at, file, reason, saved FROM set_aside WHERE seen IS NULL ORDER BY at"
        )
        aside, progress = tuple(SetAside(*row) for row in rows), rederiving.progress(readings)
    with as_our_errors(), closing(open_to_read(folder, "archive")) as archive:
        named = [file for (file,) in archive.execute("SELECT DISTINCT file FROM retired ORDER BY file")]
    return Keeping(aside, progress, tuple(one for one in named if not (folder / one).is_file()))


def seen_to(readings: sqlite3.Connection, now: int) -> None:
    """Write down that somebody has seen to what was put aside; call it within a transaction."""
    readings.execute("UPDATE set_aside SET seen = ? WHERE seen IS NULL", (now,))
