"""Broken probes, live: an alarm about the probe, none about the oxygen."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from gateway.domain.columns import Signals
from gateway.domain.readings import SeriesKey
from tests.gateway.app.watched_station import HOUR_S, MINUTE_S, WatchedNode, WatchedStation, watched_station

TEN = 10 * MINUTE_S
BETWEEN = {
    SeriesKey("pond-1", "sonda", "oxygen"): (6.5, 8.5),
    SeriesKey("pond-1", "sonda", "water_temperature"): (26.0, 30.0),
}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[WatchedStation]:
    with watched_station(tmp_path) as opened:
        yield opened


def live(station: WatchedStation, hours: float, said: Callable[[int], tuple[float, float]]) -> None:
    """Let a probe say oxygen and temperature every ten minutes."""
    node = WatchedNode(station)

    def says() -> None:
        oxygen, warm = said(node.number)
        node.says(oxygen, warm=warm)

    station.run(int(hours * HOUR_S), every=TEN, doing=says)


def test_a_stuck_probe(station: WatchedStation) -> None:
    live(station, 12, lambda _: (6.34, 27.5))

    assert station.open_kinds() == [("sensor", "pond-1/sonda")]


def test_a_probe_that_says_nothing_although_its_node_speaks(station: WatchedStation) -> None:
    node = WatchedNode(station)
    station.run(30 * MINUTE_S, every=MINUTE_S, doing=lambda: node.says(5.0 + node.number % 7 / 50))
    station.run(
        40 * MINUTE_S,
        every=MINUTE_S,
        doing=lambda: node.send(node.record({"sonda": {"water_temperature": 27.5}})),
    )

    assert station.open_kinds() == [("sensor", "pond-1/sonda")]


def test_a_probe_that_hangs_in_air(station: WatchedStation) -> None:
    live(station, 8, lambda n: (7.56 + 0.0175 * n, 30 - n / 7.5))

    assert station.open_kinds() == [("sensor", "pond-1/sonda")]


def test_a_dead_probe(station: WatchedStation) -> None:
    live(station, 2, lambda n: (5.0, 28.0) if n < 6 else (0.0, -127.0))

    assert station.open_kinds() == [("sensor", "pond-1/sonda")]


def test_a_probe_whose_voltage_fell_to_nothing_at_a_blow(station: WatchedStation) -> None:
    node = WatchedNode(station)
    station.run(30 * MINUTE_S, every=MINUTE_S, doing=lambda: node.says(5.0 + node.number % 7 / 50))
    station.run(30 * MINUTE_S, every=MINUTE_S, doing=lambda: node.says(0.0))

    assert station.open_kinds() == [("sensor", "pond-1/sonda")]


def test_a_probe_that_says_numbers_drawn_at_random_for_days(station: WatchedStation) -> None:
    chance = random.Random(2022)
    start = station.now // HOUR_S * HOUR_S
    time = [start - 4 * 86_400 + TEN * step for step in range(4 * 144)]
    with station.writer.archive.transaction():
        for day in sorted({at // 86_400 * 86_400 for at in time}):
            own = [at for at in time if day <= at < day + 86_400]
            rows = {
                key: Signals.measured(np.array(own), np.array([chance.uniform(*between) for _ in own]))
                for key, between in BETWEEN.items()
            }
            station.writer.add_rows("pond-1", day, rows, now=station.now)

    live(station, 1, lambda _: (chance.uniform(6.5, 8.5), chance.uniform(26, 30)))

    assert station.open_kinds() == [("sensor", "pond-1/sonda")]


def test_a_pond_without_oxygen_all_night_is_an_oxygen_alarm_and_no_broken_probe(
    station: WatchedStation,
) -> None:
    live(station, 7, lambda n: (max(3.0 - n / 6, 0.02 + n % 3 / 100), 27.5 - n / 60))

    assert {kind for kind, _ in station.open_kinds()} == {"oxygen"}
