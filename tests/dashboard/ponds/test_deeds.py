"""What a node did by itself stands on the page of its pond, also what came late."""

from __future__ import annotations

import dataclasses

import numpy as np
from builders import an_entry
from fakes import MemoryReadings
from small_commune import NOW, derived_of

from dashboard.measured.history import History, Span
from dashboard.ponds.deeds import NodeDeed, node_deeds, relay_runs
from gateway.domain.entries import NodePlaced
from gateway.domain.message import Status
from gateway.domain.node_limits import RelayState
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import registers

RELAY = SeriesKey("pond-1", "rele", "aerator_relay")
REASON = RELAY._replace(quantity="aerator_reason")
BUTTON = SeriesKey("pond-1", "boqueo", "gasping")
HOUR = 3600


def said(*rows: tuple[int, float]):
    return derived_of(np.array([at for at, _ in rows]), np.array([value for _, value in rows]))


def history(**series) -> History:
    known = {"relay": RELAY, "reason": REASON, "button": BUTTON}
    store = MemoryReadings({known[name]: rows for name, rows in series.items()})
    placed = an_entry(NodePlaced("pond-1", "estanque-1", 0), number=1)
    return History(store, registers([placed]))


def test_each_switching_is_told_with_its_reason_the_newest_first() -> None:
    at = NOW - HOUR
    here = history(
        relay=said((at, 1), (at + 600, 1), (at + 1800, 0)),
        reason=said((at, 1), (at + 600, 6), (at + 1800, 2)),
    )

    found = node_deeds(here, "estanque-1", now=NOW)

    assert found == [NodeDeed(at + 1800, "off", "minimum"), NodeDeed(at, "on", "limit")]


def test_a_press_that_came_late_is_told_and_a_button_that_is_only_read_is_not() -> None:
    here = history(button=said((NOW - 30 * HOUR, 1), (NOW - HOUR, 0)))

    assert node_deeds(here, "estanque-1", now=NOW) == [NodeDeed(NOW - 30 * HOUR, "pressed")]


def test_what_was_not_switched_off_goes_on_and_what_began_before_counts() -> None:
    on = NOW - 30 * HOUR
    day = Span(NOW - 24 * HOUR, NOW)

    begun = relay_runs(history(relay=said((on, 1))), "estanque-1", day)
    ended = relay_runs(history(relay=said((on, 1), (on + HOUR, 0))), "estanque-1", day)

    assert begun == [Span(on, NOW)]
    assert ended == []


def test_the_page_of_a_pond_says_what_its_node_did_and_does(pages) -> None:
    pages.store.derived = {
        **pages.store.derived,
        RELAY: said((NOW - HOUR, 1)),
        REASON: said((NOW - HOUR, 1)),
        BUTTON: said((NOW - 2 * HOUR, 1)),
    }
    status = Status("online", relay=RelayState(on=True, reason="night"))
    pages.store.known_nodes = [
        dataclasses.replace(one, status=status) if one.node == "pond-1" else one
        for one in pages.store.known_nodes
    ]

    page = pages.text("/estanques/estanque-1")

    assert "El nodo encendió el aireador" in page
    assert "por el oxígeno, según su propio límite" in page
    assert "Tocaron el botón «peces boqueando»" in page
    assert "El nodo tiene encendido el aireador" in page
    assert "aireador encendido" in page  # in the legend of the chart


def test_a_battery_that_is_only_measured_is_on_the_card_of_its_node(pages) -> None:
    pages.store.derived = {
        **pages.store.derived,
        SeriesKey("pond-1", "bateria", "battery"): said((NOW - HOUR, 3.5)),
    }
    pages.store.known_nodes = [
        dataclasses.replace(one, status=Status("online")) if one.node == "pond-1" else one
        for one in pages.store.known_nodes
    ]

    assert "Batería baja: cárguela" in pages.text("/estanques/estanque-1")
    assert "Batería baja: cárguela" in pages.text("/nodos/pond-1")


def test_a_battery_that_a_sensor_tells_stands_in_the_status_too() -> None:
    newest = {"bateria": {"battery": 3.7}, "sonda": {"oxygen_probe": 5.0}}

    assert Status("online", newest=newest).volts == 3.7
    assert Status("online", newest=newest, battery_v=3.5).volts == 3.5
    assert Status("online").volts is None
