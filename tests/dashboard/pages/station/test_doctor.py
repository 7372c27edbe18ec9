"""The page that says how the station is."""

from __future__ import annotations

from pathlib import Path

from members import signed_in
from small_commune import NOW

from gateway.backup.last import LastBackup, remember
from gateway.domain.letters import ChannelHealth
from gateway.store.sqlite import letters, orders, wear
from gateway.store.sqlite.wear import DAY_S, Wear
from gateway.store.sqlite.writer import SqliteWriter


def a_station_at_work(folder: Path) -> None:
    with SqliteWriter(folder, lambda _: {}, utc_offset_hours=-4) as writer, writer.transaction() as readings:
        orders.be_alive(readings, NOW - 20)
        wear.add(readings, Wear(NOW - NOW % DAY_S, DAY_S, None, 300_000_000, 1_000_000))
        letters.answered(readings, ChannelHealth("siren/sirena-1", NOW - 60, True, "suena"))
        letters.answered(readings, ChannelHealth("call", NOW - 60, False, "no marca al 0414-1234567"))


def folder_of(pages) -> Path:
    return Path(pages.client.app.state.station.config.storage.folder)


def test_it_is_for_members(pages) -> None:
    answer = pages.client.get("/estacion", follow_redirects=False)

    assert answer.headers["location"] == "/entrar?volver=/estacion"


def test_it_tells_machine_files_nodes_and_ways_and_what_to_do(pages) -> None:
    a_station_at_work(folder_of(pages))
    remember(folder_of(pages), LastBackup(NOW - 9 * DAY_S))
    signed_in(pages.client, "team")

    text = pages.text("/estacion")

    assert "Oye, guarda y juzga." in text
    assert "al menos 300 MB al día" in text
    assert "Son 300 bytes por lectura." in text
    assert "La última, hace 9 días." in text
    assert "Enchufe la memoria y haga una: conuco backup" in text
    assert "Habló hace 25 minutos. Batería 3,47" in text
    assert 'Sirena sirena-1<span class="spoken">, bien' in text


def test_no_telephone_is_on_it(pages) -> None:
    a_station_at_work(folder_of(pages))
    signed_in(pages.client, "team")

    assert "0414" not in pages.client.get("/estacion").text


def test_before_the_first_start_it_says_so_and_does_not_fail(pages) -> None:
    signed_in(pages.client, "team")

    answer = pages.client.get("/estacion")

    assert answer.status_code == 200
    assert "No se puede leer su base de datos" in answer.text


def test_it_speaks_the_visitor_s_language(pages) -> None:
    a_station_at_work(folder_of(pages))
    signed_in(pages.client, "team")
    pages.client.cookies.set("idioma", "en")

    text = pages.text("/estacion")

    assert "How the station is" in text
    assert "It spoke 25 minutes ago. Battery 3.47" in text
