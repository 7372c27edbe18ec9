from __future__ import annotations

from dataclasses import replace

import pytest
from small_commune import NOW

from gateway.domain.alerts import Alert, Level

EVERYWHERE = [
    "/",
    "/estanques/estanque-3",
    "/campos/lote-1",
    "/unidades",
    "/anotar",
    "/anotar/cosecha",
    "/nada",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_an_open_alarm_stands_on_every_page(pages, path: str) -> None:
    text = " ".join(pages.client.get(path).text.replace("\u00a0", " ").split())

    assert "<b>Estanque 1: peligro</b>" in text
    assert "bajó de 2 mg/L" in text
    assert 'action="/alarmas/alerta-1/atender"' in text


def test_one_tap_acknowledges_and_shows_at_once_though_the_gateway_has_not_followed(pages) -> None:
    answer = pages.client.post("/alarmas/alerta-1/atender", data={"volver": "/campos/lote-1"})
    page = pages.text("/campos/lote-1")

    assert answer.url.path == "/campos/lote-1"
    assert "Alguien de la comuna va en camino desde las 3:12 a. m." in page
    assert 'action="/alarmas/alerta-1/atender"' not in page
    assert "<b>Estanque 1: peligro</b>" in page


def test_an_acknowledgement_says_no_name_and_stands_in_the_station_journal(pages) -> None:
    pages.client.post("/alarmas/alerta-1/atender")

    [entry] = pages.journal.entries("station", kinds=["acknowledgement"])

    assert (entry.author, entry.happened, entry.body.alert) == ("alguien de la comuna", NOW, "alerta-1")


def test_two_telephones_that_tap_at_once_are_one_acknowledgement(pages) -> None:
    for _ in range(2):
        pages.client.post("/alarmas/alerta-1/atender")

    assert len(pages.journal.entries("station", kinds=["acknowledgement"])) == 1


def test_an_alarm_that_became_worse_calls_again_and_is_acknowledged_again(pages) -> None:
    pages.client.post("/alarmas/alerta-1/atender")
    [alert] = [one for one in pages.store.known_alerts if one.uid == "alerta-1"]
    pages.store.known_alerts = [replace(alert, level=Level.EMERGENCY, acknowledged=None)]

    assert 'action="/alarmas/alerta-1/atender"' in pages.text("/")
    pages.client.post("/alarmas/alerta-1/atender")
    assert 'action="/alarmas/alerta-1/atender"' not in pages.text("/")
    assert len(pages.journal.entries("station", kinds=["acknowledgement"])) == 2


def test_the_danger_stays_shown_after_somebody_goes(pages) -> None:
    pages.client.post("/alarmas/alerta-1/atender")

    assert ">Peligro</b>" in pages.text("/")


def test_an_attended_alarm_is_not_drawn_as_if_all_were_well(pages) -> None:
    pages.client.post("/alarmas/alerta-1/atender")

    alarms = pages.text("/").split('id="alarms"')[1].split("<main")[0]

    assert alarms.count("#i-bell-heard") == 2
    assert "#i-check" not in alarms


def test_an_alarm_that_is_over_and_attended_goes_away(pages) -> None:
    pages.store.known_alerts = [
        Alert("vieja", "estanque-2", "oxygen", Level.WARN, NOW - 9000, 2.8, cleared=NOW - 100)
    ]
    before = pages.text("/")

    pages.client.post("/alarmas/vieja/atender")

    assert "ya pasó" in before
    assert "alarmas/vieja" not in pages.text("/")


def test_an_alarm_that_nobody_knows_is_not_found(pages) -> None:
    assert pages.client.post("/alarmas/otra/atender").status_code == 404


def test_an_acknowledgement_leads_nowhere_else(pages) -> None:
    answer = pages.client.post(
        "/alarmas/alerta-1/atender", data={"volver": "//otro.sitio/"}, follow_redirects=False
    )

    assert answer.headers["location"] == "/"


def test_fish_that_gasp_are_told_in_words_without_a_number_that_nobody_measured(pages) -> None:
    gasping = Alert("gasping-estanque-1-7", "estanque-1", "gasping", Level.EMERGENCY, NOW - 300, 0.0)
    pages.store.known_alerts = [gasping]

    text = pages.text("/")

    assert "<b>Estanque 1: los peces están boqueando</b>" in " ".join(text.split())
    assert 'action="/alarmas/gasping-estanque-1-7/atender"' in text
    assert "menos de" not in text.split("gasping-estanque-1-7")[0].rpartition("Estanque 1:")[2]


def test_a_danger_that_is_measured_stands_before_one_that_is_only_forecast(pages) -> None:
    dawn = Alert("dawn-3", "estanque-3", "dawn", Level.CRITICAL, NOW - 7200, 1.2)
    pages.store.known_alerts = [dawn, Alert("low-1", "estanque-1", "oxygen", Level.CRITICAL, NOW - 60, 1.8)]

    text = pages.text("/")

    assert text.index("/alarmas/low-1/atender") < text.index("/alarmas/dawn-3/atender")
