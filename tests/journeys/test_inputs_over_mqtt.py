"""What the inputs of a node say, over a real broker to a real gateway: at once, and late words never."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fake_node import FakeNode
from station import RealStation, until

from gateway.domain.alerts import Alert

pytestmark = pytest.mark.broker

COMMIT_S, AT_ONCE_S = 25.0, 20.0
"""What does not wait for the next commit comes long before it, on a slow machine too [s]."""


def record(number: int, *, mains: float, ago: int = 0) -> dict[str, object]:
    uptime = 100_000 + number - ago
    time_ = int(time.time()) - ago
    values = {"luz": {"mains": mains}}
    return {
        "number": number, "boot": 1, "uptime": uptime, "clock": "synced", "time": time_, "values": values,
    }  # fmt: skip


def of_mains(station: RealStation) -> list[Alert]:
    return [one for one in station.store().alerts() if one.kind == "mains"]


def test_lost_mains_are_alarmed_at_once_although_commits_are_rare(tmp_path: Path) -> None:
    with RealStation(tmp_path, commit_interval_s=COMMIT_S) as station, FakeNode(station.port) as node:
        node.send(record(0, mains=1))
        until(lambda: node.acked(0), within_s=AT_ONCE_S, what="the first word of an input, committed at once")
        node.send(record(1, mains=0))

        until(lambda: bool(of_mains(station)), within_s=AT_ONCE_S, what="the alarm")

    [alert] = of_mains(station)
    assert (alert.place, alert.cleared) == ("estanque-1", None)


def test_mains_that_were_lost_while_nobody_listened_call_nobody(tmp_path: Path) -> None:
    with RealStation(tmp_path) as station, FakeNode(station.port) as node:
        node.send(record(0, mains=1), waiting=True)
        until(lambda: node.acked(0), what="the node's first word")
        station.gateway.kill()
        late = [record(number, mains=0, ago=3600 - number) for number in range(1, 40)]
        node.send(*late)
        node.send(record(40, mains=1))
        station.gateway.start()
        until(lambda: node.acked(40), what="the backlog")
        node.send(record(41, mains=1))
        until(lambda: node.acked(41), what="a word of now")

        assert station.store().alerts() == []
