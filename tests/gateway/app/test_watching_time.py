"""The rules over a whole station whose clock is wrong, whose nodes are silent, that was away itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.alerts import Level
from tests.gateway.app.small_station import MIDNIGHT
from tests.gateway.app.watched_station import (
    HOUR_S,
    MINUTE_S,
    WatchedNode,
    WatchedStation,
    switch,
    watched_station,
)

TWO = MIDNIGHT + 2 * HOUR_S


@pytest.fixture
def station(tmp_path: Path) -> Iterator[WatchedStation]:
    with watched_station(tmp_path, now=TWO) as opened:
        yield opened


@pytest.fixture
def node(station: WatchedStation) -> WatchedNode:
    return WatchedNode(station)


# Clocks that are wrong.


@pytest.mark.parametrize("off", [HOUR_S, -HOUR_S])
def test_a_station_whose_clock_is_an_hour_off_still_alarms(tmp_path: Path, off: int) -> None:
    with watched_station(tmp_path, now=TWO + off) as station:
        node = WatchedNode(station)
        station.run(600, doing=lambda: node.says(5.0, mains=1))
        station.run(120, doing=lambda: node.says(1.5, mains=0))

        assert {one.kind for one in station.alerts()} == {"mains", "oxygen"}


@pytest.mark.parametrize("off", [HOUR_S, -HOUR_S])
def test_a_clock_that_is_set_in_the_night_mutes_no_alarm(
    station: WatchedStation, node: WatchedNode, off: int
) -> None:
    """The nodes follow within a minute; what they said before stands in another hour."""
    station.run(20 * MINUTE_S, doing=lambda: node.says(5.0, mains=1))
    station.set_clock(off)
    station.run(120, doing=lambda: node.says(1.5, mains=0))

    assert {one.kind for one in station.alerts() if one.kind != "clock"} == {"mains", "oxygen"}


@pytest.mark.parametrize("ahead", [HOUR_S, -HOUR_S])
def test_a_node_that_keeps_another_hour_than_the_station_still_alarms(
    station: WatchedStation, node: WatchedNode, ahead: int
) -> None:
    node.ahead = ahead
    station.run(20 * MINUTE_S, doing=lambda: node.says(5.0, mains=1))
    station.run(120, doing=lambda: node.says(1.5, mains=0))

    assert {one.kind for one in station.alerts()} == {"mains", "oxygen"}


def test_a_station_without_an_hour_still_alarms(station: WatchedStation, node: WatchedNode) -> None:
    station.is_trusted, node.is_synced = False, False
    station.run(120, doing=lambda: node.says(1.5, mains=0))

    assert {one.kind for one in station.alerts()} == {"mains", "oxygen"}
    assert {one.level for one in station.alerts()} == {Level.CRITICAL}


def test_a_clock_that_went_back_is_told(station: WatchedStation, node: WatchedNode) -> None:
    station.run(60, doing=node.says)
    station.set_clock(-HOUR_S)
    station.run(60, doing=node.says)

    assert station.open_kinds() == [("clock", "")]


def test_a_clock_that_leaps_calls_no_node_silent(station: WatchedStation, node: WatchedNode) -> None:
    station.run(20 * MINUTE_S, doing=node.says)
    station.set_clock(3 * HOUR_S)
    station.run(60)

    assert station.alerts() == []


class Unreadable:
    """A store of which nothing can be read."""

    def readings(self, *_: object) -> None:
        raise ValueError("a block that cannot be unpacked")


def test_a_probe_that_cannot_be_read_stops_no_other_rule(station: WatchedStation, node: WatchedNode) -> None:
    station.watching.looks.probes.readings = Unreadable()  # type: ignore[assignment]

    station.run(120, doing=lambda: node.says(1.5, mains=0))

    assert {one.kind for one in station.alerts()} == {"mains", "oxygen"}


def test_rules_that_fail_stop_neither_the_station_nor_the_oxygen_alarm(
    station: WatchedStation, node: WatchedNode
) -> None:
    station.watching.looks.ponds.readings = Unreadable()  # type: ignore[assignment]
    station.say("on", switch("on"))

    station.run(120, doing=lambda: node.says(1.5))

    assert [one.kind for one in station.alerts()] == ["oxygen"]


# Silence.


def test_a_silent_node_is_called_in_the_night_and_over_when_it_is_heard(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=TWO, ponds=2) as station:
        one, two = WatchedNode(station), WatchedNode(station, "pond-2")
        station.run(20 * MINUTE_S, every=60, doing=lambda: (one.says(), two.says()))
        station.run(46 * MINUTE_S, every=60, doing=one.says)
        assert station.open_kinds() == [("silent_node", "pond-2")]

        station.run(60, doing=lambda: (one.says(), two.says()))

        assert station.open_kinds() == []
        assert station.alerts()[0].is_over


def test_a_node_that_stands_at_a_pond_and_never_spoke_is_called_too(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=TWO, ponds=2) as station:
        one = WatchedNode(station)
        station.run(44 * MINUTE_S, every=60, doing=one.says)
        assert station.open_kinds() == []
        station.run(3 * MINUTE_S, every=60, doing=one.says)
        assert station.open_kinds() == [("silent_node", "pond-2")]

        station.run(60, doing=lambda: (one.says(), WatchedNode(station, "pond-2").says()))

        assert station.open_kinds() == []


def test_a_network_that_is_gone_is_one_alert_and_back_again_none(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=TWO, ponds=6) as station:
        nodes = [WatchedNode(station, f"pond-{n}") for n in range(1, 7)]
        station.run(20 * MINUTE_S, every=60, doing=lambda: [one.says() for one in nodes])
        station.run(60 * MINUTE_S, every=60)
        assert station.open_kinds() == [("silent_node", "todos")]

        station.run(60, doing=nodes[0].says)
        station.run(60, doing=lambda: [one.says() for one in nodes])

        assert [one.subject for one in station.alerts()] == ["todos"]
        assert station.open_kinds() == []


def test_a_node_that_the_broker_lost_is_called_after_a_quarter_of_an_hour(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=TWO, ponds=2) as station:
        one, two = WatchedNode(station), WatchedNode(station, "pond-2")
        station.run(20 * MINUTE_S, every=60, doing=lambda: (one.says(), two.says()))
        two.status("lost")
        station.run(17 * MINUTE_S, every=60, doing=one.says)

        assert station.open_kinds() == [("silent_node", "pond-2")]


def test_of_two_nodes_that_sleep_the_one_that_is_only_visited_is_not_called_silent(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=TWO, ponds=3) as station:
        awake, sleeper, visited = (WatchedNode(station, f"pond-{n}") for n in (1, 2, 3))
        sleeper.status("sleeping", speaks_every_s=HOUR_S)
        visited.status("sleeping", speaks_every_s=10 * 24 * HOUR_S)
        station.run(20 * HOUR_S, every=600, doing=awake.says)

        assert station.open_kinds() == [("silent_node", "pond-2")]


def test_a_station_that_was_away_in_the_night_says_so_once_and_blames_no_node(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=TWO) as station:
        station.run(20 * MINUTE_S, every=60, doing=WatchedNode(station).says)
    with watched_station(tmp_path, now=TWO + 2 * HOUR_S) as station:
        node = WatchedNode(station, queue="0000abce")
        station.look()
        assert station.open_kinds() == [("silent_station", "")]

        station.run(20 * MINUTE_S, every=60, doing=node.says)

        assert station.whats("silent_station") == ["opened", "cleared"]
        assert [one.kind for one in station.alerts()] == ["silent_station"]


def test_a_restart_clears_nothing_and_opens_nothing_twice(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=TWO) as station:
        node = WatchedNode(station)
        station.run(120, doing=lambda: node.says(5.0, mains=0))
    with watched_station(tmp_path, now=TWO + 180) as station:
        station.run(300)
        assert station.open_kinds() == [("mains", "estanque-1")]

        node = WatchedNode(station, queue="0000abce")
        station.run(60, doing=lambda: node.says(5.0, mains=0))

        assert station.whats("mains") == ["opened"]
