"""Somebody presses the button of a pond: the alarm of fish that gasp, once a press."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.app.pressing import AGAIN_S, PondButton
from gateway.domain.alerts import Level
from gateway.domain.entries import AlarmAcknowledged, FishGasping, NodePlaced
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.arrivals import Arrival
from tests.gateway.app.small_station import NOON, THREE, SmallStation, small_station


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SmallStation]:
    with small_station(tmp_path) as opened:
        opened.say("placed", NodePlaced("pond-1", "estanque-1", 0), at=0)
        opened.follow()
        yield opened


def a_press(number: int = 7, *, node: str = "pond-1", uptime: int = 60, said: float = 1.0) -> Arrival:
    values = {"boqueo": {"gasping": said}}
    return Arrival(node, 0xABCD, number, 1, uptime, THREE, THREE, TimeKnown.SYNCED, THREE, values)


def press(station: SmallStation, *presses: Arrival) -> None:
    """Hear records of now and follow what they have made of the book."""
    button = PondButton(station.journal, station.following.knowledge)
    assert button.judge(presses[0].node, list(presses), now=station.now) == []
    station.follow()


def told(station: SmallStation) -> list[tuple[str, int, str]]:
    found = station.journal.entries("book", kinds={"gasping"})
    return [(one.body.place, one.happened, one.author) for one in found if isinstance(one.body, FishGasping)]


def test_a_press_is_an_emergency_where_the_node_stands(station: SmallStation) -> None:
    press(station, a_press())

    [alert] = station.alerts()
    assert (alert.place, alert.kind, alert.level) == ("estanque-1", "gasping", Level.EMERGENCY)
    assert told(station) == [("estanque-1", THREE, "boton")]


def test_the_same_press_heard_twice_stands_once(station: SmallStation) -> None:
    press(station, a_press())
    station.now += AGAIN_S
    press(station, a_press())

    assert len(told(station)) == 1
    assert len(station.alerts()) == 1


def test_a_press_is_of_the_moment_when_it_was_pressed(station: SmallStation) -> None:
    press(station, a_press(7, uptime=60), a_press(8, uptime=300, said=0.0))

    assert told(station) == [("estanque-1", THREE - 240, "boton")]


def test_a_button_that_is_stuck_does_not_fill_the_book(station: SmallStation) -> None:
    for number in range(20):
        station.now = THREE + 60 * number
        press(station, a_press(number))

    assert [at for _, at, _ in told(station)] == [THREE, THREE + AGAIN_S]
    assert len(station.alerts()) == 1


def test_a_press_after_the_fish_were_fine_is_an_alarm_again(station: SmallStation) -> None:
    station.now = NOON
    press(station, a_press(1))
    station.now += 60
    station.say("over", FishGasping("estanque-1", over=True))
    station.follow()

    station.now += 60
    press(station, a_press(2))

    assert {alert.opened: alert.cleared for alert in station.alerts()} == {NOON: NOON + 60, NOON + 120: None}


def test_it_ends_as_what_people_report_does(station: SmallStation) -> None:
    press(station, a_press())
    station.say("goes", AlarmAcknowledged(station.alerts()[0].uid, level=3))
    station.follow()
    station.now = NOON

    gasping = station.following.acting.gasping
    assert gasping.is_due(station.now)
    gasping.act(station.now)
    assert [alert.cleared for alert in station.alerts()] == [NOON]


@pytest.mark.parametrize(("late_s", "alarms"), [(30, 1), (3600, 0)], ids=["of now", "of an hour ago"])
def test_a_press_that_comes_late_is_kept_and_alarms_nobody(
    station: SmallStation, late_s: int, alarms: int
) -> None:
    button = PondButton(station.journal, station.following.knowledge)
    pipeline = Pipeline(station.writer, button, commune="demo")
    pipeline.presence.drained()
    said = {"number": 0, "boot": 1, "uptime": 9000 - late_s, "clock": "synced", "time": THREE - late_s}
    batch = {"uptime": 9000, "boot": 1, "records": [said | {"values": {"boqueo": {"gasping": 1}}}]}

    topic = "conuco/v1/demo/pond-1/readings/0000abcd/0/0/0"
    with station.writer.transaction():
        outcome = pipeline.take(
            Heard(topic, json.dumps(batch).encode()), arrived=Arrived(THREE * 1000, is_trusted=True)
        )
    station.follow()

    assert len(station.alerts()) == len(told(station)) == alarms
    assert outcome.urgent == bool(alarms)
    kept = station.reader().readings(SeriesKey("pond-1", "boqueo", "gasping"), 0, THREE + 1)
    assert (kept.time.tolist(), kept.value.tolist()) == ([THREE - late_s], [1.0])


@pytest.mark.parametrize(
    ("node", "place"), [("pond-9", None), ("pond-1", "lote-1")], ids=["placed nowhere", "in a field"]
)
def test_a_press_where_no_pond_is_alarms_nobody(station: SmallStation, node: str, place: str | None) -> None:
    if place:
        station.say("moved", NodePlaced(node, place, THREE - 3600))
        station.follow()

    press(station, a_press(node=node))

    assert told(station) == []
    assert station.alerts() == []


def test_a_button_that_is_only_read_says_nothing(station: SmallStation) -> None:
    press(station, a_press(said=0.0))

    assert told(station) == []
