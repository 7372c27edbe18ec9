"""The only door to corridor.db: what other communes sent, what was refused, and what left here.

Every file that was taken is kept as it came, older versions too; what is taken is kept whole or not at all.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from gateway.domain.errors import BusyError, DamagedError, DiskError, StoreError
from gateway.domain.speech import told

NAME: Final = "corridor.db"
BUSY_TIMEOUT_S: Final = 10
VERSION: Final = 2

_TABLES: Final = (
    """
CREATE TABLE expected (
    commune TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    joined  TEXT,
    gone    TEXT
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE trusted (
    id      INTEGER PRIMARY KEY,
    commune TEXT    NOT NULL,
    words   TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    until   INTEGER
) STRICT
""",
    """
CREATE TABLE taken (
    sha256   TEXT    PRIMARY KEY,
    commune  TEXT    NOT NULL,
    since    TEXT    NOT NULL,
    until    TEXT    NOT NULL,
    scope    TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    file     BLOB    NOT NULL,
    UNIQUE (commune, since, until, scope, version)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE withdrawn (
    commune TEXT    PRIMARY KEY,
    reason  TEXT    NOT NULL,
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE refused (
    sha256   TEXT    PRIMARY KEY,
    name     TEXT    NOT NULL,
    commune  TEXT    NOT NULL,
    sentence TEXT    NOT NULL,
    details  TEXT    NOT NULL,
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE made (
    sha256 TEXT PRIMARY KEY,
    file   BLOB NOT NULL
) STRICT, WITHOUT ROWID
""",
)


class CorridorFile:
    """One connection to corridor.db, shared by the threads of a process; made on the first use."""

    def __init__(self, folder: Path) -> None:
        """Open the file of a station's folder.

        Raises:
            StoreError: It cannot be opened, or a newer Conuco made it.
        """
        self._path = folder / NAME
        self._lock = threading.RLock()
        with _as_our_errors(self._path):
            self._connection = _opened(self._path)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to read."""
        with self._lock, _as_our_errors(self._path):
            yield self._connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to write: all of it is kept, or none; one within another belongs to it."""
        with self._lock, _as_our_errors(self._path):
            if self._connection.in_transaction:
                yield self._connection
                return
            with _immediate(self._connection):
                yield self._connection


def is_there(folder: Path) -> bool:
    """Tell whether a station has anything to do with a corridor yet."""
    return (folder / NAME).exists()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_S)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        with _immediate(connection):
            _migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _immediate(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    standing: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if standing > VERSION:
        raise StoreError(told("%(path)s lo hizo un Conuco más nuevo. Actualice este.", path=path))
    if standing < 1:
        for statement in _TABLES:
            connection.execute(statement)
    if standing < 2:
        connection.execute("ALTER TABLE trusted ADD COLUMN compared TEXT")
    connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def _as_our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BusyError(
                told("%(path)s está ocupado por otro programa. Espere un minuto y repita.", path=path)
            ) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedError(
                told(
                    "%(path)s está dañado (%(reason)s). Póngalo de la última copia, o quítelo e importe los "
                    "archivos otra vez.",
                    path=path,
                    reason=error,
                )
            ) from error
        raise DiskError(
            told(
                "%(path)s no se puede leer o escribir (%(reason)s). Revise la tarjeta y el espacio libre.",
                path=path,
                reason=error,
            )
        ) from error
