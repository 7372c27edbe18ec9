"""What stands in the journals at the moment of an append."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

import msgspec

from gateway.domain.entries import KINDS, Body, BookClosed, Draft, PlaceRegistered
from gateway.journal.fingerprint import next_closing

Said = TypeVar("Said", bound=Body)
Link = Literal["cycle", "about"]

_LINKS: Final[Mapping[Link, str]] = {
    "cycle": "json_extract(body, '$.cycle')",
    "about": "coalesce(json_extract(body, '$.delivery'), json_extract(body, '$.entry'))",
}
"""As the indexes of the fourth migration are written: of a cycle, or about another entry."""
_STANDS: Final = "NOT EXISTS (SELECT 1 FROM entry WHERE reverses = one.uid)"
_COLUMNS: Final = "number, uid, journal, kind, happened, author, on_behalf_of, body"


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that stands in a journal already, as the rules need it."""

    number: int
    uid: str
    journal: str
    kind: str
    happened: int
    author: str
    on_behalf_of: str | None
    body: Body


@dataclass(frozen=True, slots=True)
class Standing:
    """Answers what stands in the journals, within the transaction of the append.

    Attributes:
        now: When the append is written down [s UTC].
    """

    connection: sqlite3.Connection
    now: int
    _closings: dict[tuple[int | None, int, int], BookClosed] = field(default_factory=dict)

    def closing(self, *, session: int | None, at: int) -> BookClosed:
        """Return the closing of what stands in the book now; its tree is reckoned once for this state.

        Args:
            session: Whose minutes close it; None: the cut of a week.
            at: When [s UTC].
        """
        # Nobody else writes within the transaction, and each row that it changed itself counts here.
        question = (session, at, self.connection.total_changes)
        if question not in self._closings:
            self._closings[question] = next_closing(self.connection, session=session, at=at)
        return self._closings[question]

    def entry(self, uid: str) -> tuple[str, str, int] | None:
        """Return journal, kind and happened of an entry, None when there is none."""
        found: tuple[str, str, int] | None = self.connection.execute(
            "SELECT journal, kind, happened FROM entry WHERE uid = ?", (uid,)
        ).fetchone()
        return found

    def known(self, uid: str) -> Known | None:
        """Return an entry that was not taken back, None when there is none."""
        row = self.connection.execute(
            f"SELECT {_COLUMNS} FROM entry AS one WHERE uid = ? AND {_STANDS}", (uid,)
        ).fetchone()
        return None if row is None else _known(row)

    def is_reversed(self, uid: str) -> bool:
        """Tell whether an entry was taken back."""
        return bool(self.connection.execute("SELECT 1 FROM entry WHERE reverses = ?", (uid,)).fetchone())

    def any_of(self, kinds: tuple[str, ...], fields: Mapping[str, str | int]) -> bool:
        """Tell whether an entry of these kinds stands that was done, whose body holds all these fields."""
        marks = ", ".join("?" for _ in kinds)
        conditions = "".join(f" AND json_extract(body, '$.{field}') = ?" for field in fields)
        found = self.connection.execute(
            f"SELECT 1 FROM entry AS one WHERE journal IN ('station', 'book') AND kind IN ({marks})"
            f"{conditions} AND json_extract(body, '$.planned') IS NULL AND {_STANDS} LIMIT 1",
            (*kinds, *fields.values()),
        ).fetchone()
        return found is not None

    def every(self, kind: str, fields: Mapping[str, str | int] | None = None) -> list[Known]:
        """Return what stands in the book of a kind, rising by number; for kinds of which there are few.

        Args:
            kind: Of the entries.
            fields: What their bodies hold.
        """
        wanted = fields or {}
        conditions = "".join(f" AND json_extract(body, '$.{field}') = ?" for field in wanted)
        rows = self.connection.execute(
            f"SELECT {_COLUMNS} FROM entry AS one WHERE journal = 'book' AND kind = ?{conditions}"
            f" AND {_STANDS} ORDER BY number",
            (kind, *wanted.values()),
        ).fetchall()
        return [_known(row) for row in rows]

    def got_in_kind(self, enterprise: str, product: str) -> bool:
        """Tell whether a product came to an enterprise in exchange for something that it delivered."""
        found = self.connection.execute(
            "SELECT 1 FROM entry AS one, json_each(one.body, '$.goods') AS good"
            " WHERE journal = 'book' AND kind = 'delivery' AND json_extract(body, '$.enterprise') = ?"
            " AND json_extract(good.value, '$.product') = ?"
            f" AND json_extract(body, '$.planned') IS NULL AND {_STANDS} LIMIT 1",
            (enterprise, product),
        ).fetchone()
        return found is not None

    def linked(self, link: Link, uid: str, *kinds: str) -> list[Known]:
        """Return what stands in the book of a cycle, or about another entry, rising by number; no plans.

        Args:
            link: Of a cycle, or about another entry.
            uid: Of that one.
            kinds: Of what is looked for; without any every kind: a cycle has thousands of entries.
        """
        wanted = f" AND kind IN ({', '.join('?' for _ in kinds)})" if kinds else ""
        # With a bare `number` SQLite walks through the whole book to save itself the sorting.
        rows = self.connection.execute(
            f"SELECT {_COLUMNS} FROM entry AS one WHERE journal = 'book' AND {_LINKS[link]} = ?{wanted}"
            f" AND json_extract(body, '$.planned') IS NULL AND {_STANDS} ORDER BY +number",
            (uid, *kinds),
        ).fetchall()
        return [_known(row) for row in rows]

    def begun(self, unit: str) -> list[Known]:
        """Return the stockings and sowings of a unit that stand, rising by number; no plans."""
        rows = self.connection.execute(
            f"SELECT {_COLUMNS} FROM entry AS one WHERE journal = 'book' AND kind IN ('stocking', 'sowing')"
            " AND json_extract(body, '$.unit') = ? AND json_extract(body, '$.planned') IS NULL"
            f" AND {_STANDS} ORDER BY +number",
            (unit,),
        ).fetchall()
        return [_known(row) for row in rows]

    def registered(self, sort: type[Said], kind: str, slug: str) -> Said | None:
        """Return how something of the book was last described, None when there is none.

        Args:
            sort: What stands in such an entry.
            kind: Its kind, which is also the field with its short name.
            slug: The short name.
        """
        found = self.connection.execute(
            "SELECT body FROM entry AS one WHERE journal = 'book' AND kind = ?"
            f" AND json_extract(body, '$.{kind}') = ? AND {_STANDS} ORDER BY number DESC LIMIT 1",
            (kind, slug),
        ).fetchone()
        return None if found is None else msgspec.json.decode(found[0], type=sort)

    def place(self, slug: str) -> PlaceRegistered | None:
        """Return how a place was last described, None when there is none."""
        found = self.connection.execute(
            "SELECT body FROM entry AS one WHERE journal = 'station' AND kind = 'place'"
            f" AND json_extract(body, '$.place') = ? AND {_STANDS} ORDER BY number DESC LIMIT 1",
            (slug,),
        ).fetchone()
        return None if found is None else msgspec.json.decode(found[0], type=PlaceRegistered)


Rule = Callable[[Standing, Draft, Any], None]
"""Raises an EntryError where a draft contradicts what stands; the last argument is the draft's body."""


def _known(row: tuple[Any, ...]) -> Known:
    number, uid, journal, kind, happened, author, on_behalf_of, body = row
    read = msgspec.json.decode(body, type=KINDS[kind][1])
    return Known(number, uid, journal, kind, happened, author, on_behalf_of, read)
