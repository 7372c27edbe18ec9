"""The page of what could not be read: for the technicians, in words, with nothing of a stranger at work."""

from __future__ import annotations

from pathlib import Path

import pytest
from members import signed_in
from set_aside import some_letters
from small_commune import NOW

from gateway.domain.entries import Entry, OrderGiven
from gateway.store.sqlite import orders
from gateway.store.sqlite.orders import Answer
from gateway.store.sqlite.writer import SqliteWriter


@pytest.fixture
def technician(pages, tmp_path: Path):
    some_letters(tmp_path, now=NOW)
    signed_in(pages.client, "technician", name="Luisa")
    return pages


def given(pages) -> list[Entry]:
    return pages.journal.entries("station", kinds={"order"})


def argument(pages) -> dict[str, str]:
    body = given(pages)[-1].body
    assert isinstance(body, OrderGiven)
    return body.argument


def test_what_waits_is_told_by_node_with_what_to_do(technician) -> None:
    page = technician.text("/apartados")

    assert "Nodo pond-1 <small>1 mensaje</small>" in page
    assert "No se conoce la magnitud «unobtainium» del canal «sonda»." in page
    assert "Actualice la estación a un programa que la conozca" in page
    assert "De ningún nodo nuestro" in page
    assert "vino 4 veces" in page


def test_the_page_is_told_in_english_to_who_asks_for_it(technician) -> None:
    page = technician.text("/apartados?idioma=en")

    assert "The quantity &#34;unobtainium&#34; of channel &#34;sonda&#34; is not known." in page
    assert "Node pond-1" in page


def test_the_way_there_stands_in_more_for_the_technician_alone(technician) -> None:
    assert 'href="/apartados"' in technician.text("/mas")

    signed_in(technician.client, "team", name="Pedro")

    assert 'href="/apartados"' not in technician.text("/mas")
    assert technician.client.get("/apartados/1").status_code == 403


def test_nothing_that_a_stranger_sent_is_more_than_text(technician) -> None:
    for path in ("/apartados", "/apartados/3"):
        text = technician.text(path)

        assert "<script>alert" not in text
        assert "<b>red" not in text
        assert "\x1b" not in text
    assert "000000  1b 5d 30 3b 3c 73 63 72" in technician.client.get("/apartados/3").text


def test_one_is_shown_whole_as_it_came(technician) -> None:
    page = technician.text("/apartados/1")

    assert "{&#34;uptime&#34;:1000,&#34;boot&#34;:1" in page
    assert "El nodo ya borró lo suyo: solo está aquí." in page


def test_reading_one_again_is_an_order_for_it_alone(technician) -> None:
    technician.client.post("/apartados/1/repetir")

    assert given(technician)[-1].body.order == "replay_letters"
    assert argument(technician) == {"number": "1", "upto": "1", "until": str(NOW - 7200)}


def test_reading_all_again_means_those_that_wait_now(technician) -> None:
    technician.client.post("/apartados/repetir")

    assert argument(technician) == {"upto": "3", "until": str(NOW - 900)}


def test_dropping_one_asks_back_first(technician) -> None:
    asked = technician.client.post("/apartados/3/descartar")
    assert "¿Descartar este mensaje?" in asked.text
    assert given(technician) == []

    technician.client.post("/apartados/3/descartar", data={"seguro": "si"})

    assert given(technician)[-1].body.order == "drop_letters"
    assert argument(technician)["number"] == "3"


def test_dropping_those_of_nobody_asks_back_first(technician) -> None:
    asked = technician.client.post("/apartados/descartar", data={"nodo": "-"})
    assert "¿Descartar estos mensajes?" in asked.text
    assert given(technician) == []

    technician.client.post("/apartados/descartar", data={"nodo": "-", "seguro": "si"})

    assert argument(technician) == {"node": "", "upto": "3", "until": str(NOW - 900)}


def test_dropping_without_a_word_whose_drops_nothing(technician) -> None:
    technician.client.post("/apartados/descartar", data={"seguro": "si"})

    assert given(technician) == []


@pytest.mark.parametrize(
    ("state", "said", "told"),
    [
        ("done", "1 2 8", "Leídos: 1, con 8 registros. Siguen apartados: 2."),
        ("done", "4", "Descartados: 4."),
        ("failed", "El disco está lleno.", "No se pudo.</b> El disco está lleno."),
        ("running", "0 0 0", "Se pidió."),
    ],
)
def test_what_came_of_an_order_is_told(technician, tmp_path: Path, state: str, said: str, told: str) -> None:
    with (
        SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer,
        writer.transaction() as readings,
    ):
        orders.answer(readings, Answer("uid-1", state, 1, 1, said, NOW))

    assert told in technician.text("/apartados?orden=uid-1")


def test_an_order_that_the_gateway_has_not_seen_is_told_as_asked_for(technician) -> None:
    assert "Se pidió." in technician.text("/apartados?orden=uid-9")


@pytest.mark.parametrize("number", ["99", "no-hay", "²", "9" * 30])
def test_a_letter_that_there_is_not_is_not_found(technician, number: str) -> None:
    assert technician.client.get(f"/apartados/{number}").status_code == 404


def test_a_station_that_understood_everything_says_so(pages) -> None:
    signed_in(pages.client, "technician", name="Luisa")

    assert "todo lo que llegó se entendió" in pages.text("/apartados")
