"""Copies of databases that others write meanwhile: one moment each, without stopping anybody."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final

PAGES: Final = 512
"""So many pages are copied between two looks at the progress."""

Progress = Callable[[str, int, int], None]
"""The name of the file, pages done, pages there are."""


@contextmanager
def held(paths: Sequence[Path]) -> Iterator[list[sqlite3.Connection]]:
    """Hold a snapshot of each database, opened in this order.

    While one is held, what is copied from it stays what it was; writers go on writing.

    Raises:
        sqlite3.DatabaseError: One of them cannot be read.
    """
    with ExitStack() as stack:
        found = []
        for path in paths:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
            )
            stack.enter_context(closing(connection))
            connection.execute("PRAGMA busy_timeout = 10000")
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            found.append(connection)
        yield found


def copy_to(source: sqlite3.Connection, target: Path, tell: Progress) -> dict[str, int]:
    """Copy a held snapshot into a file of one piece and return how many rows each table has.

    The copy keeps no log of writes of its own, so that it can be read on a medium that nobody may write.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(
            copy,
            pages=PAGES,
            progress=lambda _s, left, every: tell(target.name, every - left, every),
            sleep=0,
        )
        copy.execute("PRAGMA journal_mode = DELETE")
        rows = rows_of(copy)
    flushed(target)
    return rows


def rows_of(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has, by its name."""
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def flushed(path: Path) -> None:
    """See to it that a file or folder stands on the medium."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
