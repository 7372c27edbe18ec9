"""The database of the derived tables: opened, brought to the newest form, made anew when it is broken."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Final

from alembic import command
from alembic.config import Config as Migrations
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from gateway.domain.errors import BusyError, DiskError, StoreError
from gateway.domain.speech import told

log = logging.getLogger(__name__)

FILE: Final = "production.db"
STEPS: Final = Path(__file__).parent / "migrations"
BUSY_S: Final = 60
"""How long one waits for another process that derives [s]."""

_WRITING: Final = 7_220_006
"""The lock of PostgreSQL under which one process at a time writes the tables."""

_BROKEN: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_OF_THE_DISK: Final = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}


class BrokenTablesError(StoreError):
    """The file of the derived tables is damaged; it can be made anew from the entries."""


@dataclass(slots=True)
class Database:
    """The derived tables, opened when they are first asked.

    Attributes:
        url: Where they are.
        may_be_replaced: Whether they are the station's own file, which may be thrown away.
    """

    url: URL
    may_be_replaced: bool
    _engine: Engine | None = None
    _lock: RLock = field(default_factory=RLock)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection to ask; everything in it is of one moment."""
        with self._as_our_errors(), self._opened().begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection to write, one process at a time: all of it is kept, or none."""
        with self._as_our_errors(), self._opened().connect() as connection:
            connection = connection.execution_options(conuco_writes=True)
            with connection.begin():
                _alone(connection)
                yield connection

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def throw_away(self) -> None:
        """Remove the file; the next question makes it anew."""
        self.close()
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.url.database}{ending}").unlink(missing_ok=True)

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None:
                engine = opened_engine(self.url)
                try:
                    migrate(engine)
                except BaseException:
                    engine.dispose()
                    raise
                self._engine = engine
            return self._engine

    @contextmanager
    def _as_our_errors(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise self._ours(error) from error
        except sqlite3.DatabaseError as error:
            raise self._ours(error) from error

    def _ours(self, error: SQLAlchemyError | sqlite3.DatabaseError) -> StoreError:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        where = self.url.render_as_string(hide_password=True)
        if code in _BROKEN and self.may_be_replaced:
            return BrokenTablesError(told("%(where)s está dañada.", where=where))
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return BusyError(
                told("%(where)s está ocupado por otro programa. Espere un minuto y repita.", where=where)
            )
        if code in _OF_THE_DISK:
            return DiskError(
                told(
                    "%(where)s no se puede leer o escribir (%(reason)s). "
                    "Revise la tarjeta y el espacio libre.",
                    where=where,
                    reason=cause,
                )
            )
        log.error("derived tables failed url=%s reason=%s", where, cause)
        return StoreError(
            told(
                "La base de datos de la producción no contesta (%(where)s). Revise [production] url en "
                "conuco.toml y que ese servidor esté encendido; el libro está entero.",
                where=where,
            )
        )


def database(folder: Path, url: str | None) -> Database:
    """Return the derived tables of a station.

    Args:
        folder: Of the station; the file is in it where no address is given.
        url: The address of a database server, such as `postgresql://conuco@localhost/conuco`.

    Raises:
        StoreError: The address cannot be understood.
    """
    if url is None:
        return Database(URL.create("sqlite", database=str(folder / FILE)), may_be_replaced=True)
    try:
        found = _of_postgresql(make_url(url))
    except ArgumentError as error:
        raise StoreError(
            told(
                "[production] url de conuco.toml no se entiende. "
                "Escríbala así: postgresql://conuco@localhost/conuco"
            )
        ) from error
    return Database(found, may_be_replaced=False)


def _of_postgresql(url: URL) -> URL:
    if url.drivername != "postgresql":
        raise ArgumentError(url.drivername)
    return url.set(drivername="postgresql+psycopg")


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the tables forward, step by step; what stands in them stays."""
    steps = Migrations()
    steps.set_main_option("script_location", str(STEPS))
    with engine.connect() as connection:
        connection = connection.execution_options(conuco_writes=True)
        with connection.begin():
            _alone(connection)
            steps.attributes["connection"] = connection
            command.upgrade(steps, to)


def _alone(connection: Connection) -> None:
    """Wait until no other process writes; SQLite has done so at the beginning of the transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITING})


def opened_engine(url: URL) -> Engine:
    """Return what connects to a database, the tables in it as they are.

    Raises:
        StoreError: The driver of PostgreSQL is not installed.
    """
    try:
        return _sqlite(url) if url.get_backend_name() == "sqlite" else create_engine(url, pool_pre_ping=True)
    except ImportError as error:
        raise StoreError(
            told("Falta psycopg para usar PostgreSQL. Instálelo con: pip install 'conuco[hub]'")
        ) from error


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_S, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # Transactions are begun below, by ourselves: the driver would begin them too late.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("conuco_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
