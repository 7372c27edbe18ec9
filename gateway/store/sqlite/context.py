"""What stands around a span: the hours before and after it, beside which it is judged."""

from __future__ import annotations

import logging
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gateway.domain.columns import Derived, Signals
from gateway.domain.context import BESIDE, Reach, reach_of
from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite import blocks
from gateway.store.sqlite.blocks import Block, Sort
from gateway.store.sqlite.layouts import unpack_many
from gateway.store.sqlite.packing import unpack_derived, unpack_signals

log = logging.getLogger(__name__)

ROTTEN: Final = (zlib.error, struct.error, ValueError)
"""What reading a block raises that is not as it was written."""


READABLE_BESIDE: Final = frozenset(one for quantity in BESIDE for one in derived_quantities(quantity))
"""What a person can read whose flags hang on the hours around it."""


def beside(series: Iterable[SeriesKey]) -> list[SeriesKey]:
    """Return those of some series whose flags hang on the hours around them."""
    return [one for one in series if one.quantity in BESIDE]


def readable(signals: Iterable[SeriesKey]) -> set[SeriesKey]:
    """Return the series a person can read that come out of what was received."""
    return {one._replace(quantity=name) for one in signals for name in derived_quantities(one.quantity)}


def signals_in(
    archive: sqlite3.Connection, series: Iterable[SeriesKey], *, start: int, end: int
) -> dict[SeriesKey, Signals]:
    """Return what blocks hold of some series in [start, end); a block that cannot be read holds nothing.

    A series of which no block can be read is left out: nobody knows that it has nothing there.
    """
    found: dict[SeriesKey, list[Block]] = {}
    if start < end:
        for block in blocks.find(archive, series, Sort.SIGNALS, start=start, end=end):
            found.setdefault(block.series, []).append(block)
    read = {one: all_readable_signals(some) for one, some in found.items()}
    return {one: rows.between(start, end) for one, rows in read.items() if len(rows)}


def readable_signals(block: Block) -> Signals | None:
    """Return the rows of a signal block, None where it cannot be read any more."""
    try:
        return unpack_signals(block.body)
    except ROTTEN:
        log.exception("block not readable series=%s start=%d", block.series, block.span.start)
        return None


def all_readable_signals(some: Sequence[Block]) -> Signals:
    """Return the rows of all signal blocks of a series, sorted; one that cannot be read holds nothing."""
    try:
        whole, (value,) = unpack_many((block.body for block in some), whole=7, numbers=1)
    except (*ROTTEN, LookupError):
        parts = [rows for block in some if (rows := readable_signals(block)) is not None]
        return Signals.joined(Signals.empty(), *parts)
    time, *others = whole
    return Signals(time, value, *others).sorted()


def readable_derived(block: Block) -> Derived | None:
    """Return the rows of a derived block, None where it cannot be read any more."""
    try:
        return unpack_derived(block.body)
    except ROTTEN:
        log.exception("block not readable series=%s start=%d", block.series, block.span.start)
        return None


def together(*parts: Mapping[SeriesKey, Signals]) -> dict[SeriesKey, Signals]:
    """Return all parts of each series as one, rising by time."""
    names = {series for part in parts for series in part}
    return {one: Signals.joined(*(part[one] for part in parts if one in part)) for one in names}


def touched(start: int, end: int, reach: Reach) -> tuple[int, int]:
    """Return [start, end) of the moments whose flags hang on what is measured in [start, end)."""
    return start - reach.after_s, end + reach.before_s


def needed(
    series: Iterable[SeriesKey], start: int, end: int
) -> Iterator[tuple[list[SeriesKey], tuple[int, int]]]:
    """Yield which series must be known in which [start, end) to judge the moments in [start, end)."""
    by_reach: dict[Reach, list[SeriesKey]] = {}
    for one in beside(series):
        by_reach.setdefault(reach_of([one]), []).append(one)
    for reach, some in by_reach.items():
        yield some, (start - reach.before_s, end + reach.after_s)
