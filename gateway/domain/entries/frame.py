"""What an entry is: who said what, when, and what it takes back.

Every number that is not whole is a Decimal, written as text; no float enters a journal.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Journal = Literal["station", "book"]
Slug = Annotated[str, Meta(pattern="^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$")]


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """The root of what stands in an entry."""


class Reversed(Body, frozen=True):
    """An earlier entry is taken back; the entry's `reverses` names it."""

    reason: str


class Draft(Struct, frozen=True):
    """What a person wants to record.

    Attributes:
        uid: Made by the form or command; the same uid twice is one entry.
        kind: A key of KINDS.
        happened: When it happened [s UTC].
        author: The uid of a person, or a role where nobody is named.
        on_behalf_of: Who said it, when somebody else writes it down.
        reverses: The uid of the entry it takes back.
    """

    uid: str
    journal: Journal
    kind: str
    body: Body
    happened: int
    author: str
    on_behalf_of: str | None = None
    reverses: str | None = None


class Entry(Struct, frozen=True):
    """What stands in a journal for ever.

    Attributes:
        number: Rises by one in its journal, from 1.
        registered: When it was written down [s UTC].
        previous: Own hash of the entry before, 64 hexadecimal digits; zeros before the first.
        own_hash: SHA-256 over a version label and every other field, length-prefixed.
    """

    number: int
    uid: str
    journal: Journal
    kind: str
    body: Body
    happened: int
    registered: int
    author: str
    on_behalf_of: str | None
    reverses: str | None
    previous: str
    own_hash: str


def is_planned(body: Body) -> bool:
    """Tell whether a body says what is planned and not what was done."""
    return getattr(body, "planned", None) is True
