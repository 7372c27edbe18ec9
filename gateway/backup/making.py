"""Makes a copy: everything of one moment, and it counts only when all of it stands."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from gateway.backup import manifest as paper
from gateway.backup.media import check_room
from gateway.backup.rotation import superfluous
from gateway.backup.snapshots import Progress, copy_to, flushed, held
from gateway.domain.errors import DiskError, StoreError
from gateway.domain.speech import told
from gateway.domain.system_words import refused

DERIVED: Final = frozenset({"production.db"})
"""Made again from the book at any time; not copied."""
FIRST: Final = ("readings.db", "archive.db")
"""Readings move from the first to the second: in this order none is missed."""
PHOTOS: Final = "photos"
FILES: Final = "archivo"
"""Days of raw data that went out of the database; nothing else has them."""
SETTINGS: Final = "conuco.toml"
UNFINISHED: Final = ".unfinished-"


@dataclass(frozen=True, slots=True)
class Source:
    """What is copied.

    Attributes:
        folder: Where the databases of the station lie.
        commune: Its short name.
        settings: conuco.toml; None where there is none.
    """

    folder: Path
    commune: str
    settings: Path | None = None


def databases(folder: Path) -> list[Path]:
    """Return the databases of a storage folder that are copied, in the order of their snapshots."""
    found = [path for path in folder.glob("*.db") if path.name not in DERIVED]
    rank = {name: number for number, name in enumerate(FIRST)}
    return sorted(found, key=lambda path: (rank.get(path.name, len(rank)), path.name))


def copies(target: Path, commune: str) -> dict[int, Path]:
    """Return the finished copies of a commune on a medium, by when they were made [s UTC]."""
    found: dict[int, Path] = {}
    for folder in sorted(target.glob(f"conuco-{commune}-*Z")):
        try:
            found[paper.read_manifest(folder).made] = folder
        except StoreError:
            continue  # a damaged one is left where it is: a person decides about it
    return found


def make_copy(source: Source, target: Path, *, now: int, tell: Progress) -> Path:
    """Copy everything into a folder of its own on the medium and return that folder.

    A copy has another name until all of it stands on the medium: one that was cut off never looks
    like a copy, and the earlier ones stay as they are.

    Args:
        source: What is copied.
        target: The medium.
        now: When it is made [s UTC].
        tell: Is told how far it has come.

    Raises:
        StoreError: There is nothing to copy, or something cannot be read.
        DiskError: The medium is full or broken.
    """
    paths = databases(source.folder)
    if not paths:
        raise StoreError(
            told("En %(folder)s no hay nada que copiar. Revise [storage] folder.", folder=source.folder)
        )
    check_room(target, sum(path.stat().st_size for path in [*paths, *_photos(source), *_files(source)]))
    name = f"conuco-{source.commune}-{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}"
    if (target / name).exists():
        raise StoreError(told("Ya hay una copia %(name)s. Espere un segundo y repita.", name=name))
    unfinished = target / f"{UNFINISHED}{name}"
    try:
        _clear(target)
        unfinished.mkdir()
        _fill(unfinished, source, paths, now=now, tell=tell)
        for folder in (unfinished / PHOTOS, unfinished / FILES, unfinished):
            if folder.is_dir():
                flushed(folder)
        unfinished.rename(target / name)
        flushed(target)
    except sqlite3.DatabaseError as error:
        raise StoreError(
            told("No se pudo copiar: %(reason)s. La copia anterior sigue como estaba.", reason=error)
        ) from error
    except OSError as error:
        raise DiskError(
            told(
                "No se pudo escribir en %(folder)s (%(reason)s). La copia anterior sigue como estaba.",
                folder=target,
                reason=refused(error),
            )
        ) from error
    return target / name


def make_room(target: Path, commune: str, *, made: Path | None = None) -> list[Path]:
    """Remove the copies that rotation no longer keeps, and return what they were.

    Args:
        target: The medium.
        commune: Whose copies.
        made: The one that has just been made; it stays, even if its clock says that it is the oldest.
    """
    found = copies(target, commune)
    gone = [found[at] for at in superfluous(found) if found[at] != made]
    for folder in gone:
        shutil.rmtree(folder)
    return gone


def _clear(target: Path) -> None:
    """Remove what earlier, cut-off copies left."""
    for left in target.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left)


def _photos(source: Source) -> list[Path]:
    return sorted(path for path in (source.folder / PHOTOS).glob("[0-9a-f]*") if path.is_file())


def _files(source: Source) -> list[Path]:
    return sorted(path for path in (source.folder / FILES).glob("*.csv.gz") if not path.name.startswith("."))


def _fill(folder: Path, source: Source, paths: list[Path], *, now: int, tell: Progress) -> None:
    files: list[paper.CopiedFile] = []
    with held(paths) as snapshots:
        for path, snapshot in zip(paths, snapshots, strict=True):
            rows = copy_to(snapshot, folder / path.name, tell)
            files.append(_copied(folder, path.name, rows))
    # Listed after the snapshots: a photograph stands before its entry, so every entry copied has its own;
    # and a file of old days before its days are gone from the database.
    others = [(path, f"{PHOTOS}/{path.name}") for path in _photos(source)]
    others += [(path, f"{FILES}/{path.name}") for path in _files(source)]
    if source.settings is not None and source.settings.is_file():
        others.append((source.settings, SETTINGS))
    for path, name in others:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(path, folder / name)
        flushed(folder / name)
        files.append(_copied(folder, name, {}))
    heads = _heads(folder / "commune.db")
    paper.write_manifest(folder, paper.Manifest(paper.FORMAT, source.commune, now, files, heads))
    for name in (paper.NAME, paper.SUMS):
        flushed(folder / name)


def _copied(folder: Path, name: str, rows: dict[str, int]) -> paper.CopiedFile:
    return paper.CopiedFile(name, (folder / name).stat().st_size, paper.sha256_of(folder / name), rows)


def _heads(commune_db: Path) -> dict[str, paper.Head]:
    heads = {name: paper.Head(0, "") for name in ("station", "book")}
    if commune_db.is_file():
        with closing(sqlite3.connect(f"{commune_db.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            for name in heads:
                row = copy.execute(
                    "SELECT number, own_hash FROM entry WHERE journal = ? ORDER BY number DESC LIMIT 1",
                    (name,),
                ).fetchone()
                heads[name] = paper.Head(*row) if row else heads[name]
    return heads
