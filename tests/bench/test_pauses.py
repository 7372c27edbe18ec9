"""How long sealing keeps the ingest loop from reading: its longest step, and what deriving a day costs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from commune_load import DAY, NODES, PONDS, READINGS, deriving, values
from figures import Report

from gateway.domain.readings import TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

pytestmark = pytest.mark.bench

START = 1_772_000_000 // DAY * DAY
HOUR = 3600
LONGEST_S = 0.15


@dataclass
class Steps:
    """What the steps of sealing took.

    Attributes:
        cpu: Processor time of each [s].
        wall: On the clock, on a machine that may do other things beside [s].
    """

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def run(self, steps: Iterator[int]) -> None:
        while True:
            cpu, wall = time.thread_time(), time.perf_counter()
            done = next(steps, None)
            self.cpu.append(time.thread_time() - cpu)
            self.wall.append(time.perf_counter() - wall)
            if done is None:
                return


@dataclass
class Filled:
    """A store into which minutes arrive."""

    writer: SqliteWriter
    number: int = 0

    def arrive(self, nodes: Iterable[str], seconds: range, *, queue: int = 1) -> int:
        rows = []
        for at in seconds:
            for node in nodes:
                self.number += 1
                told = values(node, at)
                one = Arrival(node, queue, self.number, 1, at - START, at, at, TimeKnown.SYNCED, at, told)
                rows.append(arrivals.row(one))
        with self.writer.transaction() as readings:
            arrivals.insert_rows(readings, rows)
        return len(rows) * READINGS

    def seal(self, now: int) -> Steps:
        steps = Steps()
        steps.run(self.writer.sealer.steps(now=now))
        return steps


def test_sealing_never_keeps_the_loop_from_reading_for_long(tmp_path: Path, report: Report) -> None:
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        store = Filled(writer)
        found: dict[str, tuple[int, Steps]] = {}
        for hour in range(3):
            count = store.arrive(NODES, range(START + hour * HOUR, START + (hour + 1) * HOUR, 60))
            found["the hour of 100 nodes"] = count, store.seal(START + (hour + 1) * HOUR + 130)
        count = store.arrive(NODES, range(START + 3 * HOUR, START + DAY, 60))
        found["a million readings of a backlog, and the day folded"] = count, store.seal(START + DAY + 130)
        for day in range(1, 8):
            store.arrive(PONDS[:1], range(START + day * DAY, START + (day + 1) * DAY, 60))
        store.seal(START + 8 * DAY + 130)
        count = store.arrive(PONDS[:1], range(START + DAY + 30, START + 8 * DAY, 300), queue=2)
        found["late data of a week of a pond"] = count, store.seal(START + 8 * DAY + 200)

    part = report.part(
        "Pauses: sealing hours and days between two batches",
        "20 nodes of ponds with three probes and 80 of fields with eight sticks, 8 readings a minute each:"
        " signal blocks, derived blocks with flags, rollups of hours and days, arrivals let go.",
        ours="longest step [ms of CPU]",
        beside="longest step [ms on the clock]",
    )
    for what, (count, steps) in found.items():
        longest, each_us = max(steps.cpu) * 1000, sum(steps.cpu) / count * 1e6
        part.row(
            f"{what}: {count:,} readings in {len(steps.cpu):,} steps, {each_us:.1f} us of CPU each",
            longest,
            max(steps.wall) * 1000,
            wanted="no pause over 150 ms",
            holds=longest < LONGEST_S * 1000,
        )
    assert all(max(steps.cpu) < LONGEST_S for _, steps in found.values())
