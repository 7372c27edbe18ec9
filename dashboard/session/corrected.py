"""How many entries took others back between two closings of the book."""

from __future__ import annotations

from dashboard.visit.given import Visit


def corrections_between(visit: Visit, since: int, until: int | None) -> int:
    """Return how many entries of the book took others back, by their numbers and not by any clock.

    Args:
        visit: Of which station.
        since: After this number.
        until: Before this number; None: up to the newest.
    """
    found = visit.station.journal.entries("book", kinds={"reversal"}, after=since)
    return sum(until is None or one.number < until for one in found)
