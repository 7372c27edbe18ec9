"""The book as libro.jsonl: what verificar.py needs of it, an entry a line.

The first line names the commune; each line after it has every field that an entry's hash binds, the hash of
the entry before and its own. The body is the text that was hashed. Of an entry that a reader may not know
there is only its number and own hash, from which nobody can guess what it says: its uid is random. The tree
over all entries can be computed all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from gateway.journal.journal import CommuneJournal

FORMAT: Final = "conuco-libro/1"
_FIELDS: Final = (
    "number", "uid", "kind", "body", "happened", "registered", "author", "on_behalf_of", "reverses",
    "previous", "own_hash",
)  # fmt: skip
_AT_ONCE: Final = 1000

OF_MEMBERS: Final = frozenset({"money", "warehouse", "reversal"})
"""Entries that tell of cash, of stores, or in somebody's own words why something was taken back."""
_TELL_OF_MONEY: Final = ('"warehouse":', '"currency":')
_OPEN: Final = frozenset({"proposal", "decision", "currency", "closing"})
"""What the parliament decides is open, sums of money too."""


def book_lines(journal: CommuneJournal, *, commune: str, is_whole: bool) -> Iterator[bytes]:
    """Yield the book line by line, entries rising by number.

    Args:
        journal: Of the commune.
        commune: Its short name, as it is bound in every hash.
        is_whole: Whether the reader may know of money and stores.
    """
    yield _line({"formato": FORMAT, "comuna": commune})
    after = 0
    while True:
        with journal.reading() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_FIELDS)} FROM entry WHERE journal = 'book' AND number > ?"
                " ORDER BY number LIMIT ?",
                (after, _AT_ONCE),
            ).fetchall()
        if not rows:
            return
        for row in rows:
            told = dict(zip(_FIELDS, row, strict=True))
            if not is_whole and is_of_members(told["kind"], told["body"]):
                told = {name: told[name] for name in ("number", "own_hash")}
            yield _line(told)
        after = rows[-1][0]


def is_of_members(kind: str, body: str) -> bool:
    """Tell whether an entry says what only members know."""
    return kind in OF_MEMBERS or (kind not in _OPEN and any(one in body for one in _TELL_OF_MONEY))


def _line(told: dict[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
