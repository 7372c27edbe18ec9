"""A damaged database is put aside whole, what can be read of it goes into a fresh one, and people are told.

Each step can be repeated after a crash. The old file, with its log of writes, is linked under
`apartado/` first; a fresh file is made beside; only when that stands does it take the name.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from gateway.store.sqlite import blocks, mirror, rederiving, salvage
from gateway.store.sqlite.connection import open_to_write
from gateway.store.sqlite.rederiving import Stale
from gateway.store.sqlite.soundness import fault_of, say_nothing
from gateway.store.sqlite.splinting import splinted

log = logging.getLogger(__name__)

ASIDE: Final = "apartado"
"""Beside the databases: what was put aside, nothing of it ever removed by us."""
_FRESH: Final = ".mending"
_NOTE: Final = "motivo.json"
_READY: Final = "ready"
_PARTS: Final = ("", "-wal", "-shm")


class Note(msgspec.Struct, frozen=True):
    """Why a file was put aside.

    Attributes:
        at: When [s UTC].
        file: Where it lies, beside the databases.
        saved: Rows that could still be read and were taken over.
    """

    at: int
    file: str
    reason: str
    saved: int


_NOTE_OF: Final = msgspec.json.Decoder(Note)


class Moment(NamedTuple):
    """When and where it is mended, and who hears that it goes on."""

    now: int
    utc_offset_s: int
    tell: Callable[[], None]


def mend(
    folder: Path,
    *,
    now: int,
    is_suspect: bool,
    utc_offset_hours: int,
    tell: Callable[[], None] = say_nothing,
) -> list[Note]:
    """Put aside what is damaged of readings.db and archive.db and return what was; hold the lock before.

    Args:
        folder: Where the databases lie.
        now: The moment, for the name of what is put aside [s UTC].
        is_suspect: Whether a file was found damaged while it was open: every page is looked at.
        utc_offset_hours: Of the commune, whose days are rolled up again.
        tell: Is called every now and then while it goes on.
    """
    found = []
    for name in ("readings", "archive"):
        _finish(folder, name)
        fault = fault_of(folder / f"{name}.db", is_suspect=is_suspect, tell=tell)
        if fault is not None:
            log.error("database damaged name=%s reason=%s", name, fault)
            found.append(_mended(folder, name, fault, Moment(now, utc_offset_hours * 3600, tell)))
    return found


def notes(folder: Path) -> list[Note]:
    """Return why files were put aside, the oldest first."""
    found = []
    for path in sorted((folder / ASIDE).glob(f"*/{_NOTE}")):
        try:
            found.append(_NOTE_OF.decode(path.read_bytes()))
        except (OSError, msgspec.DecodeError):
            log.exception("note not readable path=%s", path)
    return found


def _mended(folder: Path, name: str, reason: str, at: Moment) -> Note:
    aside = _linked(folder, name, now=at.now)
    fresh = folder / _FRESH
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir()
    with closing(open_to_write(fresh, name)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old = splinted(aside / f"{name}.db", fresh / f"{name}.db", fresh / "splinted")
        saved = salvage.salvaged(old, connection, name, utc_offset_s=at.utc_offset_s, tell=at.tell)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    _flush(fresh / f"{name}.db")
    note = Note(_stamp(aside), f"{ASIDE}/{aside.name}/{name}.db", reason, saved)
    _write(aside / _NOTE, msgspec.json.encode(note))
    _write(fresh / _READY, name.encode())
    _flush(fresh)
    _finish(folder, name)
    log.error("database put aside file=%s rows_saved=%d", note.file, saved)
    return note


def _linked(folder: Path, name: str, *, now: int) -> Path:
    """Link the file and its log of writes into a folder of their own and return that."""
    at = now
    while (folder / ASIDE / _named(at)).exists():
        at += 1
    aside = folder / ASIDE / _named(at)
    aside.mkdir(parents=True)
    for part in _PARTS:
        path = folder / f"{name}.db{part}"
        if path.exists():
            try:
                os.link(path, aside / path.name)
            except OSError:  # a file system without links
                shutil.copyfile(path, aside / path.name)
                _flush(aside / path.name)
    _flush(aside)
    _flush(folder)
    return aside


def _named(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y%m%dT%H%M%SZ")


def _stamp(aside: Path) -> int:
    return int(datetime.strptime(aside.name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp())


def _finish(folder: Path, name: str) -> None:
    """Give the fresh file the name of the old one, also where a crash came between.

    The old log of writes goes first: it must never be read into the fresh file.
    """
    ready = folder / _FRESH / _READY
    if not ready.exists() or ready.read_bytes() != name.encode():
        return
    for part in ("-wal", "-shm"):
        (folder / f"{name}.db{part}").unlink(missing_ok=True)
    _flush(folder)
    fresh = folder / _FRESH / f"{name}.db"
    if fresh.exists():
        fresh.replace(folder / f"{name}.db")
        _flush(folder)
    shutil.rmtree(folder / _FRESH)


def tell(readings: sqlite3.Connection, archive: sqlite3.Connection, folder: Path) -> None:
    """Write down for the pages what was put aside; call it within a transaction of readings.db.

    What was lost of an archive and can be derived from what was saved is derived again.
    """
    for one in notes(folder):
        is_new = readings.execute(
            "INSERT OR IGNORE INTO set_aside (at, file, reason, saved) VALUES (?, ?, ?, ?)",
            (one.at, one.file, one.reason, one.saved),
        ).rowcount
        if is_new:
            # What was lost may stand in the mirror alone: it is looked at before anything is deleted there.
            mirror.forget(readings)
        if is_new and one.file.endswith("archive.db"):
            for node in blocks.nodes_of(archive):
                days = blocks.days_of_node(archive, node)
                rederiving.add(readings, Stale(node, 0, 2**40), days=days)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
