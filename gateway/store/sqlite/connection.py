"""Opening the two files: one writer behind a lock, any number of readers."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from gateway.domain.errors import BusyError, DamagedError, DiskError, StoreError
from gateway.domain.speech import told
from gateway.domain.system_words import refused

PAGE_SIZES = {"readings": 1024, "archive": 16384}
"""[bytes]. What comes in within ten seconds touches ends of tables: a page is written whole for each."""

OLD_PAGE_SIZES = {"readings": (4096,), "archive": ()}
"""What files of earlier versions have [bytes]; they keep it."""

_WAL_BYTES = 4_000_000
"""So much log before it goes into the file: a page that changes often goes there once [bytes]."""


@contextmanager
def writers_lock(folder: Path) -> Iterator[None]:
    """Hold the right to write, as the only one on this machine.

    Raises:
        BusyError: Somebody else holds it.
        DiskError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise DiskError(
            told(
                "no se puede escribir en %(folder)s (%(reason)s). Revise el disco y sus permisos.",
                folder=folder,
                reason=refused(error),
            )
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                told("otra estación u otro comando escribe en %(folder)s. Deténgalo o espere.", folder=folder)
            ) from error
        yield
    finally:
        os.close(handle)


def open_to_write(folder: Path, name: str) -> sqlite3.Connection:
    """Return a connection to one file of ours, made and migrated when need be; hold the lock before.

    Raises:
        DiskError: The file cannot be written.
        StoreError: The file is of a newer Conuco.
    """
    with as_our_errors():
        connection = sqlite3.connect(folder / f"{name}.db", isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA page_size = {PAGE_SIZES[name]}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        page: int = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_BYTES // page}")
        # Debian's SQLite writes zeros over what is deleted; ours stands in blocks, there is nothing to hide.
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 10000")
        _migrate(connection, name)
    return connection


def open_to_read(folder: Path, name: str) -> sqlite3.Connection:
    """Return a read-only connection to one file.

    Raises:
        StoreError: The file is not there yet.
    """
    path = folder / f"{name}.db"
    if not path.exists():
        raise StoreError(told("%(path)s no está. Inicie primero la estación: conuco gateway.", path=path))
    with as_our_errors():
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        connection.execute("PRAGMA busy_timeout = 10000")
    return connection


@contextmanager
def readings_where_any(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """Lend readings.db read-only for one question; None while there is none.

    Raises:
        DiskError: It cannot be read.
    """
    if not (folder / "readings.db").exists():
        yield None
        return
    with as_our_errors(), closing(open_to_read(folder, "readings")) as connection:
        yield connection


@contextmanager
def as_our_errors() -> Iterator[None]:
    """Turn SQLite's faults of the disk into ours; a fault of the statement stays what it is.

    Raises:
        DiskError: The disk is full, read-only or broken.
        DamagedError: A file is not a whole database any more.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary in _OF_THE_FILE:
            raise DamagedError(
                told("la base de datos está dañada (%(reason)s). Vea «conuco refill».", reason=error)
            ) from error
        if primary in _OF_THE_DISK:
            raise DiskError(
                told(
                    "la base de datos no se puede escribir ni leer (%(reason)s). Revise el disco.",
                    reason=error,
                )
            ) from error
        raise


_OF_THE_DISK = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_NOMEM,
}

_OF_THE_FILE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _migrate(connection: sqlite3.Connection, name: str) -> None:
    scripts = sorted(
        (one for one in (files("gateway.store") / "migrations").iterdir() if one.name.startswith(f"{name}_")),
        key=lambda one: one.name,
    )
    standing: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if standing > len(scripts):
        raise StoreError(
            told(
                "%(name)s.db es de un Conuco más nuevo (versión %(version)s). Actualice este.",
                name=name,
                version=standing,
            )
        )
    for number, script in enumerate(scripts[standing:], standing + 1):
        text = script.read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{text}\nPRAGMA user_version = {number};\nCOMMIT;")
