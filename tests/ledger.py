"""What nodes have kept against what the station has stored: lost, twice, altered."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gateway.domain.columns import NOT_STATED
from gateway.store.sqlite import arrivals, blocks
from gateway.store.sqlite.reader import SqliteReadings

Name = tuple[str, str, int]
"""Node, queue, number."""

Content = tuple[int, int, int | None, frozenset[tuple[str, str, float]]]
"""Boot, uptime, stated time, and (channel, quantity, value)."""


@dataclass(frozen=True)
class Balance:
    """How many records there were, and every one that is not as it should be."""

    kept: int
    stored: int
    lost: list[Name]
    twice: list[Name]
    altered: list[Name]

    def __str__(self) -> str:
        return (
            f"{self.kept} kept, {self.stored} stored: {len(self.lost)} lost,"
            f" {len(self.twice)} stored twice, {len(self.altered)} altered"
        )


def content_of(record: bytes) -> Content:
    """Return what a record says, as a node has written it."""
    said = json.loads(record)
    values = frozenset(
        (channel, quantity, float(value))
        for channel, quantities in said["values"].items()
        for quantity, value in quantities.items()
    )
    return said["boot"], said["uptime"], said.get("time"), values


def stored_in(folder: Path) -> tuple[dict[Name, Content], list[Name]]:
    """Return every record that a station holds, put together from its series, and those that stand twice."""
    store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=-4)
    parts: dict[Name, set[tuple[str, str, float]]] = {}
    heads: dict[Name, tuple[int, int, int | None]] = {}
    seen: Counter[tuple[Name, str, str]] = Counter()
    for series in _received(folder):
        rows = store.signals(series, -(2**40), 2**40)
        for queue, number, boot, uptime, stated, value in zip(
            rows.queue, rows.number, rows.boot, rows.uptime, rows.stated, rows.value, strict=True
        ):
            name = (series.node, f"{int(queue):08x}", int(number))
            seen[name, series.channel, series.quantity] += 1
            parts.setdefault(name, set()).add((series.channel, series.quantity, float(value)))
            heads[name] = (int(boot), int(uptime), None if stated == NOT_STATED else int(stated))
    found = {name: (*heads[name], frozenset(values)) for name, values in parts.items()}
    return found, sorted({name for (name, _, _), count in seen.items() if count > 1})


def _received(folder: Path) -> list[arrivals.SeriesKey]:
    with (
        closing(sqlite3.connect(folder / "readings.db")) as readings,
        closing(sqlite3.connect(folder / "archive.db")) as archive,
    ):
        return sorted({*arrivals.pending(readings), *blocks.series_of(archive)})


def waiting_in(folder: Path) -> set[Name]:
    """Return the records that a station holds whose time nobody knows yet."""
    with closing(sqlite3.connect(folder / "readings.db")) as readings:
        rows = readings.execute("SELECT node, queue, number FROM arrivals WHERE time IS NULL")
        return {(node, f"{queue:08x}", number) for node, queue, number in rows}


def balance(kept: dict[Name, bytes], *folders: Path) -> Balance:
    """Return how what nodes have kept stands against what one or several databases hold."""
    stored: dict[Name, Content] = {}
    twice: list[Name] = []
    waiting: set[Name] = set()
    for folder in folders:
        found, doubled = stored_in(folder)
        stored |= found
        twice += doubled
        waiting |= waiting_in(folder)
    lost = [name for name in kept if name not in stored and name not in waiting]
    altered = [name for name, record in kept.items() if name in stored and stored[name] != content_of(record)]
    return Balance(len(kept), len(kept) - len(lost), lost, twice, altered)
