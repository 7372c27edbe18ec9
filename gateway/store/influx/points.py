"""What has arrived and what stands in blocks as the lines that the mirror gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gateway.domain.columns import Derived, Signals
from gateway.domain.places import Placement
from gateway.domain.quantities import is_signal
from gateway.domain.readings import SeriesKey
from gateway.store.base import Derive
from gateway.store.influx.lines import Source, Whereabouts, derived_lines, signal_lines
from gateway.store.sqlite.arrivals import Arrival, by_series
from gateway.store.sqlite.blocks import Span

Received = Mapping[SeriesKey, Signals]
Readable = Mapping[SeriesKey, Derived]


def lines_of(
    commune: str, received: Received, readable: Readable, placements: Sequence[Placement]
) -> Iterator[str]:
    """Yield the lines of what was received of one node, and of what a person can read of it.

    Args:
        commune: The commune's slug.
        received: By series.
        readable: By series.
        placements: Of any node.
    """
    nodes = {series.node for series in (*received, *readable)}
    where = {node: Whereabouts.of(placements, node) for node in nodes}
    for series, rows in received.items():
        if is_signal(series.quantity):
            yield from signal_lines(commune, series, rows, where[series.node])
    for series, values in readable.items():
        source = Source.of(series, received)
        yield from derived_lines(commune, series, values, source, where[series.node])


def as_it_came(some: Sequence[tuple[int, Arrival]], derive: Derive) -> Iterator[tuple[Received, Readable]]:
    """Yield what was received of each node, and what a person can read of it before its hour is over.

    It is judged by itself only: the flags that hang on the hours around it come with the block of its hour.
    """
    pending = by_series(some)
    for node in sorted({series.node for series in pending}):
        received = {one: rows.above(-1) for one, rows in sorted(pending.items()) if one.node == node}
        yield received, derive(received)


def stretches(away: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, int, int]]:
    """Yield the spans of each node that touch each other as one [start, end)."""
    begun: tuple[str, int, int] | None = None
    for node, span in sorted(away, key=lambda one: (one[0], one[1].start)):
        if begun is not None and begun[0] == node and span.start <= begun[2]:
            begun = (node, begun[1], max(begun[2], span.end))
            continue
        if begun is not None:
            yield begun
        begun = (node, span.start, span.end)
    if begun is not None:
        yield begun
