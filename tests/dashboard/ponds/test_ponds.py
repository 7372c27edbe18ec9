"""What the pages say of a pond with its fish, its alarm and the night to come."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders import a_draft
from outlooks import a_said, thirty_nights
from small_commune import NOW

from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.entries import AlarmAcknowledged, AlarmPassed, FishGasping

PONDS = tuple(f"estanque-{number}" for number in range(1, 7))
FINE_NUMBERS = (3, 4, 6)
"""Of the ponds whose water is fine at that moment."""


def say(pages, probability: float | None = 0.02, **others: object) -> None:
    """Let the same be said of the night of every pond; None: nothing."""
    said = [] if probability is None else [
        a_said(one, issued=NOW - 720, probability=probability, **others) for one in PONDS  # type: ignore[arg-type]
    ]  # fmt: skip
    pages.warnings.said_forecasts = said


def word(pages, number: int) -> str:
    page = pages.text(f"/estanques/estanque-{number}")
    found = re.search(r'<h1 id="state"[^>]*><small>[^<]*</small> ([^<]*)</h1>', page)
    assert found is not None
    return found[1]


def sees_gasping(pages, place: str, *, at: int = NOW - 600) -> None:
    pages.journal.append(a_draft(FishGasping(place, "many"), uid=f"seen-{place}", happened=at), now=at)


@pytest.mark.parametrize(
    ("probability", "found"),
    [(0.02, "Bien"), (0.2, "Bien ahora"), (0.5, "Atención esta noche"), (None, "Bien ahora")],
)
def test_a_pond_is_called_fine_only_with_a_small_risk(pages, probability: float | None, found: str) -> None:
    say(pages, probability)

    assert word(pages, 3) == found


def test_a_forecast_that_was_not_renewed_is_no_assurance(pages) -> None:
    pages.warnings.said_forecasts = [a_said("estanque-3", issued=NOW - 7300, probability=0.01)]

    assert word(pages, 3) == "Bien ahora"
    assert "No hay pronóstico de lo que falta de la noche." in pages.text("/estanques/estanque-3")


def test_by_day_no_forecast_is_missed(pages) -> None:
    pages.clock.at = NOW - 12 * 3600
    pages.store.known_alerts = []

    assert "No hay pronóstico de lo que falta" not in pages.text("/")


@pytest.mark.parametrize("probability", [0.02, 0.2, None])
@pytest.mark.parametrize("path", ["/", "/estanques/estanque-3"])
def test_whatever_good_is_said_the_alarm_is_awake(pages, path: str, probability: float | None) -> None:
    say(pages, probability)

    assert "La alarma sigue despierta" in pages.text(path)


def test_no_page_says_that_nothing_is_to_be_done(pages) -> None:
    say(pages)

    assert not [
        one for one in ("/", "/estanques/estanque-3") if "no hay que hacer" in pages.text(one).lower()
    ]


def test_a_pond_that_will_go_under_tells_a_window_and_of_how_many_nights(pages) -> None:
    say(pages, 0.7)

    page = pages.text("/estanques/estanque-3")

    assert "Puede bajar de 3 mg/L entre 2:30 y 5 a. m.: 7 de cada 10 noches así." in page
    assert "Tenga listo el aireador" in page
    assert "No dé alimento" in page


def test_water_that_is_fine_while_its_alarm_stands_is_watched(pages) -> None:
    say(pages)
    pages.store.known_alerts = [Alert("una", "estanque-3", Kind.OXYGEN, Level.WARN, NOW - 3600, 2.9)]

    page = pages.text("/estanques/estanque-3")

    assert word(pages, 3) == "Recuperado, vigilando"
    assert "La alarma sigue despierta hasta que haya más de 3,7 mg/L, ya de día." in page


@pytest.mark.parametrize("number", [3, 5])
def test_fish_that_gasp_go_before_what_the_probe_says(pages, number: int) -> None:
    say(pages)
    sees_gasping(pages, f"estanque-{number}")

    page = pages.text(f"/estanques/estanque-{number}")

    assert word(pages, number) == "Peces boqueando"
    assert "Encienda el aireador" in page
    assert not re.search(r"</small> Bien", page)
    assert ">Peces boqueando</b>" in pages.text("/")


def test_fish_gasp_no_more_when_their_alarm_is_over(pages) -> None:
    say(pages)
    sees_gasping(pages, "estanque-3", at=NOW - 3 * 3600)
    alert = Alert("g", "estanque-3", Kind.GASPING, Level.EMERGENCY, NOW - 3 * 3600, 0.0)
    pages.store.known_alerts = [replace(alert, cleared=NOW - 60)]

    assert word(pages, 3) == "Bien"


def test_an_answered_alarm_that_is_gone_ends_the_gasping_too(pages) -> None:
    say(pages)
    sees_gasping(pages, "estanque-3", at=NOW - 3 * 3600)
    number = pages.journal.entries("book", kinds={"gasping"})[-1].number
    body = AlarmAcknowledged(f"gasping-estanque-3-{number}", level=3)
    pages.journal.append(a_draft(body, uid="go", happened=NOW - 9000), now=NOW - 9000)

    assert word(pages, 3) == "Bien"


def test_who_sees_that_they_gasp_no_more_says_so_in_one_tap(pages) -> None:
    say(pages)
    sees_gasping(pages, "estanque-3")
    page = pages.text("/estanques/estanque-3")
    key = re.findall(r'name="clave" value="([^"]*)"', page.split("Ya no boquean")[1])[0]
    assert '<button class="plain" name="cuantos" value="over">' in page

    sent = {"clave": key, "lugar": "estanque-3", "cuantos": "over"}
    answer = pages.client.post("/anotar/boqueando", data=sent, headers={"origin": "http://testserver"})

    assert answer.status_code == 200
    assert word(pages, 3) == "Bien"


def test_gasping_that_is_over_is_watched_while_its_alarm_stands(pages) -> None:
    say(pages)
    pages.store.known_alerts = [Alert("g", "estanque-3", Kind.GASPING, Level.EMERGENCY, NOW - 3600, 0.0)]

    assert word(pages, 3) == "Recuperado, vigilando"


def test_a_power_cut_takes_the_aerator_out_of_the_steps(pages) -> None:
    pages.store.known_alerts = [
        Alert("luz", "estanque-1", Kind.MAINS, Level.CRITICAL, NOW - 4200, 0.0),
        *pages.store.known_alerts,
    ]

    page = pages.text("/estanques/estanque-1")

    assert "Sin luz desde las 2:02 a. m." in page
    assert "El aireador no anda sin ella." in page
    assert "Encienda el aireador" not in page
    assert "Mueva el agua con lo que tenga" in page


def test_an_aerator_that_does_not_help_is_told(pages) -> None:
    pages.store.known_alerts = [Alert("a", "estanque-1", Kind.AERATOR, Level.CRITICAL, NOW - 600, 1.6)]

    assert "El aireador no alcanza o se paró" in pages.text("/estanques/estanque-1")


def test_a_pond_without_an_aerator_is_told_of_none(pages) -> None:
    say(pages, 0.7, silence="helped")
    pages.store.known_nodes = [
        one for one in pages.store.known_nodes if one.node != "pond-4"
    ]  # it has a relay
    pages.store.known_alerts = [
        Alert(kind, "estanque-4", kind, Level.CRITICAL, NOW - 600, 1.0)
        for kind in (Kind.OXYGEN, Kind.MAINS, Kind.AERATOR, Kind.DAWN, Kind.GASPING)
    ]

    page = pages.text("/estanques/estanque-4")

    assert "aireador" not in page.lower().replace("k-ran", "")


def test_whoever_cannot_go_passes_the_alarm_of_the_pond_on(pages) -> None:
    page = pages.text("/estanques/estanque-1")

    assert 'action="/alarmas/alerta-1/pasar"' in page
    assert "No puedo, avisar a otro" in page
    pages.client.post("/alarmas/alerta-1/pasar", data={"volver": "/estanques/estanque-1", "vez": "0"})
    passed = pages.journal.entries("station", kinds={"alarm_passed"})
    assert [one.body for one in passed] == [AlarmPassed("alerta-1", 2)]


def test_a_pond_without_an_alarm_has_nothing_to_pass_on(pages) -> None:
    assert "No puedo, avisar a otro" not in pages.text("/estanques/estanque-3")


def test_the_worst_stands_first_then_what_the_night_will_bring(pages) -> None:
    pages.warnings = pages.warnings
    pages.warnings.said_forecasts = [
        a_said("estanque-3", issued=NOW - 720, probability=0.02),
        a_said("estanque-4", issued=NOW - 720, probability=0.4),
        a_said("estanque-6", issued=NOW - 720, probability=0.8),
    ]

    home = pages.text("/")

    order = re.findall(r'href="/estanques/estanque-(\d)"> <span class="flag"', home)
    assert order == ["1", "2", "6", "4", "5", "3"]


def test_the_night_of_all_ponds_is_told_in_one_line_with_the_way_to_the_plan(pages) -> None:
    say(pages, 0.02)
    pages.warnings.said_forecasts += [a_said("estanque-6", issued=NOW - 600, probability=0.8)]

    home = pages.text("/")

    assert "Esta noche 3 de 6 estanques pueden quedar bajo 3 mg/L." in home
    assert 'href="/noche"' in home
    assert 'href="/guardia"' in home


def test_of_whom_nobody_knows_is_told(pages) -> None:
    say(pages, None)

    assert "De 4 no se sabe." in pages.text("/")


def test_the_pond_page_shows_tonight_and_what_the_forecast_was_worth(pages) -> None:
    warned = thirty_nights(*PONDS, now=NOW)
    pages.warnings.said_forecasts, pages.warnings.known_nights = warned.said_forecasts, warned.known_nights

    page = pages.text("/estanques/estanque-1")

    assert "Lo más bajo, sin ayuda:" in page
    assert "Lo que valió el pronóstico" in page
    assert "noches quedaron dentro" in page
