"""What people measured by hand at a place, as their entries tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.measured.history import Span
from gateway.domain.entries import Entry, HandRead
from gateway.journal.registers import standing

DAY_S: Final = 24 * 3600
Quantity = Literal["oxygen", "water_temperature", "ph", "secchi_cm"]
QUANTITIES: Final[tuple[Quantity, ...]] = ("oxygen", "water_temperature", "ph", "secchi_cm")


@dataclass(frozen=True, slots=True)
class HandValue:
    """One value that somebody measured.

    Attributes:
        at: When [s UTC].
        uid: Of the entry.
    """

    value: float
    at: int
    is_estimated: bool
    uid: str


def by_hand(book: Iterable[Entry], place: str, quantity: Quantity, span: Span) -> list[HandValue]:
    """Return what was measured by hand at a place within a span with both its ends, rising by time."""
    found = [
        HandValue(float(value), one.happened, one.body.quality == "estimated", one.uid)
        for one in standing(book)
        if isinstance(one.body, HandRead)
        and one.body.place == place
        and span.start <= one.happened <= span.end
        and (value := getattr(one.body, quantity)) is not None
    ]
    return sorted(found, key=lambda one: one.at)


def newest_by_hand(book: Iterable[Entry], place: str, *, now: int) -> dict[Quantity, HandValue]:
    """Return the newest value of each quantity that was measured by hand within a day."""
    today = Span(now - DAY_S, now)
    entries = [one for one in book if today.start <= one.happened <= today.end or one.reverses]
    found = {one: by_hand(entries, place, one, today) for one in QUANTITIES}
    return {name: values[-1] for name, values in found.items() if values}
