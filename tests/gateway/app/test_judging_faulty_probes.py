"""A probe that is stuck or dead rings for itself, never for the oxygen; a doubt silences nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from gateway.domain.alerts import Level
from gateway.domain.entries import NodePlaced
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.store.sqlite import alerts, arrivals
from gateway.store.sqlite.arrivals import Arrival
from tests.gateway.app.small_station import THREE, SmallStation, small_station

MINUTE = 60
HOUR = 3600
OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")


SAID_AS = {"probe": "oxygen"}
"""As which quantity the probe of a test says what it says."""


@pytest.fixture(params=["oxygen", "oxygen_probe"], ids=["says oxygen", "is digital"])
def station(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SmallStation]:
    monkeypatch.setitem(SAID_AS, "probe", request.param)
    with small_station(tmp_path) as opened:
        opened.say("placed", NodePlaced("pond-1", "estanque-1", 0))
        opened.follow()
        yield opened


def say(station: SmallStation, values: Iterable[float], *, since: int = THREE, every: int = MINUTE) -> int:
    """Let a probe say values, one a record as they come, and return the moment of the next."""
    at = since
    for value in values:
        said = {"sonda": {SAID_AS["probe"]: value}}
        one = Arrival("pond-1", 1, at // MINUTE, 1, at, at, at, TimeKnown.SYNCED, at, said)
        with station.writer.transaction() as readings:
            arrivals.insert(readings, one)
            for change in station.judge.judge("pond-1", [one], now=at):
                alerts.save(readings, change)
        at += every
    return at


def flags(station: SmallStation) -> list[int]:
    return [flag for *_, flag in station.rows(OXYGEN)]


def test_a_probe_that_falls_dead_opens_no_oxygen_alarm(station: SmallStation) -> None:
    say(station, [5.0, 5.1, 5.0, *[0.0] * 30])

    assert station.alerts() == []
    assert flags(station)[3:] == [Flag.FAIL] * 30


def test_a_pond_that_runs_out_of_oxygen_opens_an_alarm_though_it_ends_at_nothing(
    station: SmallStation,
) -> None:
    say(station, [3.5, 2.6, 1.7, 0.8, 0.2, *[0.0] * 30])

    assert [alert.level for alert in station.alerts()] == [Level.EMERGENCY]


def test_where_nothing_tells_the_dead_probe_from_dead_water_the_alarm_rings(station: SmallStation) -> None:
    say(station, [5.0, 0.0, 0.0], every=10 * MINUTE)

    assert [alert.level for alert in station.alerts()] == [Level.EMERGENCY]


def test_a_fall_that_looks_like_a_spike_is_suspect_and_rings(station: SmallStation) -> None:
    at = say(station, [6.0] * 15)
    say(station, [0.6] * 15, since=at)

    assert [alert.level for alert in station.alerts()] == [Level.EMERGENCY]
    assert set(flags(station)[-5:]) == {Flag.SUSPECT}


def test_a_probe_stuck_below_the_limit_rings_first_and_says_nothing_after_eight_hours(
    station: SmallStation,
) -> None:
    at = say(station, [1.5] * 10, every=HOUR)
    opened = [(alert.level, alert.opened) for alert in station.alerts()]
    say(station, [1.5] * 3, since=at, every=HOUR)

    assert [level for level, _ in opened] == [Level.CRITICAL]
    assert [(alert.level, alert.opened) for alert in station.alerts()] == opened
    assert flags(station)[-1] == Flag.FAIL


def test_after_a_restart_the_last_hours_are_read_from_the_store(station: SmallStation) -> None:
    at = say(station, [5.0] * 60)
    station.writer.seal(now=at + 200)
    station.judge.forget()

    at = say(station, [0.0], since=at)
    station.judge.forget()
    say(station, [0.0] * 3, since=at)

    assert station.alerts() == []
    assert flags(station)[-4:] == [Flag.FAIL] * 4


def test_the_judge_gives_the_flags_of_the_store(station: SmallStation) -> None:
    judged = []
    for number in range(200):
        value = 5.0 if number % 50 < 40 else 5.0 + number % 7
        at = THREE + number * 10 * MINUTE
        one = Arrival("pond-1", 1, number, 1, at, at, at, TimeKnown.SYNCED, at, {"sonda": {"oxygen": value}})
        with station.writer.transaction() as readings:
            arrivals.insert(readings, one)
            [(_, reading)] = station.judge._readings([one], now=at)
        told = station.reader().readings(OXYGEN, at, at + 1)
        judged.append((reading.flag, int(told.flag[-1])))
        if number % 31 == 0:
            station.writer.seal(now=at)

    assert [by_judge for by_judge, _ in judged] == [by_store for _, by_store in judged]
    assert {flag for flag, _ in judged} >= {Flag.GOOD, Flag.SUSPECT}
