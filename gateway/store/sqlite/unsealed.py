"""What no block says yet: readings near arrivals that wait for their block, derived on the fly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import numpy as np

from gateway.domain.columns import Derived, Signals
from gateway.domain.context import BESIDE, reach_of
from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import SeriesKey
from gateway.store.base import Derive
from gateway.store.sqlite import blocks
from gateway.store.sqlite.arrivals import Pending
from gateway.store.sqlite.blocks import DAY, Block, Sort
from gateway.store.sqlite.context import needed, readable_signals, touched
from gateway.store.sqlite.merging import fresh, spans_of

Stretch = tuple[int, int]
"""[start, end) [s UTC]."""

_READABLE_BESIDE = frozenset(one for quantity in BESIDE for one in derived_quantities(quantity))


def stretches(
    archive: sqlite3.Connection, series: SeriesKey, own: Mapping[SeriesKey, Pending], *, start: int, end: int
) -> list[Stretch]:
    """Return where within [start, end) the blocks of a series do not tell all, rising, none touching another.

    That is each hour with an arrival that no block of its own holds, the whole day where its hours were
    folded, and as far around such an arrival as it changes the flags of others.

    Args:
        archive: A snapshot opened after that of the arrivals.
        series: What a person wants to read.
        own: All arrivals of its node.
        start: From when on [s UTC].
        end: Until when [s UTC].
    """
    around = max(DAY, reach_of(own).before_s)
    loose = _loose(archive, own, start - around, end + around)
    days = {int(day) * DAY for one in loose.values() for day in np.unique(one.rows.time // DAY)}
    folded = [
        span.start
        for day in days
        for span in blocks.spans_of_node(archive, series.node, start=day, end=day + 1)
        if span.length == DAY
    ]
    found = [(span.start, span.end) for span in spans_of(loose, folded=folded)]
    if series.quantity in _READABLE_BESIDE:
        found += [
            touched(hour * 3600, hour * 3600 + 3600, reach_of([one]))
            for one, part in loose.items()
            if one.quantity in BESIDE
            for hour in np.unique(part.rows.time // 3600).tolist()
        ]
    return _united((max(first, start), min(last, end)) for first, last in found)


def derived(
    archive: sqlite3.Connection,
    series: SeriesKey,
    own: Mapping[SeriesKey, Pending],
    derive: Derive,
    stretch: Stretch,
) -> Derived:
    """Return the readings of a series in a stretch, by the function that will derive their block."""
    known = {*blocks.series_of(archive, node=series.node), *own}
    wanted = [(list(known), stretch)]
    if series.quantity in _READABLE_BESIDE:
        wanted = list(needed(known, *stretch))
    signals: dict[SeriesKey, Signals] = {}
    for names, (start, end) in wanted:
        signals |= received(archive, names, own, start=start, end=end)
    return derive(signals).get(series, Derived.empty()).between(*stretch)


def received(
    archive: sqlite3.Connection,
    series: Iterable[SeriesKey],
    own: Mapping[SeriesKey, Pending],
    *,
    start: int,
    end: int,
) -> dict[SeriesKey, Signals]:
    """Return what was received of some series of a node in [start, end), in blocks or not yet in any."""
    names = set(series)
    standing: dict[SeriesKey, list[Block]] = {}
    for block in blocks.find(archive, names, Sort.SIGNALS, start=start, end=end):
        standing.setdefault(block.series, []).append(block)
    found = {one: _received(standing.get(one, []), own.get(one)).between(start, end) for one in names}
    return {one: rows for one, rows in found.items() if len(rows)}


def without(rows: Derived, stretches: Iterable[Stretch]) -> Derived:
    """Return the rows that lie in none of the stretches."""
    kept = np.ones(len(rows), dtype=bool)
    for start, end in stretches:
        kept &= (rows.time < start) | (rows.time >= end)
    return rows.take(kept)


def _loose(
    archive: sqlite3.Connection, own: Mapping[SeriesKey, Pending], start: int, end: int
) -> dict[SeriesKey, Pending]:
    found = {}
    for series, all_of_it in own.items():
        pending = all_of_it.between(start, end)
        if not len(pending.ids):
            continue
        first, last = int(pending.rows.time.min()), int(pending.rows.time.max()) + 1
        part = fresh(blocks.held(archive, series, start=first, end=last), pending)
        if len(part.ids):
            found[series] = part
    return found


def _received(standing: list[Block], pending: Pending | None) -> Signals:
    parts = [rows for block in standing if (rows := readable_signals(block)) is not None]
    if pending is not None:
        parts.append(fresh([(block.span, block.upto) for block in standing], pending).rows)
    return Signals.joined(*parts) if parts else Signals.empty()


def _united(stretches: Iterable[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
