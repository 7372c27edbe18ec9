"""What a screen can be, and what the pieces of the pages say in each state."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from members import signed_in
from small_commune import NOW

from gateway.domain.alerts import Alert, Level

PROJECTOR = {"cookie": "pantalla=proyector"}
KIOSK = {"cookie": "pantalla=quiosco"}


def read(pages, path: str, headers: dict[str, str]) -> str:
    answer = pages.client.get(path, headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.text.replace("\u00a0", " ").split())


def read_aloud(pages, path: str) -> str:
    """Return the words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", pages.text(path)).split())


def test_who_has_not_come_in_is_shown_the_door_and_nothing_that_only_members_open(pages) -> None:
    page = pages.text("/mas")

    assert 'href="/entrar?volver=/mas"' in page
    assert not [
        one for one in ("/preparar", "/personas", "/aparato", "/registro", "/llaves") if f'="{one}"' in page
    ]


def test_a_technician_is_shown_what_keeps_the_station_going(pages) -> None:
    signed_in(pages.client, "technician")

    page = pages.text("/mas")

    assert all(f'href="{one}"' in page for one in ("/preparar", "/personas", "/aparato", "/registro"))
    assert '<form method="post" action="/salir">' in page


def test_the_chosen_screen_and_language_are_marked(pages) -> None:
    page = read(pages, "/mas", {"cookie": "pantalla=contraste"})

    assert 'href="?pantalla=contraste" aria-current="true"' in page
    assert 'href="?idioma=es" aria-current="true"' in page
    assert page.count('aria-current="true"') == 2


def test_high_contrast_is_a_theme_of_its_own(pages) -> None:
    page = read(pages, "/", {"cookie": "pantalla=contraste"})

    assert '<html lang="es" class="contrast">' in page
    assert '<meta name="color-scheme" content="dark">' in page


@pytest.mark.parametrize("path", ["/", "/estanques/estanque-1", "/ciclos/ciclo-1-4"])
def test_a_projector_shows_one_section_a_screen_by_day_and_without_a_menu(pages, path: str) -> None:
    page = read(pages, path, PROJECTOR)

    assert '<html lang="es" class="light projector">' in page
    assert 'class="nav"' not in page
    assert page.count('class="turn"') == page.count(" slide") + page.count('="slide"') > 2
    assert "Salir del proyector" in page


def test_other_screens_carry_nothing_of_the_projector_s(pages) -> None:
    assert 'class="turn"' not in pages.text("/")


def test_the_shared_computer_goes_home_by_itself_unless_somebody_fills_a_form(pages) -> None:
    refresh = '<meta http-equiv="refresh" content="120;url=/">'

    assert refresh in read(pages, "/estanques/estanque-1", KIOSK)
    assert refresh not in read(pages, "/anotar/siembra?unidad=laguna-1", KIOSK)
    assert 'data-idle="120"' in read(pages, "/unidades", KIOSK)
    assert "refresh" not in pages.text("/unidades")


def test_a_probe_is_told_by_its_place_and_its_code_only_to_members(pages) -> None:
    told = read_aloud(pages, "/estanques/estanque-3")
    signed_in(pages.client, "team")

    assert "Sonda del estanque 3" in told
    assert "pond-3" not in told
    assert "Sonda del estanque 3 pond-3" in read_aloud(pages, "/estanques/estanque-3")


def test_a_pond_that_is_well_says_until_when_its_alarm_stays_awake(pages) -> None:
    pages.store.known_alerts = [Alert("una", "estanque-3", "oxygen", Level.WARN, NOW - 3600, 2.9)]

    told = "La alarma sigue despierta hasta que haya más de 3,7 mg/L, ya de día."

    assert told in pages.text("/estanques/estanque-3")
    assert told not in pages.text("/estanques/estanque-4")


def test_an_alarm_that_is_over_keeps_nothing_awake(pages) -> None:
    alert = Alert("una", "estanque-3", "oxygen", Level.WARN, NOW - 3600, 2.9)
    pages.store.known_alerts = [replace(alert, cleared=NOW - 60)]

    page = pages.text("/estanques/estanque-3")

    assert "sigue despierta hasta" not in page
    assert "Recuperado, vigilando" not in page
    assert "La alarma sigue despierta." in page  # of the next time, it is


def test_the_gauge_marks_the_emergency_within_danger(pages) -> None:
    page = pages.text("/estanques/estanque-1")

    assert '<span class="v-danger dry" style="width:17.5%"></span>' in page
    assert '<span style="left:17.5%">1</span>' in page


def test_every_state_of_the_pieces_stands_on_their_pages(pages) -> None:
    page = pages.text("/estilo") + pages.text("/estilo/formularios")

    for word in ("Peligro", "Atención", "Bien", "Sin datos"):
        assert f"</small> {word}</h1>" in page
    for word in (
        "Regar",
        "Esperar",
        "No regar",
        "Sembrar ya",
        "Demasiada agua",
        "Sed",
        "Bien",
        "Sin consejo",
    ):
        assert f"</small> {word} <span" in page
    for word in (
        "Yo voy",
        "La vi",
        "va en camino desde",
        "Falta corregir",
        "doce coma cinco kilos",
        "Deshecho",
    ):
        assert word in page
