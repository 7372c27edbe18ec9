"""The page of the demo's fault panel; no other station has one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from fakes import FixedClock, MemoryReadings, MemoryWarnings
from fastapi.testclient import TestClient
from small_commune import NOW, a_config, a_journal

from dashboard.app import create_app
from gateway.config.settings import Dashboard
from gateway.demo.panel.door import PanelDoor
from gateway.domain.panel import Counted, Happened, Panel, Press, Question, Standing

COUNTED = Counted(sent=1234, stored=1230, waiting=4, before=900, before_stored=900)
STANDS = Panel(
    COUNTED,
    ["pond-1", "pond-2"],
    [Standing("wifi", "pond-2", 1.0), Standing("disk", "", 2.0)],
    ["broker"],
    [Happened(3.0, "broker", "", is_over=False)],
)


@contextmanager
def a_demo(folder: Path, measured: MemoryReadings, panel: Path) -> Iterator[TestClient]:
    config = msgspec.structs.replace(a_config(folder), dashboard=Dashboard(demo_panel=str(panel)))
    with a_journal(folder) as journal:
        store = MemoryReadings(measured.derived, measured.known_nodes, measured.known_alerts)
        yield TestClient(
            create_app(config, store=store, journal=journal, clock=FixedClock(NOW), warnings=MemoryWarnings())
        )


def test_a_station_that_is_no_demo_has_no_such_page(pages) -> None:
    assert pages.client.get("/demo").status_code == 404
    assert pages.client.post("/demo", data={"falla": "gateway"}).status_code == 404


def test_the_page_tells_the_count_and_what_stands(tmp_path: Path, measured: MemoryReadings) -> None:
    door = PanelDoor()
    with door.answering(lambda _: STANDS), a_demo(tmp_path, measured, door.path) as client:
        text = " ".join(client.get("/demo").text.replace("\u00a0", " ").split())

    assert '<dd id="count-sent">1.234</dd>' in text
    assert "De las 900 que había al tocar el último botón están guardadas 900." in text
    assert "El broker está muerto; vuelve solo." in text
    assert "Devolver el Wi-Fi · pond-2" in text


@pytest.mark.parametrize(
    ("sent", "pressed"),
    [
        ({"falla": "gateway"}, Press("gateway")),
        ({"falla": "wifi", "nodo": "pond-2"}, Press("wifi", "pond-2")),
        ({"falla": "disk", "nodo": "pond-2", "arreglar": "si"}, Press("disk", mends=True)),
    ],
)
def test_a_button_is_pressed_once_and_leads_back_to_the_page(
    tmp_path: Path, measured: MemoryReadings, sent: dict[str, str], pressed: Press
) -> None:
    heard: list[Question] = []
    door = PanelDoor()

    def answer(question: Question) -> Panel:
        heard.append(question)
        return STANDS

    with door.answering(answer), a_demo(tmp_path, measured, door.path) as client:
        answered = client.post("/demo", data=sent, follow_redirects=False)

    assert (answered.status_code, answered.headers["location"]) == (303, "/demo")
    assert heard == [Question(pressed)]


def test_a_demo_that_does_not_answer_is_told_in_words(tmp_path: Path, measured: MemoryReadings) -> None:
    with a_demo(tmp_path, measured, tmp_path / "nadie.sock") as client:
        assert "La demostración no contesta" in client.get("/demo").text
        assert client.post("/demo", data={"falla": "nada"}).status_code == 404
