"""What can be proved of a damaged commune.db, in a file lent to a station that has to go on warning."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import fields
from pathlib import Path
from typing import Final

from gateway.journal.chain import Written, own_hash
from gateway.journal.journal import CommuneJournal

log = logging.getLogger(__name__)

_NAMES: Final = tuple(field.name for field in fields(Written))
_UNREADABLE: Final = (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError, TypeError, AttributeError)


def lend(damaged: Path, lent: Path, *, commune: str) -> int:
    """Write every entry whose hash proves it into a fresh file and return how many they are.

    Telephones and names, which no hash proves, come along as they can be read: an alarm that rings at one
    wrong number rings at the others. The damaged file is only read.
    """
    lent.parent.mkdir(parents=True, exist_ok=True)
    with CommuneJournal(lent, commune=commune):
        pass
    with closing(sqlite3.connect(lent, isolation_level=None)) as fresh:
        fresh.execute("PRAGMA foreign_keys = OFF")
        # Between two entries one may be missing here; the file is lent, nobody's book.
        fresh.execute("DROP TRIGGER IF EXISTS entry_stands_at_the_end")
        fresh.execute("BEGIN IMMEDIATE")
        count = _entries(damaged, fresh, commune)
        for table in ("text", "person"):
            _others(damaged, fresh, table)
        fresh.execute("COMMIT")
    log.error("commune.db damaged: lent what can be proved of it entries=%d file=%s", count, lent)
    return count


def _entries(damaged: Path, fresh: sqlite3.Connection, commune: str) -> int:
    names = ", ".join((*_NAMES, "own_hash"))
    marks = ", ".join("?" for _ in (*_NAMES, "own_hash"))
    count = 0
    for row in _rows(damaged, f"SELECT {names} FROM entry NOT INDEXED ORDER BY rowid"):
        with suppress(*_UNREADABLE):
            if own_hash(Written(*row[:-1]), commune=commune) == row[-1]:  # type: ignore[arg-type]
                insert = f"INSERT OR IGNORE INTO entry ({names}) VALUES ({marks})"
                count += fresh.execute(insert, row).rowcount
    return count


def _others(damaged: Path, fresh: sqlite3.Connection, table: str) -> None:
    columns = [row[1] for row in fresh.execute(f"PRAGMA table_info('{table}')")]
    marks = ", ".join("?" for _ in columns)
    for row in _rows(damaged, f"SELECT {', '.join(columns)} FROM {table}"):
        with suppress(*_UNREADABLE):
            fresh.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)


def _rows(damaged: Path, query: str) -> Iterator[tuple[object, ...]]:
    """Yield what can be read from the front, and from the back where that broke off."""
    for order in ("", " DESC"):
        if order and "ORDER BY" not in query:
            return
        try:
            with closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)) as old:
                yield from old.execute(query + order)
        except _UNREADABLE as error:
            log.warning("commune.db not readable any further reason=%s", error)
        else:
            return
