"""The file login.db: sessions and failed attempts, apart from what must never be lost.

Losing it costs nothing but signing in again, so it is written without waiting for the card
(`synchronous=NORMAL`), and a broken one is begun anew.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gateway.domain.errors import DiskError
from gateway.domain.system_words import refused

log = logging.getLogger(__name__)

NAME: Final = "login.db"
BUSY_TIMEOUT_S: Final = 10
VERSION: Final = 1

_TABLES: Final = """
CREATE TABLE session (
    token_hash TEXT    PRIMARY KEY,
    person     TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    is_safe    INTEGER NOT NULL,
    begun      INTEGER NOT NULL,
    last_used  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_person ON session (person);
CREATE TABLE tries (
    id           INTEGER PRIMARY KEY,
    who          TEXT    NOT NULL,
    device       TEXT    NOT NULL,
    wrong        INTEGER NOT NULL,
    stage        INTEGER NOT NULL,
    locked_until INTEGER NOT NULL,
    last         INTEGER NOT NULL,
    UNIQUE (who, device)
) STRICT;
CREATE TABLE failure (
    id  INTEGER PRIMARY KEY,
    who TEXT    NOT NULL,
    at  INTEGER NOT NULL
) STRICT;
CREATE INDEX failure_of_person ON failure (who, at);
"""


class LoginFile:
    """One connection to login.db, shared by the threads of a process."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._lock = threading.RLock()
        self._connection = _opened(self._path)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to read.

        Raises:
            DiskError: The file cannot be read.
        """
        with self._lock, _as_our_error(self._path):
            yield self._connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to write: all of it is kept, or none; others wait.

        Raises:
            DiskError: The file cannot be written.
        """
        with self._lock, _as_our_error(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


@contextmanager
def _as_our_error(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise DiskError(
            f"{path} no se puede leer o escribir ({error}). Revise la tarjeta y el espacio libre."
        ) from error


_BROKEN: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _BROKEN:
            raise DiskError(
                f"{path} no se puede abrir ({error}). Revise de quién es el archivo y el espacio libre."
            ) from error
        log.warning("login file begun anew path=%s reason=%s", path, error)
        for one in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            one.unlink(missing_ok=True)
    with _as_our_error(path):
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise DiskError(f"{path} no se puede escribir ({refused(error)}).") from error
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_S)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN IMMEDIATE")
        standing = connection.execute("PRAGMA user_version").fetchone()[0]
        if standing != VERSION:
            _make_tables(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of this version; those of another one are worth nothing."""
    for name in ("session", "tries", "failure"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
