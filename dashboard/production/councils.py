"""The communal councils that the book tells."""

from __future__ import annotations

from collections.abc import Iterable

from gateway.domain.entries import CouncilRegistered, Entry
from gateway.journal.registers import standing


def registered_councils(book: Iterable[Entry]) -> list[CouncilRegistered]:
    """Return the councils, each as it was described last, in the order in which they came."""
    found: dict[str, CouncilRegistered] = {}
    for entry in standing(book):
        if isinstance(entry.body, CouncilRegistered):
            found[entry.body.council] = entry.body
    return list(found.values())
