"""A disk that fills up in the middle of a batch: nothing is acknowledged that does not stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fakes import FixedClock

from gateway.domain.alerts import Change
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import SeriesKey
from gateway.ingest.broker import Broker
from gateway.ingest.heard import Heard
from gateway.ingest.loop import IngestLoop, Station
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite import cursors
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

NOW = 1_772_000_000


class NobodyJudges:
    """Lets everything pass."""

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        return []

    def forget(self) -> None:
        pass


class HandFedBroker(Broker):
    """Gives what it is told to give, and remembers what was acknowledged."""

    def __init__(self) -> None:
        super().__init__("nowhere", 0, client_id="nobody")
        self.given: list[Heard] = []
        self.acknowledged: list[str] = []
        self.published: list[str] = []

    @property
    def is_connected(self) -> bool:
        return True

    def exchange(self, within_s: float) -> list[Heard]:
        given, self.given = self.given, []
        return given

    def acknowledge(self, heard: Heard) -> None:
        self.acknowledged.append(heard.topic)

    def publish(self, topic: str, body: bytes, *, qos: int = 1, retain: bool = False) -> None:
        self.published.append(topic)


def nothing_derived(_signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return {}


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    """Open a store with room for some 20 pages more."""
    with SqliteWriter(tmp_path, nothing_derived, utc_offset_hours=-4) as opened:
        pages = opened.readings.execute("PRAGMA page_count").fetchone()[0]
        opened.readings.execute(f"PRAGMA max_page_count = {pages + 20}")
        yield opened


def readable(number: int) -> Heard:
    values = {"sonda": {"water_temperature": 27.5}}
    record = {"number": number, "boot": 1, "uptime": number, "time": NOW, "clock": "synced", "values": values}
    body = json.dumps({"uptime": number, "boot": 1, "records": [record]}).encode()
    return Heard(f"conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/{number}/{number}", body)


def too_much(number: int) -> Heard:
    return Heard(f"conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/{number}/{number}", b"x" * 60_000)


def refused_foreign() -> Heard:
    return Heard("zigbee2mqtt/lamp", b"x" * 60_000)


FILLING = {
    "batches": [too_much(number) for number in (1, 2, 3)],
    "foreign topics": [refused_foreign()] * 3,
}


@pytest.mark.parametrize("filling", FILLING.values(), ids=FILLING.keys())
def test_what_was_taken_before_the_disk_filled_up_is_not_acknowledged(
    writer: SqliteWriter, filling: list[Heard]
) -> None:
    broker = HandFedBroker()
    pipeline = Pipeline(writer, NobodyJudges(), commune="la-ceiba")
    told = Station("la-ceiba", 0.0, FixedClock(NOW), lambda: True, ())
    broker.given = [readable(0), *filling]

    IngestLoop(broker, pipeline, writer, told).turn()

    assert (broker.acknowledged, cursors.everything(writer.readings)) == ([], [])
    assert not [topic for topic in broker.published if topic.endswith("/ack")]
