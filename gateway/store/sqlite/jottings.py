"""What was taken and is not written yet: arrivals and cursors of the open transaction, written together.

A message that is stored costs one row of each; written one by one they cost more than reading the message.
Whoever looks at the tables comes by `SqliteWriter.readings`, which writes what is jotted down first.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable

from gateway.domain.errors import DiskError
from gateway.domain.speech import told
from gateway.store.sqlite import arrivals, cursors
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.connection import as_our_errors
from gateway.store.sqlite.cursors import Cursor

log = logging.getLogger(__name__)


class Jottings:
    """Rows for arrivals and cursors, kept in mind within one open transaction.

    Attributes:
        is_careful: Whether writing them together has failed once though the disk was well: from then on
            each message is written by itself, so that the one at fault is found and set aside.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Remember where to write."""
        self._connection = connection
        self._rows: list[arrivals.Row] = []
        self._next = 0
        self._cursors: dict[tuple[str, int], Cursor | None] = {}
        self._moved: set[tuple[str, int]] = set()
        self.is_careful = False

    def cursor(self, node: str, queue: int) -> Cursor | None:
        """Return the cursor of a queue as it will stand, None when nothing of it was ever taken."""
        key = (node, queue)
        if key not in self._cursors:
            self._cursors[key] = cursors.find(self._connection, node, queue)
        return self._cursors[key]

    def take(self, some: Iterable[Arrival], cursor: Cursor) -> None:
        """Append arrivals and move their cursor, which points at the last of them: all of it or nothing."""
        rows = [arrivals.row(arrival, self._id()) for arrival in some]
        self._rows += rows
        key = (cursor.node, cursor.queue)
        self._cursors[key] = cursor._replace(arrival=self._next) if rows else cursor
        self._moved.add(key)

    def _id(self) -> int:
        """Return the id of the next arrival; ours is the only hand that writes."""
        self._next = (self._next or arrivals.last_given(self._connection) or 0) + 1
        return self._next

    def write(self) -> None:
        """Write everything down, and keep nothing in mind: others may change it from here on.

        Raises:
            DiskError: It could not be written. The transaction is to be rolled back.
            sqlite3.Error: A row of a message that was written by itself cannot be stored.
        """
        rows, moved = self._rows, [self._cursors[key] for key in sorted(self._moved)]
        self.forget()
        try:
            with as_our_errors():
                if rows:
                    arrivals.insert_rows(self._connection, rows)
                if moved:
                    cursors.save_all(self._connection, (one for one in moved if one is not None))
        except sqlite3.Error as error:
            if self.is_careful:
                raise
            self.is_careful = True
            log.exception("messages not stored together, each by itself from now on count=%d", len(rows))
            raise DiskError(
                told(
                    "la base de datos no se puede escribir ni leer (%(reason)s). Revise el disco.",
                    reason=error,
                )
            ) from error

    def forget(self) -> None:
        """Keep nothing in mind: it was written, or the transaction was rolled back."""
        self._rows = []
        self._next = 0
        self._cursors.clear()
        self._moved.clear()
