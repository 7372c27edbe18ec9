"""Spans whose blocks were written since the mirror last had them; a table, so that a crash forgets none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from gateway.store.sqlite.blocks import DAY, Span


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A span of a node that the mirror has to get again.

    Attributes:
        id: Another one each time the span is marked.
    """

    id: int
    node: str
    span: Span


def mark(archive: sqlite3.Connection, node: str, span: Span) -> None:
    """Say that blocks of a span were written; call it in the transaction that writes them."""
    # The row of before goes, so that whoever is sending it just now does not take the new one away.
    archive.execute(
        "INSERT OR REPLACE INTO rewritten (node, start, length) VALUES (?, ?, ?)",
        (node, span.start, span.length),
    )


def mark_node(archive: sqlite3.Connection, node: str, *, since: int = 0) -> None:
    """Mark every span of a node that ends after a moment [s UTC], those that went into files too."""
    archive.execute(
        "INSERT OR REPLACE INTO rewritten (node, start, length)"
        " SELECT DISTINCT node, start, span FROM blocks JOIN series ON series.id = blocks.series"
        " WHERE node = ? AND start + span > ? ORDER BY start DESC",
        (node, since),
    )
    archive.execute(
        "INSERT OR REPLACE INTO rewritten (node, start, length)"
        " SELECT node, day, ? FROM retired WHERE node = ? AND day + ? > ? ORDER BY day DESC",
        (DAY, node, DAY, since),
    )


def newest(archive: sqlite3.Connection) -> int:
    """Return the highest id that a span was ever marked with, 0 before the first."""
    row = archive.execute("SELECT seq FROM sqlite_sequence WHERE name = 'rewritten'").fetchone()
    return 0 if row is None else int(row[0])


def waiting(archive: sqlite3.Connection, *, after: int, most: int) -> list[Rewritten]:
    """Return the first spans that wait, rising by id from above `after`."""
    rows = archive.execute(
        "SELECT id, node, start, length FROM rewritten WHERE id > ? ORDER BY id LIMIT ?", (after, most)
    )
    return [Rewritten(number, node, Span(start, length)) for number, node, start, length in rows]


def count(archive: sqlite3.Connection) -> int:
    """Return how many spans wait."""
    found: int = archive.execute("SELECT count(*) FROM rewritten").fetchone()[0]
    return found


def have_gone(archive: sqlite3.Connection, sent: Iterable[int]) -> None:
    """Take the rows away whose spans the mirror has; one that was marked again meanwhile has another id."""
    archive.executemany("DELETE FROM rewritten WHERE id = ?", [(one,) for one in sent])


@dataclass(frozen=True, slots=True)
class MirrorMarks:
    """What the archive tells a mirror, where there is one; call it within a transaction."""

    archive: sqlite3.Connection
    is_on: bool

    def tell(self, node: str, span: Span) -> None:
        """Say that it has to get a span again."""
        if self.is_on:
            mark(self.archive, node, span)

    def tell_all(self, node: str, *, since: int = 0) -> None:
        """Say so of every span of a node that ends after a moment [s UTC]."""
        if self.is_on:
            mark_node(self.archive, node, since=since)

    def has(self, sent: Iterable[int]) -> None:
        """Say that it has some spans, by the ids of their marks."""
        have_gone(self.archive, sent)

    def forget(self) -> None:
        """Say that there is no mirror any more."""
        self.archive.execute("DELETE FROM rewritten")

    @property
    def waiting(self) -> int:
        """How many spans it has to get."""
        return count(self.archive)

    @property
    def newest(self) -> int:
        """The highest id that a span was ever marked with."""
        return newest(self.archive)
