"""How long the mirror takes to answer what the station answers, on the same million readings."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from figures import Report
from influx_bulk import load, server_mb, week_by_week
from influx_server import InfluxServer
from mirror_stories import an_influx
from stores import START, UTC_OFFSET_HOURS, a_reader, a_writer

from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import SeriesKey
from gateway.store.base import ReadingStore
from gateway.store.influx.reader import InfluxStore
from gateway.store.sqlite.blocks import DAY

pytestmark = [pytest.mark.bench, pytest.mark.influxd]

NODES = [f"pond-{number}" for number in range(1, 3)]
DAYS = 365
TIMES = 15
YEAR = (START, START + DAYS * DAY)


def a_year(node: str) -> dict[SeriesKey, Signals]:
    """Return a pH each minute of a year; one in five thousand is impossible."""
    chance = np.random.default_rng(int(node[-1]))
    time_s = START + 60 * np.arange(DAYS * 1440)
    value = (7.5 + np.sin(time_s / 13_750) + chance.normal(0, 0.05, len(time_s))).round(2)
    value[chance.integers(0, len(value), len(value) // 5000)] = 15.0
    return {SeriesKey(node, "sonda", "ph"): Signals.measured(time_s, value)}


def keep(folder: Path) -> dict[SeriesKey, Derived]:
    """Put the year of every node into SQLite; return what can be read of it."""
    with a_writer(folder) as writer:
        for node in NODES:
            rows = a_year(node)
            for day in range(*YEAR, DAY):
                part = {key: one.between(day, day + DAY) for key, one in rows.items()}
                with writer.archive.transaction():
                    writer.add_rows(node, day, part, now=YEAR[1] + DAY)
    store = a_reader(folder)
    keys = store.keys()
    return {key: store.readings(key, *YEAR) for key in keys}


def p50_p95_ms(ask: Callable[[], object]) -> tuple[float, float]:
    ask()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - began) * 1000)
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))


@contextmanager
def both(folder: Path, server: InfluxServer, report: Report) -> Iterator[tuple[ReadingStore, ReadingStore]]:
    rows = keep(folder)
    with an_influx(server) as influx:
        print(load(server, influx.bucket, week_by_week(rows), commune="c", place="estanque-1"))
        yield a_reader(folder), InfluxStore(influx, commune="c", utc_offset_hours=UTC_OFFSET_HOURS)


def test_the_station_answers_no_slower_than_its_mirror(
    tmp_path: Path, influx: InfluxServer, report: Report
) -> None:
    part = report.part(
        "Reading the mirror",
        f"{len(NODES)} series of a reading a minute for a year, one in 5,000 impossible; {TIMES} times each.",
        beside="InfluxStore, InfluxDB 2.7 by Flux",
    )
    series = SeriesKey(NODES[0], "sonda", "ph")
    week = (YEAR[1] - 7 * DAY, YEAR[1])
    questions: dict[str, Callable[[ReadingStore], object]] = {
        "all series": lambda store: store.keys(),
        "latest of one series": lambda store: store.latest(series),
        "a week, every reading": lambda store: store.readings(series, *week),
        "a week in 500 points": lambda store: store.series(series, *week),
        "a year in 500 points": lambda store: store.series(series, *YEAR),
        "a year by days": lambda store: store.days(series, *YEAR),
    }
    with both(tmp_path, influx, report) as (ours, mirror):
        for name, ask in questions.items():
            here, there = p50_p95_ms(lambda ask=ask: ask(ours)), p50_p95_ms(lambda ask=ask: ask(mirror))
            part.row(f"{name}: p50 / p95 [ms]", *(f"{one[0]:.1f} / {one[1]:.1f}" for one in (here, there)))
            assert here[0] < there[0]
        assert np.array_equal(ours.series(series, *YEAR).count, mirror.series(series, *YEAR).count)
    part.row("memory of the server [MB]", "", f"{server_mb(influx):.0f}")
