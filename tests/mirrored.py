"""A station whose mirror is a real InfluxDB, in this process: what is there and here, point by point."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from influx_server import ORG, TOKEN, InfluxServer
from station import POND, settings_of_a_commune, until

from gateway.app.mirror.keeping import place_of, server_name
from gateway.app.mirror.task import Mirroring
from gateway.app.station import OpenStation, open_station
from gateway.config import Config, load
from gateway.domain.quantities import is_signal
from gateway.domain.readings import SeriesKey
from gateway.store.influx.sending import Sender
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.reader import SqliteReadings

os.environ["CONUCO_INFLUX_TOKEN"] = TOKEN

Point = tuple[str, int, float, int | None, int]
"""Series, second, value, flag (none of a signal), how the time is known."""


@dataclass
class Mirrored:
    """An open station and the task that keeps its mirror.

    Attributes:
        bucket: Of its own.
    """

    station: OpenStation
    server: InfluxServer
    bucket: str
    every_s: float = 0.02
    keeping: Mirroring = field(init=False)

    def __post_init__(self) -> None:
        """Begin to keep."""
        self.begin()

    def begin(self) -> None:
        """Keep the mirror as a gateway does that has just started."""
        config = self.station.config
        place = place_of(config, self.station.following.knowledge)
        self.keeping = Mirroring(
            self.station.writer, lambda: Sender(place), server_name(config.mirror), every_s=self.every_s
        )

    def turn(self, now: int | None = None) -> None:
        """Do what a running gateway does between two batches, but for sealing."""
        now = int(time.time()) if now is None else now
        acts = self.station.following.acting
        for task in (self.station.following, acts.rederiving, acts.ordering, self.keeping):
            if task.is_due(now):
                task.act(now)

    def turn_until(self, is_so: Callable[[], bool], *, what: str) -> None:
        """Turn until something is so."""

        def turned() -> bool:
            self.turn()
            return is_so()

        until(turned, what=what)

    def catch_up(self, is_so: Callable[[], bool] = lambda: True) -> None:
        """Turn until the mirror has everything."""

        def is_done() -> bool:
            newest = arrivals.newest_id(self.station.writer.readings)
            waits = self.station.writer.archive.mirror.waiting or newest > self.keeping.state.arrival
            return self.keeping.has_everything and not waits and is_so()

        self.turn_until(is_done, what="the mirror's catching up")

    def arrive(self, *some: Arrival) -> None:
        """Take records in."""
        with self.station.writer.transaction() as readings:
            for one in some:
                arrivals.insert(readings, one)

    @property
    def store(self) -> SqliteReadings:
        """The station, to be read."""
        config = self.station.config
        derive = self.station.following.knowledge.derive
        return SqliteReadings(Path(config.storage.folder), derive, utc_offset_hours=-4)

    def here(self) -> list[Point]:
        """Return every reading and signal of the station, sorted."""
        return here(self.store)

    def there(self) -> list[Point]:
        """Return every point of its mirror, sorted."""
        return points(self.server, self.bucket)


def here(store: SqliteReadings) -> list[Point]:
    """Return every reading and signal of a station, sorted."""
    found: list[Point] = []
    readable = store.keys()
    for key in readable:
        rows = store.readings(key, 0, 2**40)
        columns = (rows.time, rows.value, rows.flag, rows.known)
        found += [(str(key), *row) for row in zip(*(one.tolist() for one in columns), strict=True)]
        for signal in _signals_of(key):
            own = store.signals(signal, 0, 2**40)
            whole = zip(own.time.tolist(), own.value.tolist(), own.known.tolist(), strict=True)
            found += [(str(signal), at, value, None, known) for at, value, known in whole]
    return sorted(found, key=str)


def _signals_of(key: SeriesKey) -> list[SeriesKey]:
    made_of = {"oxygen": "oxygen_signal", "soil_water": "soil_signal", "rain": "rain_tips"}
    signal = made_of.get(key.quantity)
    return [] if signal is None else [key._replace(quantity=signal)]


def rows(server: InfluxServer, bucket: str, more: str = "") -> Iterator[dict[str, str]]:
    """Yield the readings of a bucket, fields as columns."""
    flux = (
        f'from(bucket: "{bucket}") |> range(start: 0) |> filter(fn: (r) => r._measurement == "reading")'
        ' |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")' + more
    )
    names: list[str] | None = None
    for row in csv.reader(server.csv_of(flux).splitlines()):
        if not row:
            names = None
        elif names is None:
            names = row
        else:
            yield dict(zip(names, row, strict=False))


def points(server: InfluxServer, bucket: str) -> list[Point]:
    """Return every reading and signal of a bucket, sorted."""
    found: list[Point] = []
    for row in rows(server, bucket, " |> map(fn: (r) => ({r with second: int(v: r._time) / 1000000000}))"):
        key = SeriesKey(row["node"], row["channel"], row["quantity"])
        flag = None if is_signal(key.quantity) else int(row["flag"])
        found.append((str(key), int(row["second"]), float(row["value"]), flag, int(row["known"])))
    return sorted(found, key=str)


SETTINGS: Final = """
[mirror]
url = "{url}"
org = "{org}"
bucket = "{bucket}"
"""


def settings_of(folder: Path, server: InfluxServer, bucket: str, more: str = POND.format(n=1)) -> Config:
    """Write the settings of a station with a mirror, and return them."""
    head = settings_of_a_commune(1)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "conuco.toml"
    file.write_text(head + SETTINGS.format(url=server.url, org=ORG, bucket=bucket) + more, encoding="utf-8")
    return load(file)


@contextmanager
def a_mirrored_station(
    folder: Path, server: InfluxServer, *, bucket: str | None = None
) -> Iterator[Mirrored]:
    """Open a station with a mirror in a bucket of its own."""
    bucket = bucket or server.a_bucket()
    with open_station(settings_of(folder, server, bucket)) as station:
        found = Mirrored(station, server, bucket)
        try:
            yield found
        finally:
            found.keeping.close()
