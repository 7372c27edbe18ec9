"""How the small commune's book is closed."""

from __future__ import annotations

import hashlib

from builders import a_draft

from gateway.domain.entries import BookClosed
from gateway.journal import CommuneJournal
from gateway.journal.chain import BEFORE_THE_FIRST


def closed(journal: CommuneJournal, *, uid: str, at: int, session: int) -> None:
    """Close the book with a session."""
    count, last = journal.head("book")
    digest = hashlib.sha256(last.encode()).hexdigest()
    body = BookClosed(1, "session", at, count, last, digest, BEFORE_THE_FIRST, digest, session)
    journal.append(a_draft(body, uid=uid, happened=at, author="persona-la-ceiba"), now=at + 600)
