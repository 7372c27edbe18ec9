"""A station whose clock leaps by hours or years: no stored reading moves, and no alarm falls silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.topics import node_topic
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.reader import SqliteReadings
from tests.gateway.app.small_station import MIDNIGHT
from tests.gateway.app.watched_station import (
    HOUR_S,
    MINUTE_S,
    WatchedNode,
    WatchedStation,
    watched_station,
)

TWO = MIDNIGHT + 2 * HOUR_S
YEARS_S = 10 * 365 * 86_400
LEAPS = [6 * HOUR_S, -6 * HOUR_S, YEARS_S, 5000 - TWO]
"""Six hours both ways, ten years, and to 1970."""


@pytest.fixture
def station(tmp_path: Path) -> Iterator[WatchedStation]:
    with watched_station(tmp_path, now=TWO, ponds=2) as opened:
        yield opened


@pytest.fixture
def nodes(station: WatchedStation) -> tuple[WatchedNode, WatchedNode]:
    return WatchedNode(station), WatchedNode(station, "pond-2")


def leap(station: WatchedStation, by: int, nodes: tuple[WatchedNode, ...]) -> None:
    """Set the station's clock and let nobody vouch for it; the nodes keep the time they have."""
    station.set_clock(by)
    station.is_trusted = False
    for node in nodes:
        node.ahead -= by


def rows(station: WatchedStation) -> set[tuple[str, int, int]]:
    """Return node, number and time of every record that stands in the arrivals."""
    found = station.writer.readings.execute("SELECT node, number, time FROM arrivals").fetchall()
    return {(node, number, time) for node, number, time in found}


def read(station: WatchedStation) -> set[tuple[str, int, float]]:
    """Return everything that a page can read."""
    store = SqliteReadings(station.folder, station.judge.knowledge.derive, utc_offset_hours=-4)
    return {
        (str(series), int(at), float(value))
        for series in store.keys()  # noqa: SIM118 - a store is no dictionary
        for found in [store.readings(series, 0, 2**41)]
        for at, value in zip(found.time, found.value, strict=True)
    }


@pytest.mark.parametrize("by", LEAPS)
def test_an_alarm_rings_after_any_leap(
    station: WatchedStation, nodes: tuple[WatchedNode, WatchedNode], by: int
) -> None:
    station.run(20 * MINUTE_S, doing=lambda: [one.says(5.0, mains=1) for one in nodes])
    leap(station, by, nodes)
    station.run(180, doing=lambda: [one.says(1.5, mains=0) for one in nodes])

    found = {(one.kind, one.place) for one in station.alerts() if one.cleared is None}
    assert {("oxygen", "estanque-1"), ("oxygen", "estanque-2")} <= found
    assert "mains" in {kind for kind, _ in found}


@pytest.mark.parametrize("by", LEAPS)
def test_an_alarm_that_stood_before_a_leap_stands_after_it(
    station: WatchedStation, nodes: tuple[WatchedNode, WatchedNode], by: int
) -> None:
    station.run(180, doing=lambda: [one.says(1.5, mains=0) for one in nodes])
    before = {one.uid for one in station.alerts() if one.kind in ("oxygen", "mains")}
    leap(station, by, nodes)
    station.run(180, doing=lambda: [one.says(1.5, mains=0) for one in nodes])

    after = {one.uid for one in station.alerts() if one.kind in ("oxygen", "mains") and one.cleared is None}
    assert before == after


@pytest.mark.parametrize("by", LEAPS)
def test_a_node_that_falls_silent_after_a_leap_is_called_in_time(
    station: WatchedStation, nodes: tuple[WatchedNode, WatchedNode], by: int
) -> None:
    one, two = nodes
    station.run(20 * MINUTE_S, every=60, doing=lambda: (one.says(mains=1), two.says(mains=1)))
    two.status()
    leap(station, by, nodes)
    station.run(5 * MINUTE_S, every=60, doing=lambda: (one.says(mains=1), two.says(mains=1)))
    station.run(65 * MINUTE_S, every=60, doing=lambda: one.says(mains=1))

    assert ("silent_node", "pond-2") in station.open_kinds()


