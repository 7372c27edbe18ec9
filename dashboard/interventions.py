"""What was switched on at a place and not yet off again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gateway.domain.entries import Entry, Intervened
from gateway.journal.registers import standing


@dataclass(frozen=True, slots=True)
class Running:
    """Something that runs.

    Attributes:
        since: When it was switched on [s UTC].
        uid: Of the entry that says so.
    """

    means: str
    since: int
    uid: str


def running(book: Iterable[Entry], place: str) -> dict[str, Running]:
    """Return what runs at a place, by its means; told on twice, it runs since the first."""
    found: dict[str, Running] = {}
    entries = [one for one in standing(book) if isinstance(one.body, Intervened) and one.body.place == place]
    for entry in sorted(entries, key=lambda one: (one.happened, one.number)):
        if not isinstance(entry.body, Intervened):
            continue
        if entry.body.action == "off":
            found.pop(entry.body.means, None)
        else:
            found.setdefault(entry.body.means, Running(entry.body.means, entry.happened, entry.uid))
    return found
