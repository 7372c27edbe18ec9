"""Somebody sees fish gasping: an alarm within a second, once, until it is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.alerts import Level
from gateway.domain.entries import AlarmAcknowledged, FishGasping
from tests.gateway.app.small_station import NOON, THREE, SmallStation, of_water, small_station

SEEN = FishGasping("estanque-1", "many")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SmallStation]:
    with small_station(tmp_path) as opened:
        yield opened


def look(station: SmallStation) -> None:
    """Do the task of the alarm if it is due."""
    gasping = station.following.acting.gasping
    if gasping.is_due(station.now):
        gasping.act(station.now)


def acknowledge(station: SmallStation) -> None:
    station.say("tap", AlarmAcknowledged(station.alerts()[0].uid, level=3))
    station.follow()


def test_it_is_an_emergency_whatever_the_oxygen_reads(station: SmallStation) -> None:
    station.say("fine", of_water("5.0"))
    station.say("seen", SEEN)
    station.follow()

    [alert] = station.alerts()
    assert (alert.place, alert.kind, alert.level) == ("estanque-1", "gasping", Level.EMERGENCY)


def test_whoever_sees_it_too_rings_no_second_alarm(station: SmallStation) -> None:
    station.say("seen", SEEN)
    station.follow()
    station.say("seen-too", SEEN, at=THREE + 60)
    station.follow()

    assert len(station.alerts()) == 1


def test_a_report_that_waited_in_a_telephone_rings_nobody(station: SmallStation) -> None:
    station.say("seen", SEEN, at=THREE - 3600)
    station.follow()

    assert station.alerts() == []


def test_what_was_told_while_the_gateway_was_down_rings_when_it_is_back(station: SmallStation) -> None:
    station.say("seen", SEEN)
    station.now += 1800
    station.follow()

    assert [one.kind for one in station.alerts()] == ["gasping"]


def test_a_slip_that_is_taken_back_ends_the_alarm(station: SmallStation) -> None:
    station.say("seen", SEEN)
    station.follow()
    station.take_back("seen")
    station.follow()

    assert [alert.cleared for alert in station.alerts()] == [THREE]


def test_what_was_taken_back_before_the_station_read_it_rings_nobody(station: SmallStation) -> None:
    station.say("seen", SEEN)
    station.take_back("seen")
    station.follow()

    assert station.alerts() == []


def test_somebody_says_i_go_and_it_is_over_by_day_two_hours_later(station: SmallStation) -> None:
    station.say("seen", SEEN)
    station.follow()
    acknowledge(station)
    look(station)
    assert [(one.acknowledged, one.cleared) for one in station.alerts()] == [(THREE, None)]

    station.now = NOON
    station.following.acting.gasping.judge("estanque-1", now=NOON)

    assert [alert.cleared for alert in station.alerts()] == [NOON]


def test_the_task_ends_what_is_over(tmp_path: Path) -> None:
    with small_station(tmp_path) as station:
        station.say("seen", SEEN)
        station.follow()
        acknowledge(station)
    with small_station(tmp_path) as station:
        station.now = NOON
        look(station)

        assert [alert.cleared for alert in station.alerts()] == [NOON]
        assert not station.following.acting.gasping.is_due(NOON)


def test_somebody_says_that_they_gasp_no_more_and_it_is_over_when_the_oxygen_is_there(
    station: SmallStation,
) -> None:
    station.say("seen", SEEN)
    station.follow()
    station.say("no-more", FishGasping("estanque-1", over=True), at=THREE + 60)
    station.follow()
    assert [alert.cleared for alert in station.alerts()] == [None]

    for number in range(3):
        station.say(f"fine-{number}", of_water("4.5"), at=THREE + 120 + number)
    station.now = THREE + 180
    station.follow()
    station.following.acting.gasping.judge("estanque-1", now=station.now)

    assert [alert.cleared for alert in station.alerts()] == [THREE + 180]


def test_after_a_new_database_an_old_report_rings_nobody_again(tmp_path: Path) -> None:
    with small_station(tmp_path) as station:
        station.say("seen", SEEN)
        station.follow()
    for path in tmp_path.glob("readings.db*"):
        path.unlink()

    with small_station(tmp_path, now=THREE + 2 * 3600) as station:
        assert station.alerts() == []
