"""A night: the plan at nine, the alarm at three, somebody goes, the aerator runs, the morning's report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Chromium, barriers, opens, shown
from night_station import END, HOUR_S, NINE, SUNRISE, Night, night_at_a_pond, usual
from playwright.sync_api import Page, expect

from dashboard.words.language import languages
from gateway.domain.alerts import Kind, Level

pytestmark = pytest.mark.browser

POND = "/estanques/estanque-1"
LOCALES = {"es": "es-VE", "en": "en-GB"}


@pytest.fixture(params=LOCALES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def night(tmp_path: Path, language: str) -> Iterator[Night]:
    with night_at_a_pond(tmp_path, language=language) as opened:
        yield opened


def low(at: int) -> float:
    """Return a night that falls too far [mg/L]."""
    return usual(at) - 0.1


def helped(at: int) -> float:
    """Return how it rises again with an aerator [mg/L]."""
    return min(1.9 + (at - NINE - 5 * HOUR_S) / HOUR_S * 0.8, 5.0)


def test_a_night_from_the_plan_to_the_report(night: Night, chromium: Chromium, language: str) -> None:
    told = languages()[language].gettext
    with chromium.page(night.address, language=LOCALES[language]) as page:
        _the_plan_stands_at_nine(night, page, language)
        _it_rings_at_three(night, page, language)
        _one_tap_from_the_telephone_and_somebody_goes(night, page, told("Yo voy"))
        _the_aerator_is_noted_in_one_tap(
            night, page, told("Ya encendí el aireador"), told("Aireador encendido")
        )
        _the_morning_tells_what_the_forecast_was_worth(
            night, page, told("Se ayudó el agua: no se sabe cuánto habría bajado"), told("La franja:")
        )
        assert barriers(page) == []


def _the_plan_stands_at_nine(night: Night, page: Page, language: str) -> None:
    night.leap(NINE, oxygen=low)
    night.passes(120, oxygen=low)

    page.goto("/")
    assert {"es": "Esta noche 1 de 1", "en": "Tonight 1 of 1"}[language] in shown(page, "#p-peces")
    page.goto(POND)
    assert shown(page, "#state").endswith({"es": "Atención esta noche", "en": "Caution tonight"}[language])
    assert {"es": "de cada 10 noches así", "en": "nights"}[language] in shown(page, "#p-noche")
    page.goto("/noche")
    assert {"es": "Aireador propio", "en": "Own aerator"}[language].lower() in shown(page, "main").lower()
    assert {"es": "puede bajar de 3 mg/L", "en": "may fall below 3 mg/L"}[language] in night.sms()[0].text
    assert not night.sms()[0].is_urgent


def _it_rings_at_three(night: Night, page: Page, language: str) -> None:
    night.leap(NINE + 6 * HOUR_S, oxygen=low)
    night.passes(300, oxygen=lambda _: 1.7)

    [alert] = [one for one in night.station.alerts(Kind.OXYGEN) if one.cleared is None]
    assert alert.level is Level.CRITICAL
    urgent = night.sms()[-1]
    assert urgent.is_urgent
    assert {"es": "Prenda el aireador ya", "en": "Start the aerator now"}[language] in urgent.text
    page.goto(POND)
    assert shown(page, "#state").endswith({"es": "Peligro", "en": "Danger"}[language])


def _one_tap_from_the_telephone_and_somebody_goes(night: Night, page: Page, button: str) -> None:
    while page.get_by_role("button", name=button).count():
        opens(page, page.get_by_role("button", name=button).first)
    night.turn()

    oxygen = [one for one in night.station.alerts(Kind.OXYGEN) if one.cleared is None]
    assert all(one.acknowledged is not None for one in oxygen)
    before = len(night.sms())
    night.passes(20 * 60, oxygen=lambda _: 1.7)
    assert len(night.sms()) == before  # whoever goes is left in peace


def _the_aerator_is_noted_in_one_tap(night: Night, page: Page, button: str, told: str) -> None:
    page.goto(POND)
    page.get_by_role("button", name=button).first.click()
    expect(page.locator("#hacer")).to_contain_text(told)


def _the_morning_tells_what_the_forecast_was_worth(night: Night, page: Page, verdict: str, rate: str) -> None:
    night.leap(SUNRISE + HOUR_S, oxygen=helped)
    night.leap(END + HOUR_S, oxygen=lambda _: 5.2)

    assert [one.cleared is not None for one in night.station.alerts(Kind.OXYGEN)] == [True]
    page.goto(POND)
    report = shown(page, "#p-anoche")
    assert verdict in report
    assert rate in report  # of the nights that nobody helped
    [came] = night.came()
    assert came.helped is not None
    assert came.crossed is not None
