"""Fifty million readings into an InfluxDB 2, as its mirror would have written them, as fast as it takes them.

What makes it fast: lines by hand (no `Point`), 10,000 of them a request, the next ones made while the server
reads, and all series of a week before the next week: each week is a shard with a cache of its own, and a year
of one series after the other keeps 52 of them open. A server started with `LOADING` puts what is cold on the
disk after seconds instead of ten minutes; for measuring it is started again without.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from influx_server import InfluxServer

from gateway.domain.columns import Derived, Ints
from gateway.domain.readings import SeriesKey
from gateway.store.influx.lines import head, text

LINES_AT_ONCE = 10_000
LOADING = (
    "--storage-cache-snapshot-write-cold-duration=5s",
    "--storage-compact-full-write-cold-duration=30s",
)
WEEK_S = 7 * 86_400


@dataclass(frozen=True)
class Loaded:
    """What loading came to.

    Attributes:
        readings: How many were written.
        seconds: How long it took, making the lines included [s].
        server_cpu_s: Processor time that the server took meanwhile [s].
        server_mb: Its resident memory at the end [MB].
    """

    readings: int
    seconds: float
    server_cpu_s: float
    server_mb: float

    def __str__(self) -> str:
        rate, cpu_us = self.readings / self.seconds, self.server_cpu_s / self.readings * 1e6
        return (
            f"{self.readings:,} readings in {self.seconds:.0f} s: {rate:,.0f} a second,"
            f" {cpu_us:.1f} us of the server's CPU each, {self.server_mb:.0f} MB"
        )


def week_by_week(rows: dict[SeriesKey, Derived]) -> Iterator[tuple[SeriesKey, Derived]]:
    """Yield everything in the order that InfluxDB likes best."""
    known = {key: one for key, one in rows.items() if len(one)}
    if not known:
        return
    first = min(int(one.time[0]) for one in known.values()) // WEEK_S * WEEK_S
    last = max(int(one.time[-1]) for one in known.values())
    for week in range(first, last + 1, WEEK_S):
        for key, one in known.items():
            yield key, one.between(week, week + WEEK_S)


def line_bytes(
    commune: str, series: SeriesKey, rows: Derived, *, numbers: Ints | None = None, place: str | None = None
) -> Iterator[bytes]:
    """Yield requests of lines of a readable series, as `gateway.store.influx.lines.derived_lines` makes them.

    Args:
        commune: The commune's slug.
        series: A readable one.
        rows: Rising by time.
        numbers: Of the records they come from; their ordinals in their seconds where none are given.
        place: Where the node stood.
    """
    ordinal = np.arange(len(rows)) - np.searchsorted(rows.time, rows.time, side="left")
    stamps = (rows.time * 10**9 + (ordinal if numbers is None else numbers)).tolist()
    begins, stood = head(commune, series), "" if place is None else f",place={text(place)}"
    lines = (
        f"{begins} value={value!r},known={known}i{stood},flag={flag}i {stamp}\n"
        for value, known, flag, stamp in zip(
            rows.value.tolist(), rows.known.tolist(), rows.flag.tolist(), stamps, strict=True
        )
    )
    while some := list(islice(lines, LINES_AT_ONCE)):
        yield "".join(some).encode()


def load(
    server: InfluxServer,
    bucket: str,
    parts: Iterable[tuple[SeriesKey, Derived]],
    *,
    commune: str,
    place: str | None = None,
) -> Loaded:
    """Write parts in their order (see `week_by_week`); print every million how it goes."""
    began, cpu, count, said = time.monotonic(), server_cpu_s(server), 0, 0
    waiting: list[Future[None]] = []
    with ThreadPoolExecutor(2) as posting:
        for series, rows in parts:
            for body in line_bytes(commune, series, rows, place=place):
                waiting.append(posting.submit(server.write_bytes, bucket, body))
                if len(waiting) > 4:
                    waiting.pop(0).result()
            count += len(rows)
            if count // 1_000_000 > said:
                said = count // 1_000_000
                print(f"  {said} million, {count / (time.monotonic() - began):,.0f} a second", flush=True)
        for one in waiting:
            one.result()
    taken = time.monotonic() - began
    return Loaded(count, taken, server_cpu_s(server) - cpu, server_mb(server))


def server_cpu_s(server: InfluxServer) -> float:
    """Return the processor time that a server has had since it was started [s]."""
    fields = _of_process(server, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def server_mb(server: InfluxServer) -> float:
    """Return the resident memory of a server [MB]."""
    lines: Sequence[str] = _of_process(server, "status").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


def _of_process(server: InfluxServer, name: str) -> str:
    running = server.process.running
    return "" if running is None else Path(f"/proc/{running.pid}/{name}").read_text(encoding="utf-8")
