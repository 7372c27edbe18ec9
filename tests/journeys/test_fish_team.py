"""The fish team's night: oxygen falls, the page says so, somebody goes, the aerator is noted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from browser import Chromium, barriers, shown, sideways
from commune import settings_of
from journey import Journey
from playwright.sync_api import Locator, Page, expect
from station import POND, until

from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.entries import Draft, Intervened, Stocked
from gateway.people import People, Person

pytestmark = [pytest.mark.broker, pytest.mark.micropython, pytest.mark.browser]

NIGHT = datetime(2026, 3, 31, 6, 30, tzinfo=UTC).timestamp()
"""Half past two in the commune."""
SPEED = 120.0
PIN = 34
FULL_MV = 1600 / 7.83
"""A milligram a litre in the millivolts of these probes, at 28 °C."""
NAME = "Yusmary Pérez"
DANGER_BY_NIGHT = "rgb(196, 32, 45)"
"""On a dark page; on a slow machine the sun may be up before the journey ends."""

PLACES = (
    "".join(POND.format(n=number) for number in (1, 2, 3))
    + """
[[field]]
slug = "lote-1"
number = 1
name = "El Samán"
area_m2 = 20000
field_capacity = "0.34"
wilting_point = "0.18"
[[enterprise]]
slug = "cachamas"
name = "Cachamas del Guárico"
form = "EPSDC"
[[unit]]
slug = "laguna-1"
enterprise = "cachamas"
place = "estanque-1"
name = "Laguna 1"
area_m2 = 1500
"""
)

EVERYWHERE = (
    "/",
    "/estanques/estanque-3",
    "/campos/lote-1",
    "/unidades",
    "/ciclos/ciclo-1",
    "/anotar",
    "/anotar/intervencion?lugar=estanque-3",
    "/anotar/boqueando?lugar=estanque-3",
    "/anotar/cosecha?ciclo=ciclo-1",
    "/entrar",
    "/no-hay-tal-pagina",
)


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Journey]:
    """Three ponds whose water is fine, at half past two, in a commune of which a name is known."""
    nodes = [settings_of(f"pond-{number}", 0) for number in (1, 2, 3)]
    journey = Journey(tmp_path, PLACES, start=NIGHT, speed=SPEED, nodes=nodes)
    for number in (1, 2, 3):
        journey.world.gives(f"pond-{number}", PIN, 4.6 * FULL_MV)
    with journey:
        with journey.station.journal() as journal:
            People(journal).add(Person("persona-1", NAME, telephone="04141234567"))
            stocked = Stocked("laguna-1", "cachama negra", 1400, Decimal(9))
            draft = Draft("ciclo-1", "book", "stocking", stocked, journey.now() - 86_400, "alguien")
            journal.append(draft, now=journey.now())
        yield journey


def test_the_fish_team_is_warned_goes_and_notes_the_aerator(night: Journey, chromium: Chromium) -> None:
    with (
        chromium.page(night.address, theme="oscura") as scripted,
        chromium.page(night.address, scripts=False, theme="oscura") as plain,
    ):
        by_page = {"1": scripted, "2": plain}
        for number, page in by_page.items():
            _until_the_water_is_fine(page, number)
        for number in by_page:
            night.world.turns(f"pond-{number}", PIN, 1.7 * FULL_MV, within_s=600)

        # The page that stands open shows it by itself; the one without scripts when it is asked for again.
        until(lambda: _looks_again(scripted, "Peligro"), what="danger on the open page")
        _until_it_says(plain, "2", "Peligro")
        until(
            lambda: set(_alarms(night).values()) == {Level.CRITICAL} and len(_alarms(night)) == 2,
            what="the alarm of danger of both ponds: two readings agree on it",
        )
        for number, page in by_page.items():
            _is_told_by_word_shape_and_colour(page, number)
            _the_alarm_is_on_every_page(page, number)
            _one_tap_says_that_somebody_goes(night, page, number)
            _one_tap_notes_the_aerator(night, page, number)
        assert barriers(scripted) == []

        night.world.out_of_reach |= {"pond-1", "pond-2"}
        for number, page in by_page.items():
            _silence_is_never_shown_as_current(page, number)
        assert barriers(scripted) == []


def _alarms(night: Journey) -> dict[str, Level]:
    return {one.place: one.level for one in _of_oxygen(night)}


def _of_oxygen(night: Journey) -> list[Alert]:
    """Return the alerts of the water itself; a forecast or an aerator may have others of the same pond."""
    return [one for one in night.station.store().alerts() if one.kind == Kind.OXYGEN]


def _looks_again(page: Page, word: str) -> bool:
    """Tell whether an open page says a word, after it looked as when a telephone is taken up again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    return word in shown(page, "h1")


