from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
from builders import NIGHT, an_entry
from fakes import MemoryReadings
from small_commune import derived_of

from dashboard.nodes.preparation import (
    ORDER,
    Prepared,
    newest_signal,
    prepared,
    signals_as_said,
    unmarked_signals,
)
from gateway.domain.calibration import OxygenMarks
from gateway.domain.columns import Derived
from gateway.domain.entries import Body, CalibrationRecorded, NodePlaced, PlaceRegistered
from gateway.domain.message import Status
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import Registers, registers
from gateway.store.base import NodeState

POND = PlaceRegistered("estanque-1", "pond", 1, "La Ceiba")
SIGNAL = SeriesKey("pond-1", "sonda", "oxygen_signal")
OXYGEN = SIGNAL._replace(quantity="oxygen")
MARKS = CalibrationRecorded("pond-1", "sonda", "oxygen_signal", 0, OxygenMarks(Decimal(1600), Decimal(28)))


def said(*bodies: Body) -> Registers:
    return registers([an_entry(body, number=number) for number, body in enumerate(bodies, 1)])


def a_node(name: str = "pond-1", **newest: dict[str, float]) -> NodeState:
    return NodeState(name, Status("online", newest=newest), NIGHT, NIGHT, 0, 0)


def a_station(
    *bodies: Body, nodes: Sequence[NodeState] = (), unmarked: Sequence[SeriesKey] = (), **counts: int
) -> Prepared:
    ordinary = {"people": 0, "enterprises": 0, "units": 0, "goods": 0, "councils": 0} | counts
    return prepared(said(*bodies), nodes, unmarked, ordinary)  # type: ignore[arg-type]


def test_an_empty_station_lacks_a_place_first_and_no_probe() -> None:
    empty = a_station()

    assert empty.left == ["places", "people", "enterprises", "units", "goods", "councils"]


def test_a_place_needs_no_node() -> None:
    ready = a_station(POND, people=2, enterprises=1, units=1, goods=1, councils=1)

    assert ready.left == []


def test_a_node_that_is_heard_and_stands_nowhere_is_told() -> None:
    station = a_station(POND, nodes=[a_node("pond-7")])

    assert [one.node for one in station.loose] == ["pond-7"]
    assert station.left[0] == "nodes"


@pytest.mark.parametrize(
    "status", [Status("sleeping", newest={"aire": {"air_temperature": 27.5}}), Status("online", ringing=0)]
)
def test_the_weather_and_a_siren_stand_at_no_place_and_nobody_has_to_place_them(status: Status) -> None:
    node = NodeState("clima-1", status, NIGHT, NIGHT, 0, 0)

    station = a_station(POND, nodes=[node], people=2, enterprises=1, units=1, goods=1, councils=1)

    assert ([one.node for one in station.common], station.loose, station.left) == (["clima-1"], (), [])


def test_a_node_is_shown_where_it_was_moved_last() -> None:
    second = PlaceRegistered("estanque-2", "pond", 2, "El Samán")
    moved = NodePlaced("pond-1", "estanque-2", NIGHT)

    station = a_station(POND, second, moved, NodePlaced("pond-1", "estanque-1", 0), nodes=[a_node()])

    assert [(one.node, one.place.slug, one.since) for one in station.placed if one.place] == [
        ("pond-1", "estanque-2", NIGHT)
    ]


@pytest.mark.parametrize(("nodes", "told"), [((), []), ((a_node(),), ["pond-1"])])
def test_a_node_that_was_taken_away_is_told_while_it_is_heard(
    nodes: tuple[NodeState, ...], told: list[str]
) -> None:
    gone = NodePlaced("pond-1", None, NIGHT)

    station = a_station(POND, NodePlaced("pond-1", "estanque-1", 0), gone, nodes=nodes)

    assert [one.node for one in station.loose] == told
    assert station.placed == ()


def test_readings_by_hand_are_no_node_that_somebody_has_to_place() -> None:
    station = a_station(
        POND, NodePlaced("mano-estanque-1", "estanque-1", 0), nodes=[a_node("mano-estanque-2")]
    )

    assert (station.placed, station.loose) == ((), ())


def test_a_signal_without_marks_is_told_once() -> None:
    store = MemoryReadings({OXYGEN: Derived.empty()})
    nodes = [a_node(sonda={"oxygen_signal": 1580.0, "water_temperature": 27.0})]

    assert unmarked_signals(store, said(POND), nodes) == [SIGNAL]
    assert unmarked_signals(store, said(POND, MARKS), nodes) == []


def test_a_sensor_that_gives_its_value_by_itself_needs_no_marks() -> None:
    store = MemoryReadings({OXYGEN: derived_of(np.array([NIGHT]), np.array([5.5]))})

    assert unmarked_signals(store, said(POND), [a_node(sonda={"oxygen": 5.5})]) == []


def test_a_digital_probe_needs_no_marks_even_before_it_was_stored() -> None:
    nodes = [a_node(sonda={"oxygen_probe": 5.2}), a_node("field-1", suelo={"soil_probe": 0.31})]

    assert unmarked_signals(MemoryReadings(), said(POND), nodes) == []
    assert [one.quantity for one in signals_as_said(nodes)] == ["soil_probe", "oxygen_probe"]


def test_what_the_probe_says_now_is_offered() -> None:
    nodes = [a_node("pond-2"), a_node(sonda={"oxygen_signal": 1580.0})]

    assert newest_signal(nodes, SIGNAL) == 1580.0
    assert newest_signal(nodes, SIGNAL._replace(channel="otra")) is None


def test_each_task_has_its_place_in_the_order() -> None:
    assert set(a_station().counts) == set(ORDER)
