"""The rules over a whole station whose pond has an aerator that its node's relay switches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.alerts import Level
from tests.gateway.app.small_station import MIDNIGHT
from tests.gateway.app.watched_station import HOUR_S, WatchedNode, WatchedStation, watched_station


@pytest.fixture
def station(tmp_path: Path) -> Iterator[WatchedStation]:
    with watched_station(tmp_path, now=MIDNIGHT + 2 * HOUR_S) as opened:
        yield opened


@pytest.fixture
def node(station: WatchedStation) -> WatchedNode:
    return WatchedNode(station)


def test_an_aerator_that_its_relay_holds_on_without_current_is_called_without_a_word_of_anybody(
    station: WatchedStation, node: WatchedNode
) -> None:
    def holds(is_on: bool) -> None:
        node.status(relay={"on": is_on, "reason": "limit"})
        node.says(2.5, aerator_running=0)

    station.run(300, doing=lambda: holds(False))
    station.run(150, doing=lambda: holds(True))
    assert station.alerts("aerator") == []

    station.run(60, doing=lambda: holds(True))
    assert [one.level for one in station.alerts("aerator")] == [Level.CRITICAL]

    station.run(390, doing=lambda: holds(False))
    assert station.whats("aerator") == ["opened", "cleared"]


def test_a_relay_that_was_on_when_its_node_fell_silent_takes_no_alarm_back(
    station: WatchedStation, node: WatchedNode
) -> None:
    node.status(relay={"on": True, "reason": "limit"})
    station.run(300, doing=lambda: node.says(2.5, aerator_running=0))

    node.status("lost")
    station.run(HOUR_S)

    assert station.whats("aerator") == ["opened"]
