"""An empty station, from its first page to the first pond."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FixedClock, MemoryReadings
from fastapi.testclient import TestClient
from members import another_client, signed_in
from small_commune import NOW, a_config

from dashboard.app import create_app
from gateway.domain.message import Status
from gateway.journal import CommuneJournal
from gateway.store.base import NodeState

POND = {"lugar": "nuevo", "numero": "1", "especie": "no-se", "aireador": "no", "area-no-se": "1"}
POND |= {"hondo-no-se": "1", "confirmado": "1"}
FIELD = {"lugar": "nuevo", "numero": "1", "hectareas-no-se": "1", "riego": "no", "suelo": "no-se"}
FIELD |= {"confirmado": "1"}


@pytest.fixture
def store() -> MemoryReadings:
    return MemoryReadings()


@pytest.fixture
def client(tmp_path: Path, store: MemoryReadings) -> Iterator[TestClient]:
    with CommuneJournal(tmp_path / "commune.db", commune="los-samanes") as journal:
        app = create_app(a_config(tmp_path), store=store, journal=journal, clock=FixedClock(NOW))
        keeper = TestClient(app)
        signed_in(keeper, "technician")
        yield keeper
        app.state.station.door.close()


def told(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ").split())


def test_the_first_page_of_an_empty_station_leads_to_set_up_by_way_of_the_door(client: TestClient) -> None:
    stranger = another_client(client)

    page = stranger.get("/").text
    answer = stranger.get("/preparar", follow_redirects=False)

    assert "La estación todavía está vacía" in page
    assert 'href="/preparar"' in page
    assert answer.headers["location"] == "/entrar?volver=/preparar"


@pytest.mark.parametrize("path", ["/unidades", "/anotar", "/anotar/lectura", "/anotar/unidad"])
def test_no_page_of_an_empty_station_is_a_dead_end(client: TestClient, path: str) -> None:
    page = client.get(path).text

    main = page[page.index("<main") : page.index("</main>")]
    assert re.search(r'href="/(preparar|anotar/\w+)"', main)


def test_what_comes_next_stands_first_and_changes_as_it_is_done(client: TestClient) -> None:
    empty = told(client, "/preparar")
    client.post("/anotar/estanque", data=POND)
    begun = told(client, "/preparar")

    assert "Lo que sigue Anote el primer estanque o lote" in empty
    assert "Lo que sigue Anote a la gente de la comuna" in begun
    assert "Estanque 1 área sin anotar · sin aireador" in begun


def test_a_probe_that_is_heard_and_stands_nowhere_comes_next(
    client: TestClient, store: MemoryReadings
) -> None:
    client.post("/anotar/estanque", data=POND)
    store.known_nodes = [NodeState("pond-7", Status("online"), NOW, NOW, 0, 0)]

    page = told(client, "/preparar")

    assert "Lo que sigue Diga dónde está cada sonda" in page
    assert "Se oye la sonda pond-7 y no está en ningún lugar" in page


def test_a_pond_without_a_probe_says_what_can_be_done_and_rings_nothing(client: TestClient) -> None:
    client.post("/anotar/estanque", data=POND)

    page, home = told(client, "/estanques/estanque-1"), told(client, "/")

    for text in (page, home):
        assert "Sin sonda" in text
        assert "No tiene sonda: mida el oxígeno a mano y anótelo." in text
        assert "Sin datos" not in text
    assert "Revise la sonda" not in page
    assert 'href="/anotar/lectura?lugar=estanque-1"' in client.get("/estanques/estanque-1").text


def test_a_field_without_a_probe_says_what_can_be_done(client: TestClient) -> None:
    client.post("/anotar/lote", data=FIELD)

    page = told(client, "/campos/lote-1")

    assert "Sin consejo" in page
    assert "Falta la lluvia: nadie la ha anotado todavía." in page
    assert 'href="/anotar/lluvia?lugar=lote-1"' in client.get("/campos/lote-1").text
