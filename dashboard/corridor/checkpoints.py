"""What a closing of the book prints, as it goes along with the figures of its period."""

from __future__ import annotations

from collections.abc import Iterable

from gateway.domain.entries import BookClosed, Entry
from gateway.journal.fingerprint import checkpoint


def last_checkpoint(closings: Iterable[Entry], *, commune: str, after: int) -> str | None:
    """Return the text of the last closing after a moment [s UTC], None where there is none yet.

    Args:
        closings: Of the book, rising.
        commune: Its short name.
        after: The end of the period.
    """
    found = [one.body for one in closings if isinstance(one.body, BookClosed) and one.body.at >= after]
    return checkpoint(found[-1], commune=commune) if found else None
