"""The pages of the nodes: what is wrong stands first, what is due is told, and no name is on them."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest
from builders import a_draft
from small_commune import NOW

from gateway.domain.calibration import OxygenMarks
from gateway.domain.due import DAY_S
from gateway.domain.entries import CalibrationRecorded, NodePlaced, ProbeCared, UpdateOffered
from gateway.domain.message import Status
from gateway.domain.node_limits import RelayState
from gateway.domain.node_orders import Result
from gateway.domain.node_updates import UpdateState
from gateway.store.sqlite import node_orders
from gateway.store.sqlite.writer import SqliteWriter

SAYS = {"sonda": {"oxygen_signal": 1210.0, "water_temperature": 28.14}, "luz": {"mains": 1.0}}


def says(pages, node: str, **others: object) -> None:
    """Let a node have said this just now."""
    status = Status(
        "online", **({"mains": True, "signal_dbm": -60.0, "clock": "synced", "newest": SAYS} | others)
    )
    pages.store.known_nodes = [
        dataclasses.replace(one, status=status, status_at=NOW, heard=NOW, dead_letters=0)
        if one.node == node
        else one
        for one in pages.store.known_nodes
    ]


def cared(pages, care: str, *, days_ago: int) -> None:
    body = ProbeCared("estanque-1", "pond-1", "sonda", care)  # type: ignore[arg-type]
    at = NOW - days_ago * DAY_S
    pages.journal.append(a_draft(body, uid=f"{care}-{days_ago}", happened=at), now=NOW)


def calibrated(pages, *, days_ago: int) -> None:
    at = NOW - days_ago * DAY_S
    body = CalibrationRecorded(
        "pond-1", "sonda", "oxygen_signal", at, OxygenMarks(Decimal(1580), Decimal(28))
    )
    pages.journal.append(a_draft(body, uid=f"marks-{days_ago}", happened=at), now=NOW)


def looked_after(pages) -> None:
    for care in ("wiped", "membrane"):
        cared(pages, care, days_ago=3)
    calibrated(pages, days_ago=3)


def test_the_worst_stands_first_and_the_well_last(pages) -> None:
    looked_after(pages)
    says(pages, "pond-1")

    page = pages.text("/nodos")

    assert page.index("/nodos/pond-5") < page.index("/nodos/pond-3") < page.index("/nodos/pond-1")
    assert "Anda bien" in page[page.index("/nodos/pond-1") :]


def test_a_node_that_never_spoke_is_shown_as_such(pages) -> None:
    pages.journal.append(a_draft(NodePlaced("pond-9", "estanque-6", NOW), uid="nuevo"), now=NOW)

    page = pages.text("/nodos/pond-9")

    assert "Nunca se ha oído" in page
    assert "Enciéndalo cerca de la estación" in page
    assert "que nunca se ha oído" in pages.text("/nodos")


def test_a_node_that_fell_silent_does_not_say_how_it_is_now(pages) -> None:
    page = pages.text("/nodos/pond-5")

    assert "Callado" in page
    assert "Se oyó por última vez hace 2 h 54 min" in page
    assert "Mide, guarda y se oye" not in page


def test_a_node_where_nothing_is_wrong_says_that_nothing_needs_doing(pages) -> None:
    looked_after(pages)
    says(pages, "pond-1", firmware="0.2.0", micropython="1.29.0", started="power_on", free_heap=92_160)

    page = pages.text("/nodos/pond-1")

    assert "Mide, guarda y se oye" in page
    assert "Qué hacer ahora" not in page
    assert "<b>0.2.0</b>" in page
    assert "<b>1.29.0</b>" in page
    assert "<b>al encenderlo</b>" in page
    assert "<b>90 KB</b>" in page
    assert "<b>28,1 °C</b>" in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"faults": {"sonda": "1-Wire: nobody answers"}}, "Sonda: el termómetro no contesta"),
        (
            {"faults": {"suelo": "it looks like map B"}},
            "nodo cambie el mapa A por el B",
        ),
        ({"faults": {"aire": "it is a BMP280 sold as a BME280"}}, "Cámbielo por un BME280 de verdad"),
        ({"mains": False}, "Está sin luz"),
        ({"battery_v": 3.3}, "Batería casi vacía"),
        ({"battery_v": 3.5}, "Batería baja"),
        ({"signal_dbm": -85.0}, "Suba la antena"),
        ({"clock": "unsynced"}, "la estación calcula la hora de sus datos"),
        ({"outbox": 500}, "Tiene 500 datos por enviar"),
        ({"outbox": 2}, "Mide, guarda y se oye"),
        ({"dropped": 7}, "Perdió 7 datos"),
        ({"damaged": 1}, "1 dato se dañó en su memoria"),
        ({"started": "brownout"}, "Se apagó por falta de corriente"),
        ({"started": "watchdog"}, "Se trabó y arrancó solo"),
        ({"update": UpdateState("0.2.0", 4, "a", "failed", why="bad signature")}, "No tomó la versión nueva"),
        ({"update": UpdateState("0.2.0", 4, "a", "fetching", at=10, of=40)}, "baja la versión nueva: 25 %"),
        ({"relay": RelayState(on=True, reason="limit")}, "por el oxígeno, según su propio límite"),
        ({"rescue": "flash: mount failed"}, "Trabaja sin su memoria"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(pages, said: dict[str, object], told: str) -> None:
    looked_after(pages)
    says(pages, "pond-1", **said)

    assert told in pages.text("/nodos/pond-1")


def test_the_care_that_is_due_is_told_with_how_late_it_is(pages) -> None:
    cared(pages, "membrane", days_ago=40)
    cared(pages, "wiped", days_ago=9)
    calibrated(pages, days_ago=10)
    says(pages, "pond-1")

    page = pages.text("/nodos/pond-1")

    assert "<b>Limpiar la sonda de oxígeno</b><small>Tocaba hace 2 días." in page
    assert "<b>Cambiarle el líquido a la sonda de oxígeno</b><small>Tocaba hace 10 días." in page
    assert "<b>Cambiarle la membrana a la sonda de oxígeno</b><small>Toca el" in page
    assert "/anotar/sonda?sonda=pond-1/sonda" in page


def test_a_signal_without_marks_leads_to_its_calibration(pages) -> None:
    says(pages, "pond-1")

    page = pages.text("/nodos/pond-1")

    assert "No se puede leer la sonda de oxígeno: no tiene marcas" in page
    assert "/anotar/calibrar-oxigeno?serie=pond-1/sonda/oxygen_signal" in page


def test_the_letters_set_aside_of_a_node_are_told_on_its_page(pages) -> None:
    assert "1 mensaje que no se entendió" in pages.text("/nodos/field-4")


def test_a_node_that_there_is_not_is_not_found(pages) -> None:
    assert pages.client.get("/nodos/no-hay").status_code == 404


def test_the_nodes_are_reached_from_more_and_from_the_pond(pages) -> None:
    assert 'href="/nodos"' in pages.text("/mas")
    assert 'href="/nodos"' in pages.text("/")
    assert 'href="/nodos/pond-1"' in pages.text("/estanques/estanque-1")


def test_the_pages_are_told_in_english_to_who_asks_for_it(pages) -> None:
    assert "Never heard" not in pages.text("/nodos?idioma=en")
    assert "12 nodes" in pages.text("/nodos") or "11 nodes" in pages.text("/nodos")
    assert "What to do now" in pages.text("/nodos/pond-5")


def test_what_a_node_was_ordered_and_answered_is_told(pages, tmp_path: Path) -> None:
    looked_after(pages)
    says(pages, "pond-1")
    with (
        SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer,
        writer.transaction() as readings,
    ):
        node_orders.tell(readings, "pond-1", "calibration", "a1", at=NOW - 900)
        node_orders.tell(readings, "pond-1", "update", "b2", at=NOW - 800)
        node_orders.tell(readings, "pond-1", "relay", None, at=NOW - 700)
        node_orders.answer(
            readings, "pond-1", Result("b2", "refused", reason="battery too low"), at=NOW - 600
        )
        node_orders.tell(readings, "pond-1", "restart", "c3", at=NOW - 500)
        unknown = Result("c3", "refused", reason="nobody here does that")
        node_orders.answer(readings, "pond-1", unknown, at=NOW - 400)

    page = pages.text("/nodos/pond-1")

    assert "<b>La calibración para su propia alarma</b> <small>se le dijo" in page
    assert "battery too low" in page
    assert "su programa no sabe hacer eso" in page
    assert "<b>El aireador</b>" not in page


def test_a_version_that_another_node_tries_first_is_told(pages) -> None:
    says(pages, "pond-1")
    offer = UpdateOffered(7, "0.2.0", "ab" * 32, 60_000, ["pond-1", "pond-2"], "pond-2")
    pages.journal.append(a_draft(offer, uid="version-7"), now=NOW)

    assert "<b>0.2.0</b> espera a que pond-2 la pruebe" in pages.text("/nodos/pond-1")


def visited(pages, *, days_ago: int) -> None:
    """Let a field's node have been visited last so many days ago."""
    at = NOW - days_ago * DAY_S
    status = Status("sleeping", battery_v=3.9, outbox=0, clock="synced", speaks_every_s=10 * DAY_S)
    pages.store.known_nodes = [
        dataclasses.replace(one, status=status, status_at=at, heard=at, dead_letters=0)
        if one.node == "field-1"
        else one
        for one in pages.store.known_nodes
    ]


def test_a_node_that_is_visited_is_no_trouble_between_two_visits(pages) -> None:
    visited(pages, days_ago=3)

    card = pages.text("/nodos").split("/nodos/field-1")[1].split("</li>")[0]
    page = pages.text("/nodos/field-1")

    assert "se visita; habló hace 3 días" in card
    assert "No se oye" not in card
    assert "lo entrega cuando alguien pasa" in page


def test_a_visit_that_does_not_come_is_told(pages) -> None:
    visited(pages, days_ago=11)

    card = pages.text("/nodos").split("/nodos/field-1")[1].split("</li>")[0]

    assert "No se oye desde" in card
    assert "se visita" not in card
