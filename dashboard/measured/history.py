"""What was measured at a place, whichever nodes stood there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gateway.domain.by_hand import is_by_hand
from gateway.domain.columns import Derived
from gateway.domain.places import stays
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import Registers
from gateway.store.base import Buckets, ReadingStore


class Span(NamedTuple):
    """A stretch of time, [start, end) [s UTC]."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How long it is [s]."""
        return self.end - self.start


class Part(NamedTuple):
    """A series that told of a place, and when it did."""

    series: SeriesKey
    span: Span


@dataclass(frozen=True, slots=True)
class History:
    """The readings of places, over the moves of nodes."""

    store: ReadingStore
    registered: Registers

    def parts(self, place: str, quantity: str, span: Span) -> list[Part]:
        """Return every series of a quantity that stood at a place, rising by start."""
        keys = self.store.keys()
        found = [
            Part(key, Span(stay.start, stay.end))
            for stay in stays(self.registered.placements, place, start=span.start, end=span.end)
            for key in keys
            if key.node == stay.node and key.quantity == quantity
        ]
        return _each_drop_once(found) if quantity == "rain" else found

    def readings(self, parts: list[Part]) -> Derived:
        """Return every reading of the parts, rising by time."""
        found = [self.store.readings(part.series, *part.span) for part in parts]
        return Derived.joined(*found) if found else Derived.empty()

    def buckets(self, parts: list[Part], *, points: int) -> Buckets:
        """Return the parts in at most about `points` buckets; a gap stays a gap."""
        whole = max((part.span.end for part in parts), default=1) - min(
            (part.span.start for part in parts), default=0
        )
        return _joined(
            parts,
            lambda part: self.store.series(
                part.series, *part.span, points=max(2, points * part.span.length // whole)
            ),
        )

    def days(self, parts: list[Part]) -> Buckets:
        """Return the parts in one bucket for each of the commune's days."""
        return _joined(parts, lambda part: self.store.days(part.series, *part.span))


def _joined(parts: list[Part], read: Callable[[Part], Buckets]) -> Buckets:
    found = [buckets for part in parts if len(buckets := read(part))]
    if len(found) == 1:
        return found[0]
    width = max((one.width for one in found), default=1)
    columns = [
        np.concatenate([getattr(one, name) for one in found]) if found else np.empty(0)
        for name in ("start", "count", "low", "high", "mean", "total")
    ]
    order = np.argsort(columns[0], kind="stable")
    start, count, low, high, _, total = (column[order] for column in columns)
    return _merged(Buckets(start.astype(np.int64), count.astype(np.int64), low, high, total, total, width))


def _merged(found: Buckets) -> Buckets:
    """Return buckets of one start as one: a probe and a person told of the same hour."""
    if not len(found):
        return found
    first = np.flatnonzero(np.diff(found.start, prepend=found.start[0] - 1))
    count, total = np.add.reduceat(found.count, first), np.add.reduceat(found.total, first)
    low, high = np.minimum.reduceat(found.low, first), np.maximum.reduceat(found.high, first)
    return Buckets(found.start[first], count, low, high, total / np.maximum(count, 1), total, found.width)


def _each_drop_once(parts: list[Part]) -> list[Part]:
    """Return rain without what was read by hand while a gauge of ours stood there: it fell once."""
    gauges = [part for part in parts if not is_by_hand(part.series.node)]
    found = list(gauges)
    for part in parts:
        if is_by_hand(part.series.node):
            found += [Part(part.series, piece) for piece in _outside(part.span, [one.span for one in gauges])]
    return sorted(found, key=lambda part: part.span.start)


def _outside(span: Span, others: list[Span]) -> list[Span]:
    pieces = [span]
    for other in others:
        halves = [
            Span(start, end)
            for piece in pieces
            for start, end in (
                (piece.start, min(piece.end, other.start)),
                (max(piece.start, other.end), piece.end),
            )
        ]
        pieces = [piece for piece in halves if piece.start < piece.end]
    return pieces
