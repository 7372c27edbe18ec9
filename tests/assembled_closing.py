"""How the small commune's book is closed."""

from __future__ import annotations

from gateway.journal import CommuneJournal
from gateway.journal.closing import close_book


def closed(journal: CommuneJournal, *, uid: str, at: int, session: int) -> None:
    """Close the book with a session."""
    close_book(journal, session=session, now=at, author="persona-la-ceiba", uid=uid)
