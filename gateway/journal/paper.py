"""What the paper of a closing says, and the program that checks it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from gateway.domain.entries import BookClosed, Entry
from gateway.journal.fingerprint import checkpoint, in_groups
from gateway.journal.journal import CommuneJournal
from gateway.journal.spoken import heard, twelve_words

PROGRAM: Final = "verificar.py"


@dataclass(frozen=True, slots=True)
class Paper:
    """What hangs on the wall of one closing.

    Attributes:
        entry: Its body is `closing`.
        before: The closing before, None of the first one.
        new: How many entries were written since the closing before, which is one of them.
        corrections: How many of those took others back.
    """

    entry: Entry
    closing: BookClosed
    before: BookClosed | None
    new: int
    corrections: int

    @property
    def words(self) -> tuple[str, ...]:
        """The twelve words."""
        return twelve_words(self.closing.fingerprint)

    @property
    def groups(self) -> tuple[str, ...]:
        """The whole fingerprint in 13 groups of four signs."""
        return in_groups(self.closing.fingerprint)

    @property
    def words_before(self) -> tuple[str, ...]:
        """The twelve words of the closing before, none of the first one."""
        return twelve_words(self.before.fingerprint) if self.before else ()

    def square(self, *, commune: str) -> str:
        """Return the text that the square code says."""
        return checkpoint(self.closing, commune=commune)


def papers(journal: CommuneJournal) -> list[Paper]:
    """Return the paper of every closing of the book, rising by number."""
    entries = journal.entries("book", kinds=["closing"])
    with journal.reading() as connection:
        reversals = [
            number
            for (number,) in connection.execute(
                "SELECT number FROM entry WHERE journal = 'book' AND kind = 'reversal'"
            ).fetchall()
        ]
    found: list[Paper] = []
    for entry in entries:
        if isinstance(entry.body, BookClosed):
            before = found[-1].closing if found else None
            since = before.count if before else 0
            corrections = sum(since < one <= entry.body.count for one in reversals)
            found.append(Paper(entry, entry.body, before, entry.body.count - since, corrections))
    return found


def unclosed(connection: sqlite3.Connection) -> int:
    """Return how many entries of the book no closing binds yet; a closing itself does not count."""
    last, closed = connection.execute(
        "SELECT coalesce(max(number), 0), coalesce(max(number) FILTER (WHERE kind = 'closing'), 0)"
        " FROM entry WHERE journal = 'book'"
    ).fetchone()
    return int(last - closed)


def spoken_of(found: list[Paper], words: str) -> Paper | None:
    """Return the paper that carries twelve words, None where none of them does.

    Args:
        found: Every paper.
        words: As somebody typed them from paper.

    Raises:
        ValueError: They are not twelve words of the list, or one is misread.
    """
    entropy = heard(words)
    if entropy is None:
        raise ValueError("misread")
    return next((one for one in found if bytes.fromhex(one.closing.fingerprint).startswith(entropy)), None)


def program() -> bytes:
    """Return verificar.py as it is shipped."""
    return (files("gateway.journal") / PROGRAM).read_bytes()
