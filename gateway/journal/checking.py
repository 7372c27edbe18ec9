"""What verificar.py says of the book that stands in this station."""

from __future__ import annotations

from gateway.domain.entries import BookClosed
from gateway.journal import verificar
from gateway.journal.journal import CommuneJournal


def answers(journal: CommuneJournal, closing: BookClosed, *, commune: str) -> list[str]:
    """Return the lines that the program prints for the paper of a closing; it speaks Spanish alone.

    Args:
        journal: Of the commune.
        closing: Whose paper it is.
        commune: The short name of the commune.
    """
    with journal.reading() as connection:
        told = connection.execute(verificar.BOOK).fetchall()
    rows = [verificar.row_of(commune, one) for one in told]
    session = closing.session
    asked = {"--corte": str(closing.closing)} if session is None else {"--acta": str(session)}
    return list(verificar.verdict(commune, rows, asked, bytes.fromhex(closing.fingerprint)))
