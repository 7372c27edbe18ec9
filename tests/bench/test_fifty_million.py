"""A year of a commune in our store and in an InfluxDB 2: how soon either answers, and what either takes.

`BENCH=small` runs a month of two nodes in a minute, `BENCH=middle` a year of them; both write no figures.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pytest
import year_in_influx
import year_kept
from figures import Part, Report
from mirror_stories import an_influx
from year_cached import SAYS_HOW, SAYS_WHAT, made
from year_in_influx import COMMUNE, Asking, bytes_of
from year_kept import UTC_OFFSET_HOURS
from year_of_readings import DAY, Year

from gateway.store.influx.reader import InfluxStore
from gateway.store.sqlite.reader import SqliteReadings

pytestmark = [pytest.mark.bench, pytest.mark.influxd]

WHOLE = Year(nodes=25, days=365)
SIZES = {"": WHOLE, "small": Year(nodes=2, days=30), "middle": Year(nodes=2, days=365)}
YEAR = SIZES[os.environ.get("BENCH", "")]
IS_SMALL = YEAR != WHOLE
CHARTED = YEAR.series[0]
OURS, THEIRS = 40, 12
"""So many times each question is asked."""
POINTS = 500
LONGEST_MS, TIMES_SOONER = 30, 20
SPAN = (YEAR.now - YEAR.days * DAY, YEAR.now)


@dataclass
class Stores:
    """Both, over the same readings.

    Attributes:
        kept: What filling ours came to, as a mapping.
        loaded: The same of InfluxDB, in words.
    """

    ours: SqliteReadings
    folder: Path
    kept: dict[str, float]
    flux: Asking
    mirror: InfluxStore
    engine: Path
    loaded: str


@contextmanager
def both() -> Iterator[Stores]:
    """Give both stores, filled in this run or in an earlier one."""
    folder, kept = made("store", YEAR, SAYS_HOW, lambda at: json.dumps(asdict(year_kept.fill(at, YEAR))))
    ours = SqliteReadings(folder, YEAR.deriving, utc_offset_hours=UTC_OFFSET_HOURS)
    mirrored, loaded = made("influx", YEAR, SAYS_WHAT, lambda at: str(year_in_influx.fill(at, YEAR, ours)))
    with year_in_influx.running(mirrored) as server:
        bucket = (mirrored / "bucket").read_text(encoding="utf-8")
        with an_influx(server, bucket) as influx:
            mirror = InfluxStore(influx, commune=COMMUNE, utc_offset_hours=UTC_OFFSET_HOURS)
            engine = mirrored / "engine"
            yield Stores(ours, folder, json.loads(kept), Asking(server, bucket), mirror, engine, loaded)


def ms(ask: Callable[[], object], times: int) -> tuple[float, float]:
    """Return p50 and p95 [ms]; the first time of all is not counted."""
    ask()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - began) * 1000)
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))


def test_a_year_is_charted_twenty_times_sooner_than_by_influxdb(report: Report) -> None:
    report = Report() if IS_SMALL else report
    with both() as stores:
        ours, theirs = _year(stores, report)
        _others(stores, report)
        _bytes(stores, report)
        _same_answers(stores)
    if not IS_SMALL:
        assert ours < LONGEST_MS
        assert theirs / ours >= TIMES_SOONER


def _year(stores: Stores, report: Report) -> tuple[float, float]:
    """Return the p95 of the year's chart, of ours and of an equal one of InfluxDB's [ms]."""
    part = _part(stores, report, f"a chart of {YEAR.days} days with today in it")
    store, flux = stores.ours, stores.flux
    width = store.series(CHARTED, *SPAN, points=POINTS).width
    ours = ms(lambda: store.series(CHARTED, *SPAN, points=POINTS), OURS)
    equal = ms(lambda: flux.buckets([CHARTED], *SPAN, width=width, equal=True), THEIRS)
    mean = ms(lambda: flux.buckets([CHARTED], *SPAN, width=width, equal=False), THEIRS)
    mirror = ms(lambda: stores.mirror.series(CHARTED, *SPAN, points=POINTS), THEIRS)
    is_soon = ours[1] < LONGEST_MS and equal[1] / ours[1] >= TIMES_SOONER
    wanted = f"p95 under {LONGEST_MS} ms, InfluxDB's {TIMES_SOONER} times as long"
    _row(part, f"{POINTS} points: lowest, highest, mean and count", ours, equal, wanted=wanted, holds=is_soon)
    _row(part, "the same, InfluxDB asked for the mean alone", ours, mean)
    _row(part, "the same, InfluxDB leaves out what is flagged bad, as we do (our reader)", ours, mirror)
    days = ms(lambda: store.days(CHARTED, *SPAN), OURS)
    by_days = ms(lambda: flux.buckets([CHARTED], *SPAN, width=DAY, equal=True), THEIRS)
    _row(part, "by days, as a pond's page shows a year", days, by_days)
    part.note(_loaded())
    return ours[1], equal[1]


def _loaded() -> str:
    return f"Load of the machine while it was asked: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."


def _others(stores: Stores, report: Report) -> None:
    part = _part(stores, report, "latest values and a week")
    store, flux, keys = stores.ours, stores.flux, YEAR.series
    latest = ms(lambda: [store.latest_of(node) for node in YEAR.names], THEIRS)
    told = ms(lambda: flux.latest(since=YEAR.now - DAY, end=YEAR.now), THEIRS)
    _row(part, f"latest of all {len(keys)} series", latest, told)
    some, week = keys[:50], (YEAR.now - 7 * DAY, YEAR.now)
    width = store.series(some[0], *week, points=POINTS).width
    charts = ms(lambda: [store.series(one, *week, points=POINTS) for one in some], THEIRS)
    equal = ms(lambda: flux.buckets(some, *week, width=width, equal=True), THEIRS)
    _row(part, f"{len(some)} series of a week in {POINTS} points each", charts, equal)


def _part(stores: Stores, report: Report, what: str) -> Part:
    part = report.part(
        f"{int(stores.kept['readings']) / 1e6:.3g} million readings: {what}",
        f"{len(YEAR.series)} series of eight kinds, a reading a minute for {YEAR.days} days; of today the"
        f" hours that are over are sealed, the open one stands as arrivals. Asked {THEIRS} to {OURS}"
        " times, one question after the other, on a warm cache.",
        ours="Conuco: p50 / p95 [ms]",
        beside="InfluxDB 2.7 by Flux: p50 / p95 [ms]",
    )
    part.note(
        "What InfluxDB answers is waited for, not read, but where our reader asks; and but for our reader the"
        " readings that are flagged bad are in it, so that a lowest or highest value may be one of those."
    )
    return part


Pair = tuple[float, float]


def _row(
    part: Part, what: str, ours: Pair, theirs: Pair, *, wanted: str = "", holds: bool | None = None
) -> None:
    beside = f"{_said(theirs)}: {theirs[0] / ours[0]:.2g} / {theirs[1] / ours[1]:.2g} times ours"
    part.row(what, _said(ours), beside, wanted=wanted, holds=holds)


def _said(found: Pair) -> str:
    return f"{found[0]:.1f} / {found[1]:.1f}"


def _same_answers(stores: Stores) -> None:
    """Hold that both tell the same of the chart that was measured."""
    here, there = (one.series(CHARTED, *SPAN, points=POINTS) for one in (stores.ours, stores.mirror))
    assert here.count.sum() > 0.99 * YEAR.days * 1440
    for column in ("start", "count", "low", "high"):
        assert np.array_equal(getattr(here, column), getattr(there, column)), column
    assert np.allclose(here.mean, there.mean)


def _bytes(stores: Stores, report: Report) -> None:
    count = int(stores.kept["readings"])
    part = report.part(
        f"Keeping {count / 1e6:.3g} million readings",
        "The same readings: ours with what was received (number, boot, uptime), the values derived of it with"
        " their flags, and rollups; in InfluxDB value, flag, how the time is known and place"
        " of one value of each, without what was received; its folder after compaction.",
        beside="InfluxDB 2.7",
    )
    of = year_kept.bytes_by_sort(stores.folder)
    for what, amount in of.items():
        part.row(f"{what} [bytes a reading]", amount / count)
    whole = (stores.folder / "archive.db").stat().st_size / count
    theirs = bytes_of(stores.engine / "data") / count
    own = whole - (of["rollups of hours"] + of["rollups of days"]) / count
    what = "signals and derived values, with all pages that are not of rollups [bytes a reading]"
    part.row(what, own, theirs, wanted="at most 5", holds=own <= 5)
    part.row("everything, as the file lies on the disk [bytes a reading]", whole, theirs)
    cpu_us, wall_us = (stores.kept[name] / count * 1e6 for name in ("cpu_s", "seconds"))
    part.row("deriving, flagging, packing and rolling a whole day up [us of CPU a reading]", cpu_us)
    part.row("a day of all series [s of CPU]", stores.kept["cpu_s"] / YEAR.days)
    part.note(f"On the clock it took {wall_us:.2f} us a reading, each day of all nodes one transaction.")
    part.note(f"InfluxDB was loaded with {stores.loaded}.")
