"""The file commune.db: opened, migrated, written in whole transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from gateway.domain.errors import BusyError, DamagedError, DiskError, StoreError
from gateway.domain.system_words import refused

BUSY_TIMEOUT_MS = 10_000
"""How long one waits for another process that is writing; an append takes milliseconds."""


class CommuneFile:
    """One connection to commune.db, to be shared by the threads of a process."""

    def __init__(self, path: Path, *, commune: str) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection = _opened(path, commune)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to read; what is read in one statement is of one moment."""
        with self._lock, _as_our_errors(self._path):
            yield self._connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to write: all of it is kept, or none.

        A transaction within another one belongs to the outer one.
        """
        with self._lock, _as_our_errors(self._path):
            if self._connection.in_transaction:
                yield self._connection
                return
            with _immediate(self._connection):
                yield self._connection

    @contextmanager
    def erasing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to remove what must not be found any more, also not in the log of writes.

        While another program reads, the log is emptied by the next erasing or the last closing.
        """
        with self.transaction() as connection:
            yield connection
        with self.reading() as connection:
            if not connection.in_transaction:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


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


@contextmanager
def _as_our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BusyError(f"{path} está ocupado por otro programa. Espere un minuto y repita.") from error
        if code in _OF_THE_FILE:
            raise DamagedError(
                f"{path} está dañado ({error}). Pare la estación y póngalo de la última copia:"
                " conuco restore COPIA --set-aside."
            ) from error
        if code in _OF_THE_DISK:
            raise DiskError(
                f"{path} no se puede leer o escribir ({error}). Revise la tarjeta y el espacio libre."
            ) from error
        raise


_OF_THE_DISK = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
_OF_THE_FILE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _opened(path: Path, commune: str) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskError(f"{path.parent} no se puede crear ({refused(error)}).") from error
    with _as_our_errors(path):
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000
        )
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # A withdrawn name must not lie on in a freed page.
        connection.execute("PRAGMA secure_delete = ON")
        with _immediate(connection):
            _migrate(connection, path)
            _belongs_to(connection, path, commune)
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    scripts = sorted(
        (one for one in (files("gateway.journal") / "migrations").iterdir() if one.name.endswith(".sql")),
        key=lambda one: one.name,
    )
    standing: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if standing > len(scripts):
        raise StoreError(f"{path} lo hizo un Conuco más nuevo (versión {standing}). Actualice este.")
    for script in scripts[standing:]:
        for statement in _statements(script.read_text(encoding="utf-8")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(scripts)}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements one by one; executescript would commit what is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _belongs_to(connection: sqlite3.Connection, path: Path, commune: str) -> None:
    found = connection.execute("SELECT slug FROM commune").fetchone()
    if found is None:
        connection.execute("INSERT INTO commune (slug) VALUES (?)", (commune,))
    elif found[0] != commune:
        raise StoreError(
            f"{path} es de la comuna «{found[0]}», no de «{commune}». "
            "Corrija [commune] slug o [storage] folder en conuco.toml."
        )
