"""What stands in the journals at the moment of an append."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from gateway.domain.entries import Draft, PlaceRegistered


@dataclass(frozen=True, slots=True)
class Standing:
    """Answers what stands in the journals, within the transaction of the append.

    Attributes:
        now: When the append is written down [s UTC].
    """

    connection: sqlite3.Connection
    now: int

    def entry(self, uid: str) -> tuple[str, str, int] | None:
        """Return journal, kind and happened of an entry, None when there is none."""
        found: tuple[str, str, int] | None = self.connection.execute(
            "SELECT journal, kind, happened FROM entry WHERE uid = ?", (uid,)
        ).fetchone()
        return found

    def is_reversed(self, uid: str) -> bool:
        """Tell whether an entry was taken back."""
        return bool(self.connection.execute("SELECT 1 FROM entry WHERE reverses = ?", (uid,)).fetchone())

    def any_of(self, kinds: tuple[str, ...], fields: Mapping[str, str | int]) -> bool:
        """Tell whether an entry of these kinds stands that was done, whose body holds all these fields."""
        marks = ", ".join("?" for _ in kinds)
        conditions = "".join(f" AND json_extract(body, '$.{field}') = ?" for field in fields)
        found = self.connection.execute(
            f"SELECT 1 FROM entry AS one WHERE kind IN ({marks}){conditions}"
            " AND json_extract(body, '$.planned') IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM entry WHERE reverses = one.uid) LIMIT 1",
            (*kinds, *fields.values()),
        ).fetchone()
        return found is not None

    def place(self, slug: str) -> PlaceRegistered | None:
        """Return how a place was last described, None when there is none."""
        found = self.connection.execute(
            "SELECT body FROM entry AS one WHERE journal = 'station' AND kind = 'place'"
            " AND json_extract(body, '$.place') = ?"
            " AND NOT EXISTS (SELECT 1 FROM entry WHERE reverses = one.uid) ORDER BY number DESC LIMIT 1",
            (slug,),
        ).fetchone()
        return None if found is None else msgspec.json.decode(found[0], type=PlaceRegistered)


Rule = Callable[[Standing, Draft, Any], None]
"""Raises an EntryError where a draft contradicts what stands; the last argument is the draft's body."""
