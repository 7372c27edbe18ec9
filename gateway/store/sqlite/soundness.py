"""Whether a database file can be trusted: a cheap look at each start, a whole one on suspicion."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

FIRST: Final = {
    "readings": ("arrivals", "cursors", "dead_letters", "alerts", "letters", "station"),
    "archive": ("series", "blocks", "hour_rollups", "day_rollups"),
    "commune": ("entry", "commune", "person", "text"),
}
"""Tables without which the file is none of ours."""

TELL_EVERY: Final = 100_000
"""So many steps of SQLite's machine are a small part of a second."""

CHECKED_AT_START: Final = frozenset({"readings", "commune"})
"""Small files, whose every page is looked at whenever they are opened; an archive of gigabytes is not."""


def say_nothing() -> None:
    """Tell nobody that work goes on."""


def fault_of(path: Path, *, is_suspect: bool, tell: Callable[[], None] = say_nothing) -> str | None:
    """Return what is wrong with a database file of ours, None where it is not there or nothing was found.

    Args:
        path: The file.
        is_suspect: Whether every page is looked at, however large it is.
        tell: Is called every now and then while that goes on.
    """
    if not path.exists():
        return None
    if path.stat().st_size == 0:
        return "empty" if _has_company(path) else None
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout = 10000")
            connection.set_progress_handler(tell, TELL_EVERY)
            return _fault(connection, path, is_suspect=is_suspect)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if _is_of_the_disk(error):
            return None  # a disk that is full or cannot be written says nothing about the file
        return str(error)


def _has_company(path: Path) -> bool:
    """Tell whether another database stands beside: an empty file is the very first start otherwise."""
    return any(one != path and one.stat().st_size for one in path.parent.glob("*.db"))


def _fault(connection: sqlite3.Connection, path: Path, *, is_suspect: bool) -> str | None:
    name = path.stem
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    missing = sorted(set(FIRST[name]) - tables) if version or tables else []
    if missing:
        return f"without {', '.join(missing)}"
    if is_suspect or name in CHECKED_AT_START:
        verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        return None if verdict == "ok" else verdict
    return _of_ends(connection, path, tables)


def _of_ends(connection: sqlite3.Connection, path: Path, tables: set[str]) -> str | None:
    """Look at both ends of each table, and whether the file is as long as it says."""
    for table in sorted(tables - {"sqlite_sequence"}):
        for order in ("", " DESC"):
            key = connection.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE pk = 1").fetchone()
            if key is not None:
                connection.execute(f'SELECT * FROM "{table}" ORDER BY "{key[0]}"{order} LIMIT 1').fetchone()
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() or not wal.stat().st_size:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = pages * connection.execute("PRAGMA page_size").fetchone()[0]
        if path.stat().st_size < size:
            return f"{path.stat().st_size} bytes of {size}"
    return None


def _is_of_the_disk(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
