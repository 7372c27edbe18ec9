"""The one function that closes the book."""

from __future__ import annotations

from gateway.domain.entries import Draft, Entry
from gateway.journal.fingerprint import fingerprint
from gateway.journal.journal import CommuneJournal
from gateway.journal.standing import Standing

__all__ = ["close_book", "fingerprint"]


def close_book(journal: CommuneJournal, *, session: int | None, now: int, author: str, uid: str) -> Entry:
    """Bind everything that stands in the book, and return the entry that says so, a `BookClosed`.

    What is bound is read in the transaction that appends. The same uid again returns the closing that
    stands.

    Args:
        journal: Of the commune.
        session: The number of the session whose minutes close it; None: the cut of a week.
        now: When it is closed [s UTC].
        author: Who closes it.
        uid: Made by the form, the command or the week.

    Raises:
        EntryError: The session may not close the book, see `gateway.journal.rules_of_closing`.
        DiskError: The file cannot be written.
        BusyError: Another program has been writing for too long.
    """
    with journal.transaction() as connection:
        standing = Standing(connection, now)
        body = standing.closing(session=session, at=now)
        draft = Draft(uid, "book", "closing", body, happened=now, author=author)
        return journal.append(draft, now=now, standing=standing)