@pytest.mark.parametrize("by", LEAPS)
def test_a_leap_calls_no_node_silent_that_speaks(
    station: WatchedStation, nodes: tuple[WatchedNode, WatchedNode], by: int
) -> None:
    station.run(20 * MINUTE_S, every=60, doing=lambda: [one.says(mains=1) for one in nodes])
    leap(station, by, nodes)
    station.run(20 * MINUTE_S, every=60, doing=lambda: [one.says(mains=1) for one in nodes])

    assert [one for one in station.alerts() if one.kind == "silent_node"] == []


@pytest.mark.parametrize("by", LEAPS)
def test_a_leap_and_the_way_back_move_no_reading_and_lose_none(
    station: WatchedStation, nodes: tuple[WatchedNode, WatchedNode], by: int
) -> None:
    station.run(90 * MINUTE_S, every=60, doing=lambda: [one.says() for one in nodes])
    station.writer.seal(now=station.now)
    before = read(station)
    leap(station, by, nodes)
    station.run(10 * MINUTE_S, every=60, doing=lambda: [one.says() for one in nodes])
    station.writer.seal(now=station.now)
    during = read(station)
    leap(station, -by, nodes)
    station.is_trusted = True
    station.run(60 * MINUTE_S, every=60, doing=lambda: [one.says() for one in nodes])
    for _ in range(2):
        station.writer.seal(now=station.now)

    assert before <= during <= read(station)
    assert len(read(station)) == 2 * 2 * 160
    times = sorted({at for _, at, _ in read(station)})
    assert (times[0], times[-1]) == (TWO + 60, TWO + 160 * 60)


@pytest.mark.parametrize("by", LEAPS)
def test_while_nobody_vouches_for_a_leapt_clock_the_nodes_time_stands(
    station: WatchedStation, nodes: tuple[WatchedNode, WatchedNode], by: int
) -> None:
    leap(station, by, nodes)
    station.run(3 * MINUTE_S, every=60, doing=lambda: [one.says() for one in nodes])

    assert {at for _, _, at in rows(station)} == {TWO + 60, TWO + 120, TWO + 180}


@pytest.mark.parametrize("by", LEAPS)
def test_a_power_on_that_knows_no_time_waits_and_is_resolved_when_the_station_knows_it_again(
    station: WatchedStation, nodes: tuple[WatchedNode, WatchedNode], by: int
) -> None:
    one, _ = nodes
    one.is_synced = False
    leap(station, by, nodes)
    station.run(5 * MINUTE_S, every=60, doing=one.says)
    assert arrivals.count_unresolved(station.writer.readings) == {"pond-1": 5}

    leap(station, -by, nodes)
    station.is_trusted = True
    uptime = (station.counted - one.booted) * 1000
    ask = b'{"n":1,"queue":"0000abcd","boot":1,"uptime_ms":%d}' % uptime
    station.take(node_topic("demo", "pond-1", "time/ask"), ask)

    assert {at for _, _, at in rows(station)} == {TWO + 60 * minute for minute in range(1, 6)}


@pytest.mark.parametrize("by", LEAPS)
def test_a_clock_that_was_put_right_is_not_told_of_for_ever(
    station: WatchedStation, nodes: tuple[WatchedNode, WatchedNode], by: int
) -> None:
    station.run(10 * MINUTE_S, every=60, doing=lambda: [one.says() for one in nodes])
    leap(station, by, nodes)
    station.run(40 * MINUTE_S, every=60, doing=lambda: [one.says() for one in nodes])
    assert ("clock", "") in station.open_kinds()
    leap(station, -by, nodes)
    station.is_trusted = True
    station.run(2 * HOUR_S, every=60, doing=lambda: [one.says() for one in nodes])

    assert ("clock", "") not in station.open_kinds()
