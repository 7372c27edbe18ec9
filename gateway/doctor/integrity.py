"""Whether every page of the databases can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from gateway.doctor.finding import Finding, Say

NAMES: Final = ("readings.db", "archive.db", "commune.db")
STEPS: Final = 100_000
"""Between two words of how far it has come, in steps of SQLite's machine."""


def checked(folder: Path, told: Say, *, tell: Callable[[str], None]) -> list[Finding]:
    """Return what SQLite finds in each database; nothing is changed.

    Args:
        folder: Where they lie.
        told: Says sentences.
        tell: Is told, again and again, which file is being read.
    """
    return [_of(folder / name, told, tell) for name in NAMES if (folder / name).is_file()]


def _of(path: Path, told: Say, tell: Callable[[str], None]) -> Finding:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.set_progress_handler(lambda: tell(path.name), STEPS)
            faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        faults = [str(error)]
    if faults == ["ok"]:
        return Finding(path.name, "well", told("Se leyó entera y está sana."))
    step = told("Haga una copia ahora y vea docs/comandos.md, restore.")
    return Finding(path.name, "bad", told("Está dañada: %(reason)s", reason="; ".join(faults)[:200]), step)
