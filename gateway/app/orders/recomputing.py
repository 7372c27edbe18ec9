"""The order `recompute`: a range derived again, and what that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import msgspec

from gateway.domain.errors import DiskError, OrderRefusedError, StoreError
from gateway.domain.orders import Carry, Step
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.store.sqlite import blocks
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.context import ROTTEN
from gateway.store.sqlite.recomputing import Changes, recompute
from gateway.store.sqlite.writer import SqliteWriter


class SeriesChanged(msgspec.Struct, frozen=True):
    """What changed of a series.

    Attributes:
        flags: How many readings have another flag, by `before>after`.
    """

    node: str
    channel: str
    quantity: str
    values: int
    flags: dict[str, int]
    gone: int
    new: int


class Told(msgspec.Struct, frozen=True):
    """What came of a recomputation.

    Attributes:
        days: Days of nodes that were derived.
        failed: Days that could not be, and why.
    """

    days: int
    changed: list[SeriesChanged]
    failed: list[str]


MOST_FAULTS: Final = 20
"""So many days that failed are named; more are only counted."""


def recomputing(writer: SqliteWriter) -> Carry:
    """Return what carries the order out: `node`, `from`, `to` [s UTC] and `dry_run`, none of them needed.

    A step is a day of a node, in one transaction; what is said at the end is a `Told`.
    """

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        waiting = _days(writer, argument)
        changed: dict[SeriesKey, Changes] = {}
        failed: list[str] = []
        yield Step(0, len(waiting))
        for done, (node, day) in enumerate(waiting, 1):
            try:
                found = recompute(writer, node, day, now=now, is_kept=not argument.get("dry_run"))
            except DiskError:
                raise
            except (StoreError, *ROTTEN) as error:
                failed.append(f"{node} {datetime.fromtimestamp(day, UTC):%Y-%m-%d}: {error}")
                found = {}
            for series, changes in found.items():
                changed.setdefault(series, Changes()).add(changes)
            if done < len(waiting):
                yield Step(done, len(waiting))
        yield Step(len(waiting), len(waiting), _said(len(waiting), changed, failed))

    return carry


def _days(writer: SqliteWriter, argument: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return the days of nodes that are wanted, the newest first."""
    connection = writer.archive.connection
    wanted = argument.get("node")
    nodes = blocks.nodes_of(connection)
    if wanted is not None and wanted not in nodes:
        raise OrderRefusedError(
            told(
                "El nodo %(node)s no tiene nada guardado. Los que tienen: %(nodes)s.",
                node=wanted,
                nodes=", ".join(nodes),
            )
        )
    start, end = int(argument.get("from", -(2**40))) // DAY * DAY, int(argument.get("to", 2**40))
    found = {
        (span.start // DAY * DAY, node)
        for node in ([wanted] if wanted else nodes)
        for span in blocks.spans_of_node(connection, node, start=start, end=end)
    }
    return [(node, day) for day, node in sorted(found, reverse=True)]


def _said(days: int, changed: Mapping[SeriesKey, Changes], failed: list[str]) -> str:
    rows = [
        SeriesChanged(
            *series,
            values=one.values,
            flags={f"{before}>{after}": count for (before, after), count in sorted(one.flags.items())},
            gone=one.gone,
            new=one.new,
        )
        for series, one in sorted(changed.items())
    ]
    more = len(failed) - MOST_FAULTS
    named = failed[:MOST_FAULTS] + ([f"... +{more}"] if more > 0 else [])
    return msgspec.json.encode(Told(days, rows, named)).decode()
