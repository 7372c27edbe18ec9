"""What was switched on and off at a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.history import Span
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


def runs(book: Iterable[Entry], place: str, span: Span) -> list[Span]:
    """Return when the aerator of a place ran within a span, rising; what was not switched off runs on."""
    found: list[Span] = []
    since: int | None = None
    entries = [one for one in standing(book) if isinstance(one.body, Intervened)]
    for entry in sorted(entries, key=lambda one: (one.happened, one.number)):
        body = entry.body
        if not isinstance(body, Intervened) or (body.place, body.means) != (place, "aerator"):
            continue
        if body.action == "on" and since is None:
            since = entry.happened
        elif body.action == "off" and since is not None:
            found.append(Span(since, entry.happened))
            since = None
    if since is not None:
        found.append(Span(since, span.end))
    return [one for one in found if one.end > span.start and one.start < span.end]
