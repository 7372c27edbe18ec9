"""Puts a copy onto an empty machine, after every doubt about it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from gateway.backup import manifest as paper
from gateway.backup.making import SETTINGS
from gateway.backup.snapshots import flushed, rows_of
from gateway.domain.entries import Journal
from gateway.domain.errors import ConucoError, StoreError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal

JOURNALS: Final[tuple[Journal, ...]] = ("station", "book")
INCOMING: Final = ".restoring"

Tell = Callable[[str, int, int], None]
"""What is being done, steps done, steps there are."""


def restore(  # noqa: PLR0913 - what a person decides about a restoration
    copy: Path, folder: Path, *, commune: str, now: int, set_aside: bool, tell: Tell
) -> paper.Manifest:
    """Check a copy and put it where the station keeps its databases; return what it says about itself.

    Everything is checked before anything is moved: sums, SQLite's own check, counts, both chains and
    their heads. The caller holds the writer's lock.

    Args:
        copy: The folder of the copy.
        folder: The station's storage folder.
        commune: The short name that the settings say.
        now: For the name of what is set aside [s UTC].
        set_aside: Whether databases that are there already may be moved aside.
        tell: Is told how far it has come.

    Raises:
        StoreError: The copy is damaged or of another commune, or there are databases already.
    """
    steps = 4
    tell(told("Comprobando la copia"), 0, steps)
    manifest = paper.read_manifest(copy)
    if manifest.commune != commune:
        raise StoreError(
            told(
                "La copia es de la comuna «%(copied)s» y los ajustes dicen «%(told)s». "
                "Corrija [commune] slug o elija otra copia.",
                copied=manifest.commune,
                told=commune,
            )
        )
    paper.check_files(copy, manifest)
    present = [path for path in folder.glob("*.db*")] if folder.is_dir() else []
    if present and not set_aside:
        raise StoreError(
            told(
                "En %(folder)s ya hay una estación. Para ponerla a un lado y restaurar la copia, "
                "agregue --set-aside; no se borra nada.",
                folder=folder,
            )
        )
    tell(told("Copiando"), 1, steps)
    incoming = folder / INCOMING
    _copied(copy, incoming, manifest)
    tell(told("Revisando las bases de datos y los diarios"), 2, steps)
    check_databases(incoming, manifest)
    tell(told("Poniendo todo en su sitio"), 3, steps)
    _put_aside(folder, present, now)
    _moved(incoming, folder, manifest)
    tell(told("Listo"), steps, steps)
    return manifest


def check_databases(folder: Path, manifest: paper.Manifest) -> None:
    """Check that copied databases are whole and say what the manifest says.

    Raises:
        StoreError: One is not; which and why.
    """
    for one in manifest.files:
        if one.name.endswith(".db"):
            _check_database(folder / one.name, one)
    if not (folder / "commune.db").is_file():
        return
    try:
        with CommuneJournal(folder / "commune.db", commune=manifest.commune) as journal:
            for name in JOURNALS:
                journal.verify(name)
                last = journal.entries(name, after=max(manifest.journals[name].number - 1, 0))
                head = paper.Head(last[-1].number, last[-1].own_hash) if last else paper.Head(0, "")
                if head != manifest.journals[name]:
                    raise _broken("commune.db", told("el diario no termina donde dice la copia"))
    except StoreError:
        raise
    except ConucoError as error:
        raise _broken("commune.db", str(error)) from error


def _check_database(path: Path, said: paper.CopiedFile) -> None:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as found:
            verdict = str(found.execute("PRAGMA integrity_check").fetchone()[0])
            rows = rows_of(found)
    except sqlite3.DatabaseError as error:
        raise _broken(path.name, str(error)) from error
    if verdict != "ok":
        raise _broken(path.name, verdict)
    if rows != said.rows:
        raise _broken(path.name, told("no tiene las filas que tenía"))


def _broken(name: str, reason: str) -> StoreError:
    return StoreError(
        told("La copia está dañada: %(name)s (%(reason)s). Use otra copia.", name=name, reason=reason)
    )


def _copied(copy: Path, incoming: Path, manifest: paper.Manifest) -> None:
    if incoming.exists():
        shutil.rmtree(incoming)
    incoming.mkdir(parents=True)
    for one in manifest.files:
        target = incoming / one.name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(copy / one.name, target)
        flushed(target)


def _put_aside(folder: Path, present: list[Path], now: int) -> None:
    if not present:
        return
    aside = folder / f"antes-{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}"
    aside.mkdir()
    for path in present:
        path.rename(aside / path.name)


def _moved(incoming: Path, folder: Path, manifest: paper.Manifest) -> None:
    """Move what was checked into place; the derived tables are made again by whoever needs them."""
    for one in manifest.files:
        if one.name == SETTINGS:
            continue
        target = folder / one.name
        target.parent.mkdir(exist_ok=True)
        (incoming / one.name).replace(target)
    shutil.rmtree(incoming)
    flushed(folder)
