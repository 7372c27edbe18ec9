"""A year of readings in a store of ours, written by the store's own code, and in an InfluxDB 2."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from year_of_readings import DAY, Year

from gateway.domain.columns import Signals
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.connection import open_to_read
from gateway.store.sqlite.writer import SqliteWriter

UTC_OFFSET_HOURS = -4


@dataclass(frozen=True)
class Filled:
    """What filling came to.

    Attributes:
        readings: How many were kept, today's left out.
        cpu_s: Processor time of deriving, flagging, packing, rolling up and writing them [s].
        seconds: The same on the clock [s].
    """

    readings: int
    cpu_s: float
    seconds: float


def fill(folder: Path, year: Year) -> Filled:
    """Keep a year: whole days as a refill keeps them, today as it is kept when nodes send it.

    The hours of today that are over are sealed, the open one stands as arrivals.
    """
    count, cpu_s, wall_s = 0, 0.0, 0.0
    with SqliteWriter(folder, year.deriving, utc_offset_hours=UTC_OFFSET_HOURS) as writer:
        for day, some in groupby(year.whole_days(), key=lambda one: one[1]):
            made = [(node, rows) for node, _, rows in some]
            cpu, wall = time.process_time(), time.perf_counter()
            with writer.archive.transaction():
                count += sum(writer.add_rows(node, day, rows, now=year.now) for node, rows in made)
            cpu_s, wall_s = cpu_s + time.process_time() - cpu, wall_s + time.perf_counter() - wall
            if (day - year.today) // DAY % 30 == 0:
                print(f"  {count:,} readings kept, {cpu_s / count * 1e6:.2f} us of CPU each", flush=True)
        _send_today(writer, year)
    return Filled(count, cpu_s, wall_s)


def _send_today(writer: SqliteWriter, year: Year) -> None:
    sent = [one for rows in year.of_today().values() for one in _records(rows)]
    with writer.transaction() as readings:
        for one in sorted(sent, key=lambda one: one.received):
            arrivals.insert(readings, one)
    writer.seal(now=year.now)


def _records(rows: dict[SeriesKey, Signals]) -> Iterator[Arrival]:
    """Yield the records of a node that hold some rows, one each minute."""
    columns = {one: signals.value.tolist() for one, signals in rows.items()}
    any_series = next(iter(rows.values()))
    for place, number in enumerate(any_series.number.tolist()):
        values: dict[str, dict[str, float]] = {}
        for one, column in columns.items():
            values.setdefault(one.channel, {})[one.quantity] = column[place]
        time_s = int(any_series.time[place])
        yield Arrival(
            node=next(iter(rows)).node,
            queue=int(any_series.queue[place]),
            number=number,
            boot=int(any_series.boot[place]),
            uptime=int(any_series.uptime[place]),
            stated=time_s,
            time=time_s,
            known=TimeKnown.SYNCED,
            received=time_s,
            values=values,
        )


def bytes_by_sort(folder: Path) -> dict[str, int]:
    """Return what each sort of thing in the archive takes [bytes], without what pages leave free."""
    questions = {
        "signals as received": "SELECT sum(length(body)) FROM blocks WHERE sort = 0",
        "values derived of them": "SELECT sum(length(body)) FROM blocks WHERE sort = 1",
        "rollups of hours": "SELECT sum(pgsize) FROM dbstat WHERE name = 'hour_rollups'",
        "rollups of days": "SELECT sum(pgsize) FROM dbstat WHERE name = 'day_rollups'",
    }
    with closing(open_to_read(folder, "archive")) as archive:
        return {what: int(archive.execute(asked).fetchone()[0]) for what, asked in questions.items()}
