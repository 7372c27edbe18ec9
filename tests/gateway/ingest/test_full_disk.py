"""A disk that fills up in the middle of a batch: nothing is acknowledged that does not stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hand_fed import NOW, HandFedBroker, NobodyJudges, a_loop

from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import DiskError
from gateway.domain.readings import SeriesKey
from gateway.ingest.heard import Heard
from gateway.store.sqlite import cursors
from gateway.store.sqlite.writer import SqliteWriter


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
    broker.given = [readable(0), *filling]

    a_loop(writer, broker, NobodyJudges()).turn()

    assert (broker.acknowledged, cursors.everything(writer.readings)) == ([], [])
    assert not [topic for topic in broker.published if topic.endswith("/ack")]


class DroppedBroker(HandFedBroker):
    """Is away once it was dropped."""

    is_away = False

    @property
    def is_connected(self) -> bool:
        return not self.is_away

    def drop(self) -> None:
        self.is_away = True


class FullDisk:
    """Something to do that the disk refuses each time."""

    def is_due(self, now: int) -> bool:
        return True

    def act(self, now: int) -> None:
        raise DiskError("database or disk is full")


def test_a_disk_that_is_full_for_long_is_told_of_once_for_each_attempt(
    writer: SqliteWriter, caplog: pytest.LogCaptureFixture
) -> None:
    loop = a_loop(writer, DroppedBroker(), NobodyJudges(), tasks=[FullDisk()])

    for _ in range(8):
        loop.turn()

    assert caplog.text.count("nothing is acknowledged") <= 4
