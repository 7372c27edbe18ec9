"""The mirror after InfluxDB and the gateway were killed again and again: all of it there, nothing twice."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from fake_node import FakeNode
from influx_server import ORG, InfluxServer, an_influx_server
from mirrored import SETTINGS, Point, here, points
from seeds import a_seed
from station import POND, RealStation, until

pytestmark = [pytest.mark.proof, pytest.mark.broker, pytest.mark.influxd]

ROUNDS: Final = 3 if os.environ.get("CONUCO_PROOF") == "ci" else 15
AN_HOUR_BACK_S: Final = 3 * 3600
"""What is sent first is this old, so that the gateway seals hours of it while it is killed [s]."""


@contextmanager
def a_mirrored_gateway(folder: Path, server: InfluxServer, bucket: str) -> Iterator[RealStation]:
    settings = SETTINGS.format(url=server.url, org=ORG, bucket=bucket) + POND.format(n=1)
    with RealStation(folder, settings=settings) as station:
        yield station


def some_records(first: int, count: int, *, start: int) -> list[dict[str, object]]:
    return [
        {
            "number": number,
            "boot": 1,
            "uptime": 1000 + 20 * number,
            "clock": "synced",
            "time": start + 20 * number,
            "values": {"sonda": {"oxygen_signal": 1200.0 + number % 90, "water_temperature": 27.5}},
        }
        for number in range(first, first + count)
    ]


def everything(station: RealStation) -> list[Point]:
    return here(station.store())


def test_whatever_is_killed_the_mirror_ends_with_what_the_station_has(tmp_path: Path) -> None:
    seed = a_seed(20261127)
    chance = random.Random(seed)
    start = int(time.time()) - AN_HOUR_BACK_S
    sent = 0
    with an_influx_server() as server:
        bucket = server.a_bucket()
        with a_mirrored_gateway(tmp_path, server, bucket) as station, FakeNode(station.port) as node:
            for _ in range(ROUNDS):
                for _ in range(3):
                    node.send(*some_records(sent, 12, start=start))
                    sent += 12
                    time.sleep(chance.uniform(0, 1.5))
                    _kill_one(chance, station, server)
            node.send(*some_records(sent, 12, start=start))
            sent += 12
            until(lambda: node.acked(sent - 1), within_s=30, what="the last acknowledgement")
            until(lambda: len(everything(station)) == 4 * sent, within_s=60, what="all of it in the station")
            until(
                lambda: _counts(points(server, bucket)) == _counts(everything(station)),
                within_s=180,
                what="all of it in the mirror",
            )
            there, stands = points(server, bucket), everything(station)

    print(f"\nseed={seed} sent {4 * sent}, stored {len(stands)}, mirrored {len(there)}")
    assert len(set(there)) == len(there) == 4 * sent
    # The flags of an hour that is open come with its block.
    assert [one[:3] for one in there] == [one[:3] for one in stands]


def _kill_one(chance: random.Random, station: RealStation, server: InfluxServer) -> None:
    """Kill the server, the gateway, or neither, and start it again a moment later."""
    what = chance.choice(("server", "gateway", "neither"))
    if what == "server":
        server.kill()
        time.sleep(chance.uniform(0, 3))
        server.start()
    elif what == "gateway":
        station.gateway.kill()
        time.sleep(chance.uniform(0, 1))
        station.gateway.start()


def _counts(some: list[Point]) -> dict[str, int]:
    found: dict[str, int] = {}
    for series, *_ in some:
        found[series] = found.get(series, 0) + 1
    return found
