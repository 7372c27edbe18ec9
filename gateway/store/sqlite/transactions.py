"""Transactions on archive.db: those of whoever writes, and a long one that many short steps share.

Blocks of neighbours share pages, and a page that ten commits touch goes to the card ten times. So the steps
of sealing commit together; between two of them others read what was committed before, and whoever else wants
to write has that long one committed first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from gateway.store.sqlite.connection import as_our_errors


class Settled(Protocol):
    """Hears how the long transaction has ended."""

    def __call__(self, *, stands: bool) -> None:
        """Tell whether it stands."""


class Transactions:
    """The transactions on one connection.

    Attributes:
        is_shared: Whether a long transaction is open.
        undone: Is called after something was rolled back.
        settled: Is called after the long one has ended, with whether it stands.
    """

    def __init__(self, connection: sqlite3.Connection, undone: Callable[[], None]) -> None:
        """Remember the connection, and whom to tell that something was rolled back."""
        self._connection = connection
        self._depth = 0
        self.is_shared = False
        self.undone = undone
        self.settled: Settled = lambda **_: None

    @contextmanager
    def own(self) -> Iterator[None]:
        """Commit everything within, or nothing; within another one its own part stands or falls alone."""
        if not self._depth:
            self.settle()
        with self._part():
            yield

    @contextmanager
    def step(self) -> Iterator[None]:
        """Do everything within, or nothing; it stands once the long transaction is settled.

        Raises:
            DiskError: It cannot be written; what earlier steps did may be undone with it.
        """
        if not self.is_shared:
            with as_our_errors():
                self._connection.execute("BEGIN IMMEDIATE")
            self.is_shared = True
        with self._part():
            yield

    def settle(self) -> None:
        """Commit the long transaction, where one is open.

        Raises:
            DiskError: It could not be committed; nothing of it stands.
        """
        if not self.is_shared:
            return
        try:
            with as_our_errors():
                self._connection.execute("COMMIT")
        except BaseException:
            self._undo("ROLLBACK")
            raise
        self.is_shared = False
        self.settled(stands=True)

    @contextmanager
    def _part(self) -> Iterator[None]:
        is_part = self._connection.in_transaction
        self._depth += 1
        try:
            with as_our_errors():
                self._connection.execute("SAVEPOINT part" if is_part else "BEGIN IMMEDIATE")
                try:
                    yield
                    self._connection.execute("RELEASE part" if is_part else "COMMIT")
                except BaseException:
                    self._undo("ROLLBACK TO part" if is_part else "ROLLBACK")
                    raise
        finally:
            self._depth -= 1

    def _undo(self, statement: str) -> None:
        """Roll back; a full disk makes SQLite undo the whole transaction, which no part outlives."""
        if self._connection.in_transaction:
            self._connection.execute(statement)
        is_lost = self.is_shared and not self._connection.in_transaction
        self.undone()
        if is_lost:
            self.is_shared = False
            self.settled(stands=False)
