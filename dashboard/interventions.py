"""What people do about the water of a place, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.history import Span
from gateway.domain.entries import Entry, FishGasping, Intervened
from gateway.domain.places import Place
from gateway.journal.registers import standing

Means = Literal["aerator", "pump", "exchange", "feeding", "swimming"]
Action = Literal["on", "off"]

BEGINS: Final[Mapping[Means, Action]] = {
    "aerator": "on",
    "pump": "on",
    "exchange": "on",
    "feeding": "off",
    "swimming": "on",
}
"""With which action each thing begins: of the feeding it is told that it was stopped."""

EVERYWHERE: Final[tuple[Means, ...]] = ("feeding", "swimming")
"""What every pond has."""

GASPING_LASTS_S: Final = 12 * 3600
"""How long fish that were seen gasping stand on the page of their pond: a night [s]."""


@dataclass(frozen=True, slots=True)
class Running:
    """Something that goes on.

    Attributes:
        since: When it began [s UTC].
        uid: Of the entry that says so.
    """

    means: Means
    since: int
    uid: str


def means_of(place: Place) -> tuple[Means, ...]:
    """Return what can be done about the water of a place."""
    if place.sort != "pond":
        return ()
    known: tuple[Means, ...] = ("aerator", "pump", "exchange")
    return (*(one for one in known if one in place.means), *EVERYWHERE)


def running(book: Iterable[Entry], place: str) -> dict[Means, Running]:
    """Return what goes on at a place, by its means; told twice, it goes on since the first."""
    found: dict[Means, Running] = {}
    for body, entry in _told(book, place):
        if body.action == BEGINS[body.means]:
            found.setdefault(body.means, Running(body.means, entry.happened, entry.uid))
        else:
            found.pop(body.means, None)
    return found


def runs(book: Iterable[Entry], place: str, span: Span) -> list[Span]:
    """Return when the aerator of a place ran within a span, rising; what was not switched off runs on."""
    found: list[Span] = []
    since: int | None = None
    for body, entry in _told(book, place):
        if body.means != "aerator":
            continue
        if body.action == "on" and since is None:
            since = entry.happened
        elif body.action == "off" and since is not None:
            found.append(Span(since, entry.happened))
            since = None
    if since is not None:
        found.append(Span(since, span.end))
    return [one for one in found if one.end > span.start and one.start < span.end]


def gasping(book: Iterable[Entry], place: str, *, now: int) -> Entry | None:
    """Return the newest word of fish that gasp at a place, None where nobody saw any this night."""
    seen = [
        one
        for one in standing(book)
        if isinstance(one.body, FishGasping)
        and one.body.place == place
        and 0 <= now - one.happened < GASPING_LASTS_S
    ]
    return max(seen, key=lambda one: one.happened, default=None)


def _told(book: Iterable[Entry], place: str) -> list[tuple[Intervened, Entry]]:
    kept = sorted(standing(book), key=lambda one: (one.happened, one.number))
    return [(one.body, one) for one in kept if isinstance(one.body, Intervened) and one.body.place == place]
