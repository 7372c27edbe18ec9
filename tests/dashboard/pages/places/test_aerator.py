"""Who stands at a pond orders its aerator with one tap, and with two where fish may die of it."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
from small_commune import NOW, derived_of

from gateway.domain.entries import AeratorOrdered
from gateway.domain.message import Status
from gateway.domain.node_limits import RelayState
from gateway.domain.readings import SeriesKey

POND = "/estanques/estanque-1"
OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")


def with_relay(pages, *, oxygen: float = 4.0, state: str = "online", **relay: object) -> None:
    said = RelayState(**({"on": True, "reason": "limit"} | relay))  # type: ignore[arg-type]
    pages.store.known_nodes = [
        dataclasses.replace(one, status=Status(state, relay=said)) if one.node == "pond-1" else one
        for one in pages.store.known_nodes
    ]
    at = np.arange(NOW - 1200, NOW, 60)
    pages.store.derived = {**pages.store.derived, OXYGEN: derived_of(at, np.full(len(at), oxygen))}


def orders(pages) -> list[AeratorOrdered]:
    return [one.body for one in pages.journal.entries("station", kinds=["aerator_order"])]


def order(pages, mode: str, *, hours: str = "2", **more: str):
    given = {"nodo": "pond-1", "orden": mode, "horas": hours} | more
    return pages.client.post(f"{POND}/aireador", data=given, follow_redirects=False)


def test_a_pond_without_a_relay_has_nobody_to_order(pages) -> None:
    assert "El aireador lo maneja el nodo" not in pages.text(POND)
    assert order(pages, "on").status_code == 404


def test_the_page_says_what_the_node_does_and_why(pages) -> None:
    with_relay(pages, reason="night")
    page = pages.text(POND)

    assert "El aireador lo maneja el nodo" in page
    assert re.search(r"Encendido ahora</b>\s+hasta dos horas después de que salga el sol", page)
    assert "todavía no contesta" not in page


def test_one_tap_orders_and_the_order_ends_by_itself(pages) -> None:
    with_relay(pages)

    answer = order(pages, "on", hours="4")

    assert (answer.status_code, answer.headers["location"]) == (303, f"{POND}#aireador")
    assert orders(pages) == [AeratorOrdered("pond-1", "on", NOW + 4 * 3600, "estanque-1")]
    page = pages.text(POND)
    assert "La orden ya salió; el nodo todavía no contesta." in page
    assert "Se ordenó al nodo encender el aireador" in page


def test_an_order_to_be_off_is_asked_twice_where_there_is_no_oxygen(pages) -> None:
    with_relay(pages, oxygen=0.7)

    answer = order(pages, "off")

    assert answer.headers["location"] == f"{POND}?apagar=2#aireador"
    assert orders(pages) == []
    asked = pages.text(f"{POND}?apagar=2")
    assert "Hay menos de 1 mg/L: sin aireador los peces se pueden morir." in asked
    assert "Sí, apagar 2 horas" in asked
    order(pages, "off", seguro="si")
    assert orders(pages) == [AeratorOrdered("pond-1", "off", NOW + 7200, "estanque-1")]


def test_an_order_to_be_off_is_asked_once_where_there_is_oxygen(pages) -> None:
    with_relay(pages)
    order(pages, "off")

    assert [one.mode for one in orders(pages)] == ["off"]


def test_automatic_takes_an_order_back_and_has_no_end(pages) -> None:
    with_relay(pages, override="on", reason="override", until=NOW + 3600)
    order(pages, "on")
    assert "por orden de alguien" in pages.text(POND)
    order(pages, "auto")

    assert orders(pages)[-1] == AeratorOrdered("pond-1", "auto", None, "estanque-1")


def test_a_node_that_is_not_heard_will_obey_later_and_the_page_says_so(pages) -> None:
    with_relay(pages, state="lost")

    assert "El nodo no se oye. Sigue solo por sus límites" in pages.text(POND)


def test_what_the_page_does_not_offer_is_no_order(pages) -> None:
    with_relay(pages)

    for mode, hours, node in (("full", "2", "pond-1"), ("off", "72", "pond-1"), ("on", "2", "pond-2")):
        assert order(pages, mode, hours=hours, nodo=node).status_code == 404
    assert pages.client.post("/estanques/estanque-2/aireador", data={"nodo": "pond-1"}).status_code == 404
    assert orders(pages) == []


def test_automatic_is_offered_where_somebody_took_it_out_of_the_node_s_hands(pages) -> None:
    with_relay(pages)
    assert "Automático" not in pages.text(POND)

    with_relay(pages, override="off", reason="override", until=NOW + 60, on=False)
    assert "Automático" in pages.text(POND)


def test_where_the_node_runs_the_aerator_nobody_is_told_to_switch_it_on(pages) -> None:
    with_relay(pages, oxygen=1.5)

    assert "Encienda el aireador" not in pages.text(POND)
    with_relay(pages, oxygen=1.5, on=False)
    assert "Encienda el aireador" in pages.text(POND)
