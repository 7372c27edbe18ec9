"""The readings of a place piece by piece: a year of them never stands in memory at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.api.standing import Told
from dashboard.measured.history import Part, Span
from gateway.domain.columns import Derived, Floats, Ints
from gateway.store.base import ReadingStore

WEEK_S: Final = 7 * 24 * 3600
WIDEST_S: Final = 8 * WEEK_S
"""A stretch without readings is crossed in steps that grow so far: two months of minutes at most [s]."""

PIECE: Final = 10_000
"""Readings that are written at once."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Readings of several series; n rows, rising by time.

    Attributes:
        time: When it was measured [s UTC], shape (n,).
        value: In the stored unit, shape (n,).
        flag: A QARTOD code, shape (n,).
        known: A TimeKnown code, shape (n,).
        told: Which of the series it is of, by its place in their list, shape (n,).
    """

    time: Ints
    value: Floats
    flag: Ints
    known: Ints
    told: Ints

    def __len__(self) -> int:
        return len(self.time)

    def take(self, rows: Ints | slice) -> Piece:
        """Return the chosen rows."""
        return Piece(self.time[rows], self.value[rows], self.flag[rows], self.known[rows], self.told[rows])


def pieces(store: ReadingStore, told: Sequence[Told]) -> Iterator[Piece]:
    """Yield every reading of the series, rising by time; nothing is left out, whatever its flag."""
    parts = [(number, part) for number, one in enumerate(told) for part in one.parts]
    if not parts:
        return
    end = min(max(part.span.end for _, part in parts), _newest(store, told) + 1)
    start, width = min(part.span.start for _, part in parts), WEEK_S
    while start < end:
        span = Span(start, min(end, start + width))
        found = _read(store, parts, span)
        for first in range(0, len(found), PIECE):
            yield found.take(slice(first, first + PIECE))
        start, width = span.end, WEEK_S if len(found) else min(2 * width, WIDEST_S)


def _newest(store: ReadingStore, told: Sequence[Told]) -> int:
    """Return when the newest reading of all was taken [s UTC]: behind it there is nothing to look for."""
    found = [store.latest(one.key) for one in told]
    return max((one.at for one in found if one is not None), default=-1)


def _read(store: ReadingStore, parts: Sequence[tuple[int, Part]], span: Span) -> Piece:
    found: list[Derived] = []
    numbers: list[Ints] = []
    for number, part in parts:
        start, end = max(part.span.start, span.start), min(part.span.end, span.end)
        if start < end:
            rows = store.readings(part.series, start, end)
            found.append(rows)
            numbers.append(np.full(len(rows), number, dtype=np.int64))
    if not found:
        return Piece(*(np.empty(0, dtype=sort) for sort in (np.int64, np.float64, *[np.int64] * 3)))
    order = np.argsort(np.concatenate([one.time for one in found]), kind="stable")
    return Piece(
        time=np.concatenate([one.time for one in found])[order],
        value=np.concatenate([one.value for one in found])[order],
        flag=np.concatenate([one.flag for one in found])[order],
        known=np.concatenate([one.known for one in found])[order],
        told=np.concatenate(numbers)[order],
    )
