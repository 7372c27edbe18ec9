"""Stories told to a station and by its mirror to a real InfluxDB 2."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from influx_server import ORG, TOKEN, InfluxServer
from stores import START, UTC_OFFSET_HOURS, Shape, Teller, a_reader

from gateway.config.services import Mirror
from gateway.domain.quantities import derived_quantities, is_signal
from gateway.store.base import ReadingStore
from gateway.store.influx import lines
from gateway.store.influx.client import Influx
from gateway.store.influx.reader import InfluxStore
from gateway.store.sqlite import arrivals, blocks
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.writer import SqliteWriter

_communes = count(1)


def an_influx(server: InfluxServer, bucket: str | None = None) -> Influx:
    """Return the gateway's own hand on a bucket, an empty one where none is named."""
    return Influx(Mirror(server.url, ORG, bucket or server.a_bucket()), TOKEN)


class MirrorTeller(Teller):
    """Each story is one of a commune of its own, all in one bucket."""

    def __init__(self, folder: Path, shape: Shape, server: InfluxServer) -> None:
        super().__init__(folder, shape)
        self._influx = self._open.enter_context(an_influx(server))

    def store(self, writer: SqliteWriter, folder: Path) -> ReadingStore:
        commune = f"comuna-{next(_communes)}"
        mirror(writer, folder, self._influx, commune)
        return InfluxStore(self._influx, commune=commune, utc_offset_hours=UTC_OFFSET_HOURS)


def mirror(writer: SqliteWriter, folder: Path, influx: Influx, commune: str) -> None:
    found = []
    store = a_reader(folder)
    nowhere = lines.Whereabouts.of([], "")
    start, end = START - 400 * DAY, START + 400 * DAY
    names = {*arrivals.pending(writer.readings), *blocks.series_of(writer.archive._archive)}
    received = {one: store.signals(one, start, end) for one in names}
    for one, rows in received.items():
        if is_signal(one.quantity):
            found += lines.signal_lines(commune, one, rows, nowhere)
        for quantity in derived_quantities(one.quantity):
            key = one._replace(quantity=quantity)
            source = lines.Source.of(key, received)
            found += lines.derived_lines(commune, key, store.readings(key, start, end), source, nowhere)
    found += [lines.node_line(commune, one) for one in store.nodes()]
    found += [lines.alert_line(commune, one) for one in store.alerts(everything=True)]
    alive = store.alive()
    influx.write([*found, *([] if alive is None else [lines.station_line(commune, alive)])])
