"""How many readings of each series the station has, and how many of them its mirror."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gateway.domain.columns import Signals
from gateway.domain.readings import SeriesKey
from gateway.store.base import Derive
from gateway.store.influx.client import Influx, quoted
from gateway.store.sqlite import arrivals, blocks
from gateway.store.sqlite.merging import is_held
from gateway.store.sqlite.standing import Snapshot, nodes

Counts = Mapping[SeriesKey, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """One node, counted on both sides.

    Attributes:
        here: Readings that the station has.
        there: Readings that the mirror has.
        missing: Readings of the station that the mirror lacks, series by series.
        more: Readings of the mirror that the station lacks, series by series.
    """

    node: str
    here: int
    there: int
    missing: int
    more: int


def compared(node: str, here: Counts, there: Counts) -> Compared:
    """Return how the counts of a node's series stand to each other."""
    series = {*here, *there}
    return Compared(
        node,
        sum(here.values()),
        sum(there.values()),
        sum(max(0, here.get(one, 0) - there.get(one, 0)) for one in series),
        sum(max(0, there.get(one, 0) - here.get(one, 0)) for one in series),
    )


def nodes_there(influx: Influx, commune: str) -> list[str]:
    """Return the nodes of a commune that the mirror knows, sorted."""
    flux = (
        'import "influxdata/influxdb/schema" schema.tagValues('
        f'bucket: {quoted(influx.bucket)}, tag: "node", start: 0,'
        f' predicate: (r) => r._measurement == "reading" and r.commune == {quoted(commune)})'
    )
    return sorted(str(row["_value"]) for row in influx.query(flux))


def counted_there(influx: Influx, commune: str, node: str) -> dict[SeriesKey, int]:
    """Return how many readings of each series of a node the mirror has; signals have no flag."""
    flux = (
        f"from(bucket: {quoted(influx.bucket)}) |> range(start: 0)"
        ' |> filter(fn: (r) => r._measurement == "reading" and r._field == "flag"'
        f" and r.commune == {quoted(commune)} and r.node == {quoted(node)})"
        " |> count()"
    )
    rows = influx.query(flux)
    return {
        SeriesKey(node, str(row["channel"]), str(row["quantity"])): int(str(row["_value"])) for row in rows
    }


def all_nodes(at: Snapshot) -> list[str]:
    """Return the nodes that the station has readings of, sorted."""
    waiting = at.readings.execute("SELECT DISTINCT node FROM arrivals WHERE time IS NOT NULL")
    return sorted({*nodes(at.archive), *(one for (one,) in waiting)})


def counted_here(at: Snapshot, node: str, derive: Derive) -> dict[SeriesKey, int]:
    """Return how many readings of each series of a node the station has, or once had and has in files."""
    rows = at.archive.execute(
        "SELECT node, channel, quantity, sum(count) FROM day_rollups JOIN series ON series.id ="
        " day_rollups.series WHERE node = ? GROUP BY series.id",
        (node,),
    )
    found = {SeriesKey(*name): int(count) for *name, count in rows}
    for series, rows_of_it in derive(loose_of(at, node)).items():
        found[series] = found.get(series, 0) + len(rows_of_it)
    return {series: count for series, count in found.items() if count}


def loose_of(at: Snapshot, node: str) -> dict[SeriesKey, Signals]:
    """Return what has arrived of a node and stands in no block, by series."""
    found = {}
    for series, pending in sorted(arrivals.pending(at.readings, node=node).items()):
        start, end = int(pending.rows.time.min()), int(pending.rows.time.max()) + 1
        held = is_held(blocks.held(at.archive, series, start=start, end=end), pending)
        if not held.all():
            found[series] = pending.rows.take(~held).sorted()
    return found


def comparing(
    at: Snapshot, influx: Influx, *, commune: str, derive: Derive, some: Sequence[str]
) -> Iterator[Compared]:
    """Yield how each of some nodes stands on both sides."""
    for node in some:
        yield compared(node, counted_here(at, node, derive), counted_there(influx, commune, node))
