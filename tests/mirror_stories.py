"""Stories told to a station, and by the mirror's own sending to a real InfluxDB 2."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from influx_server import ORG, TOKEN, InfluxServer
from stores import UTC_OFFSET_HOURS, Shape, Teller, deriving

from gateway.config.services import Mirror
from gateway.store.base import ReadingStore
from gateway.store.influx.client import Influx
from gateway.store.influx.reader import InfluxStore
from gateway.store.influx.sending import Place, Sender
from gateway.store.sqlite.writer import SqliteWriter

os.environ["CONUCO_INFLUX_TOKEN"] = TOKEN

_communes = count(1)


def an_influx(server: InfluxServer, bucket: str | None = None) -> Influx:
    """Return the gateway's own hand on a bucket, an empty one where none is named."""
    return Influx(Mirror(server.url, ORG, bucket or server.a_bucket()), TOKEN)


class Following:
    """A mirror that follows one station.

    Attributes:
        commune: Whose it is; each has one of its own in the same bucket.
    """

    def __init__(self, server: InfluxServer, bucket: str, folder: Path) -> None:
        self.commune = f"comuna-{next(_communes)}"
        self._place = Place(Mirror(server.url, ORG, bucket), self.commune, folder, deriving, placements=tuple)
        self._arrival = 0

    def catch_up(self, writer: SqliteWriter) -> None:
        """Send until the mirror has everything, as a gateway does that has just started."""
        sender, is_more = Sender(self._place), True
        while is_more:
            sent = sender.step(self._arrival, with_spans=True)
            assert sent.error is None, sent.error
            self._arrival, is_more = sent.arrival, sent.is_more
            with writer.archive.transaction():
                writer.archive.mirror.has(sent.spans)
        sender.close()


class MirrorTeller(Teller):
    """Every story is of a commune of its own, all in one bucket; the mirror follows each step."""

    is_mirrored = True

    def __init__(self, folder: Path, shape: Shape, server: InfluxServer) -> None:
        super().__init__(folder, shape)
        self._server = server
        self._influx = self._open.enter_context(an_influx(server))

    def a_store(self, writer: SqliteWriter, folder: Path) -> ReadingStore:
        self._following = Following(self._server, self._influx.bucket, folder)
        return InfluxStore(self._influx, commune=self._following.commune, utc_offset_hours=UTC_OFFSET_HOURS)

    def follow(self, writer: SqliteWriter) -> None:
        self._following.catch_up(writer)
