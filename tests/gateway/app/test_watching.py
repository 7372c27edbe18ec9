"""The rules over a whole station: what its nodes say through the pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.alerts import Level
from gateway.domain.entries import AlarmAcknowledged
from gateway.domain.letters import ChannelHealth
from gateway.domain.outlook import CrossingSaid, ForecastSaid
from gateway.store.sqlite import letters, nights
from tests.gateway.app.small_station import MIDNIGHT, NOON
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


def test_a_quiet_night_calls_nobody(station: WatchedStation, node: WatchedNode) -> None:
    station.run(2 * HOUR_S, doing=lambda: node.says(5.0, mains=1, aerator_running=0))

    assert station.alerts() == []


# The power.


def test_mains_cut_at_two_is_a_danger_within_the_same_turn(
    station: WatchedStation, node: WatchedNode
) -> None:
    node.says(5.0, mains=1)
    station.look()
    station.now += 1

    outcome = node.says(5.0, mains=0)
    station.look()

    assert outcome.urgent
    [alert] = station.alerts("mains")
    assert (alert.place, alert.level, alert.opened) == ("estanque-1", Level.CRITICAL, station.now)


def test_what_an_input_says_again_is_not_urgent(station: WatchedStation, node: WatchedNode) -> None:
    assert [node.says(mains=1).urgent, node.says(mains=1).urgent, node.says(mains=0).urgent] == [
        True,
        False,
        True,
    ]


def test_by_day_lost_mains_are_a_caution_and_at_dusk_they_call_again(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=NOON) as station:
        node = WatchedNode(station)
        station.run(60, doing=lambda: node.says(mains=0))
        assert [one.level for one in station.alerts("mains")] == [Level.WARN]

        station.run(8 * HOUR_S, every=120, doing=lambda: node.says(mains=0))

        assert station.whats("mains") == ["opened", "raised"]


def test_by_day_lost_mains_are_a_danger_where_the_water_warns(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=NOON) as station:
        node = WatchedNode(station)
        station.run(120, doing=lambda: node.says(2.8, mains=0))

        assert [one.level for one in station.alerts("mains")] == [Level.CRITICAL]


def test_power_that_flaps_is_one_alert_and_one_that_is_back_is_over(
    station: WatchedStation, node: WatchedNode
) -> None:
    for turn in range(20):
        station.run(30, doing=lambda value=turn % 2: node.says(mains=value))
    assert station.whats("mains") == ["opened"]

    station.run(32 * MINUTE_S, every=120, doing=lambda: node.says(mains=1))

    assert station.whats("mains") == ["opened", "cleared"]


def test_late_data_after_an_outage_raises_nothing(station: WatchedStation, node: WatchedNode) -> None:
    """A night of danger, lost mains and a stopped aerator was kept by a node while the gateway was dead."""
    low = {"sonda": {"oxygen": 0.6}, "luz": {"mains": 0.0}, "aireador": {"aerator_running": 0.0}}
    station.say("on", switch("on"))
    records = [node.record(low, ago=ago) for ago in range(4 * HOUR_S, 15 * MINUTE_S, -MINUTE_S)]
    for first in range(0, len(records), 50):
        outcome = node.send(*records[first : first + 50])
        station.look()
        assert not outcome.urgent

    assert station.alerts() == []


def test_what_comes_before_the_backlog_is_drained_raises_nothing(
    station: WatchedStation, node: WatchedNode
) -> None:
    station.pipeline.presence.connected()
    station.run(600, doing=lambda: node.says(0.5, mains=0))
    assert station.alerts() == []

    station.pipeline.presence.drained()
    station.run(30, doing=lambda: node.says(0.5, mains=0))

    assert {one.kind for one in station.alerts()} == {"mains", "oxygen"}


# The aerator.


def test_an_aerator_without_current_is_called_after_three_minutes(
    station: WatchedStation, node: WatchedNode
) -> None:
    station.run(300, doing=lambda: node.says(2.5, aerator_running=0))
    station.say("on", switch("on"))
    station.run(150, doing=lambda: node.says(2.5, aerator_running=0))
    assert station.alerts("aerator") == []

    station.run(60, doing=lambda: node.says(2.5, aerator_running=0))

    assert [one.level for one in station.alerts("aerator")] == [Level.CRITICAL]


def test_an_aerator_that_is_switched_off_again_is_over(station: WatchedStation, node: WatchedNode) -> None:
    station.say("on", switch("on"))
    station.run(300, doing=lambda: node.says(2.5, aerator_running=0))
    station.say("off", switch("off"))
    station.run(330, doing=lambda: node.says(2.5, aerator_running=0))

    assert station.whats("aerator") == ["opened", "cleared"]


@pytest.mark.parametrize("has_current", [True, False])
def test_an_aerator_on_at_three_that_dies_at_three_forty_rings_again_before_half_past_four(
    tmp_path: Path, has_current: bool
) -> None:
    """Critical at 2:50, somebody goes; with the current measured it rings in minutes, else by the water."""
    with watched_station(tmp_path, now=MIDNIGHT + 2 * HOUR_S + 30 * MINUTE_S) as station:
        node = WatchedNode(station)
        running: dict[str, float] = {"aerator_running": 0} if has_current else {}
        station.run(30 * MINUTE_S, every=60, doing=lambda: node.says(1.6, **running))
        [alert] = station.alerts("oxygen")
        station.say("go", AlarmAcknowledged(alert.uid, level=2))
        station.say("on", switch("on"))
        died, water = MIDNIGHT + 3 * HOUR_S + 40 * MINUTE_S, [1.6]

        def goes_on() -> None:
            is_on = station.now < died
            water.append(water[-1] + (5.2 - water[-1]) / 45 if is_on else water[-1] - (water[-1] - 1.2) / 90)
            if has_current:
                running["aerator_running"] = float(is_on)
            node.says(water[-1], **running)

        station.run(90 * MINUTE_S, every=60, doing=goes_on)

        rung = [one.opened for one in station.alerts("aerator")]
        again = [one.again for one in station.alerts("oxygen") if one.again is not None]
        within_s = 5 * MINUTE_S if has_current else 45 * MINUTE_S
        assert died <= min(rung + again) < died + within_s


def test_an_aerator_that_helps_calls_nobody(station: WatchedStation, node: WatchedNode) -> None:
    water = [1.6]
    station.say("on", switch("on"))

    def rises() -> None:
        water.append(water[-1] + (5.2 - water[-1]) / 60)
        node.says(water[-1], aerator_running=1)

    station.run(3 * HOUR_S, every=60, doing=rises)

    assert station.alerts("aerator") == []
    assert [one.is_recovering for one in station.alerts("oxygen")] == [True]


# The rest of the station.


def say_forecast(station: WatchedStation, probability: float) -> None:
    sunset, sunrise = MIDNIGHT + 18 * HOUR_S, MIDNIGHT + 30 * HOUR_S
    crossings = (CrossingSaid(3.0, probability), CrossingSaid(2.0, 0.2))
    end = sunrise + 3 * HOUR_S
    said = ForecastSaid("estanque-1", "2026-05-28", station.now, sunset, sunrise, end, crossings=crossings)
    with station.writer.transaction() as connection:
        nights.say(connection, said)


def test_tonight_s_forecast_is_worth_a_word_and_is_over_with_the_night(tmp_path: Path) -> None:
    evening = MIDNIGHT + 20 * HOUR_S + 30 * MINUTE_S
    with watched_station(tmp_path, now=evening) as station:
        say_forecast(station, 0.6)
        node = WatchedNode(station)
        station.run(60, doing=node.says)
        assert [(one.level, one.value) for one in station.alerts("dawn")] == [(Level.WARN, 0.6)]

        station.run(14 * HOUR_S, every=300, doing=node.says)

        assert station.whats("dawn") == ["opened", "cleared"]
        assert station.alerts("dawn")[0].is_over


def test_of_water_that_is_low_already_nothing_is_foretold(tmp_path: Path) -> None:
    evening = MIDNIGHT + 20 * HOUR_S + 30 * MINUTE_S
    with watched_station(tmp_path, now=evening) as station:
        node = WatchedNode(station)
        station.run(120, doing=lambda: node.says(2.5))
        say_forecast(station, 0.9)
        station.run(120, every=60, doing=lambda: node.says(2.5))

        assert [one.kind for one in station.alerts()] == ["oxygen"]


def test_cold_water_and_a_low_battery_are_told(station: WatchedStation, node: WatchedNode) -> None:
    node.status(battery_v=3.4)
    station.run(180, every=60, doing=lambda: node.says(5.0, warm=20.0))

    assert station.open_kinds() == [("battery", "pond-1"), ("temperature", "estanque-1")]


def test_what_a_node_said_of_its_battery_stands_when_it_is_lost(
    station: WatchedStation, node: WatchedNode
) -> None:
    node.status(battery_v=3.4)
    station.run(60, doing=node.says)
    node.status("lost")
    station.run(300)

    assert ("battery", "pond-1") in station.open_kinds()


def test_a_way_that_does_not_answer_waits_for_the_day(tmp_path: Path) -> None:
    with watched_station(tmp_path, now=MIDNIGHT + 5 * HOUR_S) as station:
        with station.writer.transaction() as connection:
            broken = ChannelHealth("sms", station.now, is_well=False, said="sin saldo")
            letters.answered(connection, broken)
        node = WatchedNode(station)
        station.run(60, doing=node.says)
        assert station.open_kinds() == []

        station.run(5 * HOUR_S, every=300, doing=node.says)

        assert station.open_kinds() == [("channel", "sms")]


def test_a_dead_probe_is_a_sensor_alarm_and_no_oxygen_alarm(
    station: WatchedStation, node: WatchedNode
) -> None:
    station.run(30 * MINUTE_S, every=60, doing=lambda: node.says(5.0))
    station.run(20 * MINUTE_S, every=60, doing=lambda: node.says(99.0))

    assert station.open_kinds() == [("sensor", "pond-1/sonda")]
    assert station.alerts()[0].level is Level.WARN


def test_of_a_node_that_was_taken_away_nothing_is_said(station: WatchedStation) -> None:
    stranger = WatchedNode(station, "pond-9")
    station.run(60, doing=stranger.says)
    station.run(2 * HOUR_S, every=300)

    assert [one for one in station.alerts() if one.subject == "pond-9"] == []
