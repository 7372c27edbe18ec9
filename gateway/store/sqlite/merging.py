"""What belongs into a block: what stands in it, what has arrived since, what is added. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gateway.domain.columns import Signals
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite.arrivals import Pending
from gateway.store.sqlite.blocks import DAY, HOUR, Block, Span
from gateway.store.sqlite.packing import unpack_signals


def merged(blocks: Sequence[Block], pending: Pending | None) -> Signals:
    """Return the signals of one series over one span, rising by time, each once.

    Args:
        blocks: The signal blocks of the series within the span.
        pending: Arrivals of the series within the span; those that a block holds are passed over.
    """
    parts = [unpack_signals(block.body) for block in blocks]
    if pending is not None:
        parts.append(fresh([(block.span, block.upto) for block in blocks], pending).rows)
    return Signals.joined(*parts) if parts else Signals.empty()


def is_held(blocks: Iterable[tuple[Span, int]], pending: Pending) -> NDArray[np.bool_]:
    """Tell for each arrival whether a block holds it: its id is at most its span's `upto`, shape (n,)."""
    held = np.zeros(len(pending.ids), dtype=bool)
    for span, upto in blocks:
        inside = (pending.rows.time >= span.start) & (pending.rows.time < span.end)
        held |= inside & (pending.ids <= upto)
    return held


def fresh(blocks: Iterable[tuple[Span, int]], pending: Pending) -> Pending:
    """Return the arrivals that no block holds."""
    kept = ~is_held(blocks, pending)
    return Pending(pending.ids[kept], pending.rows.take(kept))


def has_news(blocks: Sequence[Block], pending: Pending) -> bool:
    """Tell whether an arrival is in none of the blocks of its series."""
    return not is_held([(block.span, block.upto) for block in blocks], pending).all()


def is_later(pending: Mapping[SeriesKey, Pending], span: Span, upto: int) -> bool:
    """Tell whether anything within a span arrived after an id."""
    return any((one.ids > upto).any() for one in within(pending, span).values())


def with_new_rows(standing: Signals, added: Signals) -> Signals:
    """Return what stands and the rows of a file that are new, rising by time.

    For a file the same row is the same (time, value), whoever wrote it first; a record of a node is the same
    by its queue and number.
    """
    new = added.take(~is_already(standing, added))
    seen: set[tuple[float, ...]] = set()
    kept = []
    for row, key in enumerate(_keys(new)):
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return Signals.joined(standing, new.take(np.array(kept, dtype=np.int64)))


def is_already(standing: Signals, rows: Signals) -> NDArray[np.bool_]:
    """Tell for each row whether it stands already, shape (n,).

    A record of a node is the same by its queue and number, what has none by its time and value.
    """
    if not len(standing):
        return np.zeros(len(rows), dtype=bool)
    records = set(_keys(standing))
    said = set(zip(standing.time.tolist(), standing.value.tolist(), strict=True))
    found = [(key in records) if key[0] else (key[1], key[2]) in said for key in _keys(rows)]
    return np.array(found, dtype=bool)


def _keys(rows: Signals) -> list[tuple[float, ...]]:
    columns = (rows.queue.tolist(), rows.number.tolist(), rows.time.tolist(), rows.value.tolist())
    return [
        (queue, number) if queue else (0, time, value)
        for queue, number, time, value in zip(*columns, strict=True)
    ]


def spans_of(pending: Mapping[SeriesKey, Pending], *, folded: Iterable[int]) -> list[Span]:
    """Return the hours that arrivals touch, or the whole day where its hours were folded already."""
    days = set(folded)
    hours = {int(hour) * HOUR for one in pending.values() for hour in np.unique(one.rows.time // HOUR)}
    spans = {
        Span(hour // DAY * DAY, DAY) if hour // DAY * DAY in days else Span(hour, HOUR) for hour in hours
    }
    return sorted(spans, key=lambda span: span.start)


def within(pending: Mapping[SeriesKey, Pending], span: Span) -> dict[SeriesKey, Pending]:
    """Return the arrivals of each series within a span; series without any are left out."""
    found = {series: one.between(span.start, span.end) for series, one in pending.items()}
    return {series: one for series, one in found.items() if len(one.ids)}


def rows_within(added: Mapping[SeriesKey, Signals], span: Span) -> dict[SeriesKey, Signals]:
    """Return the rows of each series within a span; series without any are left out."""
    found = {series: rows.between(span.start, span.end) for series, rows in added.items()}
    return {series: rows for series, rows in found.items() if len(rows)}
