"""The same year in an InfluxDB 2, and the questions to it as a person who knows Flux would ask them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from influx_bulk import LOADING, WEEK_S, Loaded, load
from influx_server import InfluxServer
from year_of_readings import START, Year

from gateway.domain.columns import Derived
from gateway.domain.readings import SeriesKey
from gateway.store.base import ReadingStore
from gateway.store.influx.flux import Stretch, named, picked, text, windowed

COMMUNE, PLACE = "la-ceiba", "estanque-1"
QUIET_S = 40
"""When nothing of a folder has changed for so long, InfluxDB has done with compacting it [s]."""
MOST_S = 600
EQUAL = {"low": "min", "high": "max", "mean": "mean", "count": "count"}
"""What our answer tells of each bucket; and the function of Flux that tells it."""


@contextmanager
def running(folder: Path, *more: str) -> Iterator[InfluxServer]:
    """Run a server over a folder that stays."""
    server = InfluxServer(folder, more=more)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def fill(folder: Path, year: Year, store: ReadingStore) -> Loaded:
    """Write everything that a store tells of a year into a new server's bucket, and wait until it rests.

    The readings are written with their flag, how their time is known and the place, as the mirror writes
    them; the signals they come from are left out.
    """
    folder.mkdir(parents=True)
    with running(folder, *LOADING) as server:
        server.set_up()
        bucket = server.a_bucket()
        loaded = load(server, bucket, _weeks(year, store), commune=COMMUNE, place=PLACE)
        (folder / "bucket").write_text(bucket, encoding="utf-8")
        wait_until_quiet(folder / "engine")
    return loaded


def _weeks(year: Year, store: ReadingStore) -> Iterator[tuple[SeriesKey, Derived]]:
    for week in range(START // WEEK_S * WEEK_S, year.now, WEEK_S):
        for one in year.series:
            yield one, store.readings(one, week, min(week + WEEK_S, year.now))


def wait_until_quiet(engine: Path) -> None:
    """Wait until a server rewrites nothing more; it compacts what is cold."""
    began = changed = time.monotonic()
    standing: dict[str, int] = {}
    while time.monotonic() - changed < QUIET_S and time.monotonic() - began < MOST_S:
        now = {str(one): one.stat().st_size for one in engine.rglob("*.tsm*")}
        if now != standing:
            standing, changed = now, time.monotonic()
        time.sleep(1)


def bytes_of(folder: Path) -> int:
    """Return what everything in a folder takes on the disk, without the holes of files [bytes]."""
    return sum(one.stat().st_blocks * 512 for one in folder.rglob("*") if one.is_file())


class Asking:
    """Flux to one bucket; the answer is not read, only waited for."""

    def __init__(self, server: InfluxServer, bucket: str) -> None:
        self._server, self.bucket = server, bucket

    def buckets(self, series: Sequence[SeriesKey], start: int, end: int, *, width: int, equal: bool) -> str:
        """Ask some series in windows: with lowest, highest, mean and count, or for the mean alone."""
        functions = EQUAL if equal else {"mean": "mean"}
        points = self._values(series, start, end)
        offset = start // 3600 * 3600 % width if width >= 3600 else start % width
        questions = {
            name: windowed(points, function, width=width, offset=offset)
            for name, function in functions.items()
        }
        return self._server.csv_of(named(questions, "node", "channel", "quantity", "_time", "_value"))

    def latest(self, *, since: int, end: int) -> str:
        """Ask all series for their newest value, no further back than need be."""
        points = picked(
            self.bucket, Stretch.of(since, end), measurement="reading", commune=COMMUNE, field="value"
        )
        return self._server.csv_of(f"{points} |> last()")

    def _values(self, series: Sequence[SeriesKey], start: int, end: int) -> str:
        stretch = Stretch.of(start, end)
        wanted = {"measurement": "reading", "commune": COMMUNE, "field": "value"}
        if len(series) == 1:
            return picked(self.bucket, stretch, **wanted, **series[0]._asdict())
        each = " or ".join(
            "(" + " and ".join(f"r.{name} == {text(value)}" for name, value in one._asdict().items()) + ")"
            for one in series
        )
        return f"{picked(self.bucket, stretch, **wanted)} |> filter(fn: (r) => {each})"
