"""A low reading by hand rings like that of a probe, and what was a slip rings no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.alerts import Level
from gateway.domain.entries import NodePlaced
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from tests.gateway.app.small_station import NOON, THREE, SmallStation, of_water, small_station


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SmallStation]:
    with small_station(tmp_path) as opened:
        yield opened


def a_probe_said(oxygen: float) -> Arrival:
    """Return a record as a digital probe sends it."""
    values = {"sonda": {"oxygen": oxygen}}
    return Arrival("pond-1", 1, 1, 1, 60, THREE, THREE, TimeKnown.SYNCED, THREE, values)


def test_a_low_reading_of_now_calls_for_an_alarm_like_that_of_a_probe(station: SmallStation) -> None:
    station.say("low", of_water("0.4"))
    station.follow()

    [alert] = station.alerts()
    assert (alert.place, alert.kind, alert.level) == ("estanque-1", "oxygen", Level.EMERGENCY)


def test_two_of_three_agree_also_when_they_are_of_people(station: SmallStation) -> None:
    for number, oxygen in enumerate(("1.5", "4.5", "1.6")):
        station.say(f"reading-{number}", of_water(oxygen), at=THREE + 60 * number)
    station.follow()

    assert [alert.level for alert in station.alerts()] == [Level.CRITICAL]


def test_a_reading_by_hand_and_one_of_the_probe_agree(station: SmallStation) -> None:
    station.say("placed", NodePlaced("pond-1", "estanque-1", 0))
    station.follow()
    station.judge.judge("pond-1", [a_probe_said(1.5)], now=THREE)
    station.say("low", of_water("1.6"), at=THREE + 60)
    station.follow()

    assert [alert.level for alert in station.alerts()] == [Level.CRITICAL]


@pytest.mark.parametrize(("ago", "opened"), [(900, 1), (901, 0), (DAY, 0)])
def test_an_old_reading_rings_nobody(station: SmallStation, ago: int, opened: int) -> None:
    station.say("low", of_water("0.4"), at=THREE - ago)
    station.follow()

    assert len(station.alerts()) == opened
    assert len(station.rows()) == 1


def test_a_reading_that_was_told_while_the_gateway_was_down_rings_when_it_is_back(
    station: SmallStation,
) -> None:
    station.say("low", of_water("0.4"))
    station.now += 3600
    station.follow()

    assert [alert.level for alert in station.alerts()] == [Level.EMERGENCY]


def test_three_good_readings_by_day_end_it(station: SmallStation) -> None:
    station.say("low", of_water("0.4"))
    station.follow()
    station.now = NOON
    for number in range(3):
        station.say(f"high-{number}", of_water("5.0"), at=NOON + number)
    station.follow()

    assert [alert.cleared for alert in station.alerts()] == [NOON + 2]


def test_an_alarm_that_rested_on_a_slip_ends_when_it_is_taken_back(station: SmallStation) -> None:
    station.say("slip", of_water("0.4"))
    station.follow()
    station.take_back("slip")
    station.follow()

    assert [alert.cleared for alert in station.alerts()] == [THREE]


def test_an_alarm_stays_when_the_other_readings_call_for_it_too(station: SmallStation) -> None:
    station.say("one", of_water("0.4"))
    station.say("two", of_water("0.5"), at=THREE + 60)
    station.follow()
    station.take_back("one")
    station.follow()

    assert [alert.cleared for alert in station.alerts()] == [None]