def _until_it_says(page: Page, number: str, word: str) -> None:
    def says() -> bool:
        page.goto(f"/estanques/estanque-{number}")
        return word in shown(page, "h1")

    until(says, what=f"the word {word} on the page of pond {number}")


def _until_the_water_is_fine(page: Page, number: str) -> None:
    """Wait for water above every limit; once there is a forecast, the word may be of the night."""

    def is_fine() -> bool:
        page.goto(f"/estanques/estanque-{number}")
        is_said = re.search("Bien|Atención esta noche", shown(page, "h1")) is not None
        return is_said and shown(page, "section.hero .value") == "4,6 mg/L"

    until(is_fine, what=f"4.6 mg/L in pond {number}")


def _is_told_by_word_shape_and_colour(page: Page, number: str) -> None:
    hero = page.locator("section.hero")
    assert shown(page, "h1") == f"Estanque {number} Peligro"
    assert str(hero.locator(".headline use").get_attribute("href")).endswith("octagon")
    expect(hero).to_have_css("background-color", DANGER_BY_NIGHT)
    number_shown, unit = shown(page, "section.hero .value").split()
    # 1.96 is printed as 2,0.
    assert (float(number_shown.replace(",", ".")) <= 2.0, unit) == (True, "mg/L")
    assert sideways(page) == 0


def _i_go(page: Page, number: str) -> Locator:
    danger = page.locator("#alarms li.alarm", has_text=f"Estanque {number}: peligro")
    return danger.get_by_role("button", name=re.compile(rf"Yo voy\s*: Estanque {number}"))


def _the_alarm_is_on_every_page(page: Page, number: str) -> None:
    for path in EVERYWHERE:
        page.goto(path)
        assert f"Estanque {number}: peligro" in shown(page, "#alarms"), path
        assert _i_go(page, number).is_visible(), path


def _one_tap_says_that_somebody_goes(night: Journey, page: Page, number: str) -> None:
    page.goto(f"/estanques/estanque-{number}")
    _i_go(page, number).tap()

    expect(page.locator("#alarms")).to_contain_text("Alguien de la comuna va en camino desde")
    assert page.url.endswith(f"/estanques/estanque-{number}")
    assert NAME.split()[0] not in page.content()
    assert shown(page, "h1") == f"Estanque {number} Peligro"
    assert _i_go(page, number).count() == 0
    until(lambda: _is_acknowledged(night, f"estanque-{number}"), what="it stands in readings.db")


def _is_acknowledged(night: Journey, place: str) -> bool:
    (found,) = [one for one in _of_oxygen(night) if one.place == place]
    return found.acknowledged is not None and found.cleared is None


def _one_tap_notes_the_aerator(night: Journey, page: Page, number: str) -> None:
    page.get_by_role("button", name="Ya encendí el aireador").tap()

    expect(page.locator("#hacer")).to_contain_text("Aireador encendido")
    with night.station.journal() as journal:
        bodies = [one.body for one in journal.entries("book", kinds={"intervention"})]
    assert bodies.count(Intervened(f"estanque-{number}", "aerator", "on")) == 1


def _every_alarm(page: Page) -> str:
    """Return what the strip says with the alarms that it folds: what somebody attends to stands last."""
    if page.locator("#more-alarms:not([open])").count():
        page.locator("#more-alarms summary").tap()
    return shown(page, "#alarms")


def _silence_is_never_shown_as_current(page: Page, number: str) -> None:
    _until_it_says(page, number, "Sin datos")
    assert shown(page, "section.hero .value") == "? mg/L"
    assert shown(page, "section.hero .beside").startswith("antes: 1,7")
    assert page.locator("section.hero .pointer").count() == 0
    until(lambda: f"Estanque {number}: peligro" in _every_alarm(page), what="the danger stands")

    page.goto("/")
    silent = page.locator(f"a.place[href='/estanques/estanque-{number}']")
    assert " ".join(silent.locator(".figure").inner_text().split()) == "? mg/L"
    page.goto(f"/estanques/estanque-{number}")
