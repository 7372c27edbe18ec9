"""A real gateway over damaged files: it listens on, and stores once what nodes send again."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from bent import bend
from fake_node import FakeNode
from station import RealStation, until

from gateway.domain.readings import SeriesKey
from gateway.store.sqlite.keeping import keeping

pytestmark = pytest.mark.broker

WATER = SeriesKey("pond-1", "sonda", "water_temperature")


def a_record(number: int) -> dict[str, object]:
    values = {"sonda": {"water_temperature": 27.0 + number / 10}}
    return {
        "number": number,
        "boot": 1,
        "uptime": 1000 + number,
        "time": int(time.time()),
        "clock": "synced",
        "values": values,
    }


@pytest.mark.parametrize("how", ["foreign", "head"])
def test_a_gateway_whose_files_were_damaged_goes_on_where_it_was(tmp_path: Path, how: str) -> None:
    records = [a_record(number) for number in range(8)]
    with RealStation(tmp_path, commit_interval_s=0.2) as station, FakeNode(station.port) as node:
        node.send(*records[:6])
        until(lambda: node.acks[-1:] != [] and node.acks[-1].seq == 5, what="the first ack")
        station.gateway.stop()
        for name in ("readings", "archive"):
            bend(Path(station.config.storage.folder), name, how, seed=1)
        node.acks.clear()

        station.gateway.start()
        until(lambda: station.gateway_log().count("backlog drained") == 2, what="the start")
        node.send(*records)
        until(lambda: any(one.seq == 7 for one in node.acks), what="the ack of all")

        found = station.store().readings(WATER, 0, 2**40)
        aside = keeping(Path(station.config.storage.folder)).set_aside
    assert sorted(found.value.tolist()) == [27.0 + number / 10 for number in range(8)]
    assert {Path(one.file).name for one in aside} == {"readings.db", "archive.db"}
