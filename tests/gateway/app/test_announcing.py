"""What is announced to Home Assistant stands while the node is there, and nothing old is told as new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from home_assistant import check

from gateway.app.announcing import AWAY_S, EVERY_S, Announcing, Voice, is_announced
from gateway.app.discovery import SHOWN
from gateway.domain.entries import NodePlaced
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.store.sqlite import cursors
from gateway.store.sqlite.cursors import Cursor
from tests.gateway.app.small_station import SmallStation, small_station

TOPIC = "homeassistant/device/conuco_demo_{node}/config"
AIR = SeriesKey("clima-1", "caseta", "air_temperature")
STATE = "conuco/v1/demo/-/state/clima-1/caseta/air_temperature"


@dataclass
class Broker:
    """Keeps what is to be kept and remembers what was said."""

    connection: int | None = 1
    kept: dict[str, bytes] = field(default_factory=dict)
    said: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def voice(self) -> Voice:
        return Voice(
            lambda topic, body: self.said.append((topic, body)),
            self.kept.__setitem__,
            lambda: self.connection,
        )


@dataclass
class Announced:
    """A small station that announces; `turn` does what is due."""

    station: SmallStation
    broker: Broker
    prefix: str | None = "homeassistant"
    monotonic: float = 0.0

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        judge = self.station.judge
        self.task = Announcing(
            self.broker.voice,
            judge.writer,
            judge.knowledge,
            "demo",
            self.prefix,
            self.station.folder,
            lambda: self.monotonic,
        )

    def hear(self, value: float, *, flag: Flag = Flag.GOOD, series: SeriesKey = AIR) -> None:
        now = self.station.now
        with self.station.writer.transaction() as connection:
            cursors.save(connection, Cursor(series.node, 1, 1, heard=now))
        self.task.hear([(now, Reading(series, now, value, flag, TimeKnown.SYNCED))])

    def turn(self) -> None:
        """Look twice, and do all that is due."""
        for _ in range(2):
            self.monotonic += EVERY_S
            acts = 0
            while self.task.is_due(self.station.now):
                self.task.act(self.station.now)
                acts += 1
                assert acts < 20, "it never ends"


@pytest.fixture
def announced(tmp_path: Path) -> Iterator[Announced]:
    with small_station(tmp_path) as station:
        yield Announced(station, Broker())


def test_a_weather_node_that_stands_nowhere_is_announced_too(announced: Announced) -> None:
    announced.hear(31.5)
    announced.turn()

    found = check(announced.broker.kept[TOPIC.format(node="clima-1")])
    assert found["device"] == {"identifiers": ["conuco_demo_clima-1"], "name": "clima-1"}
    assert announced.broker.said == [(STATE, b"31.5")]


def test_every_quantity_of_the_table_makes_a_message_that_is_taken(announced: Announced) -> None:
    for quantity in SHOWN:
        announced.hear(1.0, series=AIR._replace(quantity=quantity))
    announced.turn()

    found = check(announced.broker.kept[TOPIC.format(node="clima-1")])
    assert len(found["components"]) == len(SHOWN)
    assert set(SHOWN) <= set(QUANTITIES)
    told = {topic.rsplit("/", 1)[1]: body for topic, body in announced.broker.said}
    assert (told["mains"], told["soil_water"], told["oxygen"]) == (b"ON", b"100", b"1")


def test_a_value_that_failed_is_never_told(announced: Announced) -> None:
    announced.hear(-40.0, flag=Flag.FAIL)
    announced.turn()

    assert TOPIC.format(node="clima-1") in announced.broker.kept
    assert announced.broker.said == []


def test_a_node_that_was_taken_away_is_withdrawn(announced: Announced) -> None:
    announced.hear(31.5)
    announced.turn()
    announced.station.say("away", NodePlaced("clima-1", None, announced.station.now))
    announced.station.follow()
    announced.turn()

    assert announced.broker.kept[TOPIC.format(node="clima-1")] == b""
    assert not is_announced(announced.station.folder)


def test_a_node_that_is_silent_for_a_month_is_withdrawn(announced: Announced) -> None:
    announced.hear(31.5)
    announced.turn()
    announced.station.now += AWAY_S + 1
    announced.turn()

    assert announced.broker.kept[TOPIC.format(node="clima-1")] == b""


def test_an_old_value_is_not_told_again_as_if_it_were_new(announced: Announced) -> None:
    announced.hear(31.5)
    announced.turn()
    announced.station.now += 7201
    announced.task.home_says(b"online")
    announced.turn()

    assert announced.broker.said == [(STATE, b"31.5")]


def test_nothing_is_due_while_no_broker_is_there_and_all_is_said_on_the_next(announced: Announced) -> None:
    announced.broker.connection = None
    announced.hear(31.5)
    announced.turn()
    before = dict(announced.broker.kept)
    announced.broker.connection = 2
    announced.turn()

    assert before == {}
    assert announced.broker.kept["conuco/v1/demo/-/gateway"] == b"online"
    assert announced.broker.said == [(STATE, b"31.5")]


def test_who_stops_announcing_takes_all_of_it_back(announced: Announced) -> None:
    for number in range(30):
        announced.hear(31.5, series=AIR._replace(node=f"clima-{number}"))
    announced.turn()
    announced.prefix = None
    announced.begin()
    announced.turn()

    topics = [TOPIC.format(node=f"clima-{number}") for number in range(30)]
    assert [announced.broker.kept[one] for one in topics] == [b""] * 30
    assert not is_announced(announced.station.folder)
