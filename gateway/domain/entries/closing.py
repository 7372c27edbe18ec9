"""How the book is closed, so that paper can check it, and what left the commune."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from gateway.domain.entries.frame import Body, Slug
from gateway.domain.entries.parliament import SessionNumber
from gateway.domain.entries.registers import Day
from gateway.domain.entries.trade import Digest

EntryNumber = Annotated[int, Meta(ge=0, le=2**53 - 1)]


class BookClosed(Body, frozen=True):
    """Everything before this entry is bound to a fingerprint that hangs on a wall.

    Attributes:
        closing: Its number, rising by one from 1.
        sort: At a session, whose minutes have the session's number, or the cut of a week.
        at: When [s UTC]; it is printed as a local day.
        count: How many entries it binds, from number 1 on.
        last: Own hash of the last one.
        root: Of the Merkle tree whose leaves are the own hashes of these entries (RFC 9162, section 2.1.1).
        previous: Fingerprint of the closing before; zeros before the first.
        fingerprint: Over all of this, see `gateway.journal.closing`.
        session: Of a session's closing.
    """

    closing: Annotated[int, Meta(ge=1, le=1_000_000)]
    sort: Literal["session", "weekly"]
    at: int
    count: EntryNumber
    last: Digest
    root: Digest
    previous: Digest
    fingerprint: Digest
    session: SessionNumber | None = None


class ExportMade(Body, frozen=True):
    """A file with figures of the commune was made for somebody, as the parliament decided.

    Attributes:
        decision: The uid of the decision that allows it.
        recipient: The short name of a counterpart.
        since, until: Of which days.
        version: Rises with each file of the same recipient, period and scope.
        sha256: Of the file.
    """

    decision: str
    recipient: Slug
    since: Day
    until: Day
    version: Annotated[int, Meta(ge=1, le=10_000)]
    sha256: Digest
