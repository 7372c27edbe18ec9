"""A store with three days of two nodes, and the ways in which a file of it can be bent."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gateway.derivation import derive
from gateway.domain.alerts import Change
from gateway.domain.columns import Derived, Signals
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.mending import mend, tell
from gateway.store.sqlite.writer import SqliteWriter

START: Final = 1_772_323_200
NOW: Final = START + 3 * DAY
NODES: Final = ("pond-1", "pond-2")
RECORDS: Final = 3 * 48
PAGES: Final = {"readings": 1024, "archive": 16384}
Row = tuple[str, int, int, float]


def deriving(signals: Mapping[object, Signals]) -> Mapping[object, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)  # type: ignore[arg-type]


class Nobody:
    """Judges nothing."""

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        return []

    def forget(self) -> None:
        return None


@contextmanager
def opened(folder: Path, *, is_suspect: bool = False) -> Iterator[SqliteWriter]:
    """Open a store as a station does: what is damaged is mended first."""
    closed = SqliteWriter(folder, deriving, utc_offset_hours=-4)  # type: ignore[arg-type]
    closed.before_opening = lambda one: mend(one, now=NOW, is_suspect=is_suspect, utc_offset_hours=-4)
    with closed as writer:
        with writer.transaction() as readings:
            tell(readings, writer.archive.connection, folder)
        yield writer


def value_of(node: str, number: int) -> float:
    """Return the temperature that a record of a node says [°C]; no two say the same."""
    return round(20 + number / 100 + NODES.index(node) * 5, 2)


def send(writer: SqliteWriter, *, first: int = 0, last: int = RECORDS - 1) -> None:
    """Have each node send its records, as it does when it starts or was never acknowledged."""
    pipeline = Pipeline(writer, Nobody(), commune="la-ceiba")
    for node in NODES:
        for begin in range(first, last + 1, 12):
            end = min(last, begin + 11)
            records = [
                {
                    "number": number,
                    "boot": 1,
                    "uptime": 1800 * number,
                    "clock": "synced",
                    "time": START + 1800 * number,
                    "values": {"sonda": {"water_temperature": value_of(node, number)}},
                }
                for number in range(begin, end + 1)
            ]
            body = json.dumps({"uptime": 1800 * end, "boot": 1, "records": records}).encode()
            topic = f"conuco/v1/la-ceiba/{node}/readings/0000abcd/{first}/{begin}/{end}"
            with writer.transaction():
                pipeline.take(Heard(topic, body, retain=False), arrived=Arrived(NOW * 1000, is_trusted=True))


def fill(folder: Path) -> None:
    """Make a store whose first days stand in blocks and whose last records are arrivals yet."""
    with opened(folder) as writer:
        send(writer, last=RECORDS - 10)
        writer.seal(now=NOW - 6 * 3600)
        send(writer, first=RECORDS - 9)


def everything(writer: SqliteWriter) -> list[Row]:
    """Return every record that stands, in blocks or not yet in any."""
    found = []
    for series, own in arrivals.pending(writer.readings).items():
        rows = own.rows.take(~writer.archive.is_held(own, series))
        found += _rows(series.node, rows)
    for day in range(START, NOW, DAY):
        for series, rows in writer.archive.received_on(day).items():
            found += _rows(series.node, rows)
    return sorted(found)


def _rows(node: str, rows: Signals) -> list[Row]:
    columns = (rows.number.tolist(), rows.time.tolist(), rows.value.tolist())
    return [(node, *row) for row in zip(*columns, strict=True)]


WHOLE: Final = sorted(
    (node, number, START + 1800 * number, value_of(node, number))
    for node in NODES
    for number in range(RECORDS)
)

BENDS: Final = ("zeros", "garbage", "cut", "head", "empty", "foreign", "log")


def bend(folder: Path, name: str, how: str, *, seed: int) -> bool:
    """Damage a file as a card or a power cut does; tell whether there was something to damage."""
    chance, path, size = random.Random(seed), folder / f"{name}.db", PAGES[name]
    body = bytearray(path.read_bytes())
    at = chance.randrange(len(body) // size) * size
    match how:
        case "zeros":
            body[at : at + size] = bytes(size)
        case "garbage":
            body[at : at + size] = chance.randbytes(size)
        case "cut":
            del body[chance.randrange(1, len(body)) :]
        case "head":
            body[:100] = chance.randbytes(100)
        case "empty":
            body.clear()
        case "foreign":
            body = bytearray(b"no database at all\n" * 300)
        case "log":
            (folder / f"{name}.db-wal").write_bytes(chance.randbytes(40_000))
            return True
    path.write_bytes(body)
    return True
