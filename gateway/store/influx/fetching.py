"""What was received, taken back out of the mirror into files of months, as `retire` writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from gateway.domain.columns import NOT_STATED, Signals
from gateway.domain.orders import Step
from gateway.domain.readings import SeriesKey
from gateway.store import files
from gateway.store.influx.client import Influx, quoted
from gateway.store.influx.lines import READING

DAY: Final = 86400
_FIELDS: Final = ("value", "known", "queue", "number", "boot", "uptime", "stated")


def fetch(influx: Influx, commune: str, folder: Path) -> Iterator[Step]:
    """Write everything that the mirror has of what was received into a folder; a step is a node's day.

    What is said is the number of values.

    Raises:
        MirrorAwayError: It does not answer.
        MirrorRefusedError: A person must act.
    """
    days = _days(influx, commune)
    count = 0
    writer: files.MonthWriter | None = None
    open_one = ("", "")
    yield Step(0, len(days), "0")
    for done, (node, day) in enumerate(days, 1):
        month = files.month_of(day)
        if writer is None or open_one != (node, month):
            if writer is not None:
                writer.close()
            open_one = (node, month)
            writer = files.MonthWriter(folder / f"{node}-{month}.csv.gz", node=node, month=month)
        for series, rows in sorted(_received(influx, commune, node, day).items()):
            writer.add(series, rows)
            count += len(rows)
        yield Step(done, len(days), str(count))
    if writer is not None:
        writer.close()


def _days(influx: Influx, commune: str) -> list[tuple[str, int]]:
    """Return which nodes have something received on which UTC days, by node, rising."""
    rows = influx.query(
        f"from(bucket: {quoted(influx.bucket)}) |> range(start: 1970-01-01T00:00:00Z)"
        f" |> filter(fn: (r) => r._measurement == {quoted(READING)} and r.commune == {quoted(commune)}"
        ' and r._field == "queue")'
        ' |> group(columns: ["node"])'
        ' |> aggregateWindow(every: 1d, fn: count, createEmpty: false, timeSrc: "_start")'
    )
    found = {(str(row["node"]), _second(row["_time"]) // DAY * DAY) for row in rows}
    return sorted(found)


def _second(moment: object) -> int:
    if not isinstance(moment, datetime):
        raise TypeError(f"{moment!r} is no moment")
    return int(moment.astimezone(UTC).timestamp())


def _received(influx: Influx, commune: str, node: str, day: int) -> dict[SeriesKey, Signals]:
    start = datetime.fromtimestamp(day, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stop = datetime.fromtimestamp(day + DAY, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    wanted = " or ".join(f"r._field == {quoted(one)}" for one in _FIELDS)
    rows = influx.query(
        f"from(bucket: {quoted(influx.bucket)}) |> range(start: {start}, stop: {stop})"
        f" |> filter(fn: (r) => r._measurement == {quoted(READING)} and r.commune == {quoted(commune)}"
        f" and r.node == {quoted(node)} and ({wanted}))"
        ' |> pivot(rowKey: ["_time", "channel", "quantity"], columnKey: ["_field"], valueColumn: "_value")'
        " |> group()"
    )
    parts: dict[SeriesKey, list[Mapping[str, object]]] = {}
    for row in rows:
        if row.get("queue") is not None and row.get("value") is not None:
            parts.setdefault(SeriesKey(node, str(row["channel"]), str(row["quantity"])), []).append(row)
    return {series: _columns(some) for series, some in parts.items()}


def _columns(rows: list[Mapping[str, object]]) -> Signals:
    def whole(name: str) -> list[int]:
        return [NOT_STATED if row.get(name) is None else int(str(row[name])) for row in rows]

    return Signals(
        time=np.array([_second(row["_time"]) for row in rows], dtype=np.int64),
        value=np.array([float(str(row["value"])) for row in rows], dtype=np.float64),
        **{name: np.array(whole(name), dtype=np.int64) for name in _FIELDS if name != "value"},
    ).sorted()
