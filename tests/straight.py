"""Entries written straight into a journal's file, bound by their hashes, with no rule asked.

So a book can hold what no form and no rule would let in, and 100,000 entries are there in seconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from gateway.domain.entries import Entry
from gateway.journal import CommuneJournal
from gateway.journal.canonical import canonical
from gateway.journal.chain import BEFORE_THE_FIRST, Written, own_hash

COLUMNS = (
    "journal", "number", "uid", "kind", "body", "happened", "registered", "author",
    "on_behalf_of", "reverses", "previous",
)  # fmt: skip


def write_straight(journal: CommuneJournal, entries: Sequence[Entry], *, commune: str) -> None:
    """Append entries of the book as they are; their numbers go on from the newest, their hashes are made."""
    with journal.transaction() as connection:
        connection.executemany(
            f"INSERT INTO entry ({', '.join(COLUMNS)}, own_hash)"
            f" VALUES ({', '.join('?' for _ in (*COLUMNS, ''))})",
            _rows(connection, entries, commune),
        )


def _rows(
    connection: sqlite3.Connection, entries: Sequence[Entry], commune: str
) -> Iterable[tuple[object, ...]]:
    last, previous = connection.execute(
        "SELECT number, own_hash FROM entry WHERE journal = 'book' ORDER BY number DESC LIMIT 1"
    ).fetchone() or (0, BEFORE_THE_FIRST)
    for number, entry in enumerate(entries, last + 1):
        written = Written(
            journal="book",
            number=number,
            uid=entry.uid,
            kind=entry.kind,
            body=canonical(entry.body),
            happened=entry.happened,
            registered=entry.registered,
            author=entry.author,
            on_behalf_of=entry.on_behalf_of,
            reverses=entry.reverses,
            previous=previous,
        )
        previous = own_hash(written, commune=commune)
        yield (*(getattr(written, name) for name in COLUMNS), previous)
