"""A telephone that watches at three in the morning, over a real station."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browser import Chromium, shown
from commune import settings_of
from journey import Journey
from playwright.sync_api import Page, expect
from station import POND, until

from gateway.domain.alerts import Kind, Level
from gateway.domain.entries import AlarmAcknowledged

pytestmark = [pytest.mark.broker, pytest.mark.micropython, pytest.mark.browser]

NIGHT = datetime(2026, 3, 31, 6, 50, tzinfo=UTC).timestamp()
"""Ten to three in the commune."""
SPEED = 20.0
PIN = 34
FULL_MV = 1600 / 7.83
"""A milligram a litre in the millivolts of this probe, at 28 °C."""
ALARM_HZ, LOST_HZ = 1760, 698
HEARD = """
window.tones = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) {
  window.tones.push(this.frequency.value);
  return start.call(this, at);
};
const resume = AudioContext.prototype.resume;
AudioContext.prototype.resume = function () { window.context = this; return resume.call(this); };
"""
"""Writes down what is sounded, by its pitch [Hz]."""
BEHIND = """
Object.defineProperty(document, 'hidden', {configurable: true, get: () => true});
document.dispatchEvent(new Event('visibilitychange'));
"""
"""Another page lies over this one, as far as this one can tell."""
A_MINUTE_AGO = "() => { const now = Date.now; Date.now = () => now() + 61000; }"
"""The telephone's clock goes on by a minute: nobody waits for it."""


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Journey]:
    """One pond whose water is fine, shortly before three."""
    journey = Journey(tmp_path, POND.format(n=1), start=NIGHT, speed=SPEED, nodes=[settings_of("pond-1", 0)])
    journey.world.gives("pond-1", PIN, 4.6 * FULL_MV)
    with journey:
        yield journey


def test_a_telephone_wakes_whoever_is_near_is_answered_and_tells_when_the_station_is_gone(
    night: Journey, chromium: Chromium
) -> None:
    with chromium.page(night.address) as page:
        page.add_init_script(HEARD)
        until(lambda: _shows_a_calm_pond(page), within_s=60, what="a calm pond")
        _the_sound_is_asked_for(page)

        # The page lies behind another one and hears of it all the same.
        page.evaluate(BEHIND)
        night.world.turns("pond-1", PIN, 1.7 * FULL_MV, within_s=120)
        until(lambda: ALARM_HZ in _sounded(page), within_s=60, what="the sound of the alarm")
        expect(page.locator("h1").first).to_contain_text("Peligro")
        assert page.evaluate("document.body.dataset.sound") == "alarm"

        page.get_by_role("button", name="Yo voy").first.click()
        _somebody_goes_and_it_is_silent(night, page)

        night.pages.kill()
        page.evaluate(A_MINUTE_AGO)
        until(lambda: LOST_HZ in _sounded(page), within_s=60, what="the sound of a station that is gone")
        assert "no oye a la estación" in shown(page, "#told")
        expect(page.locator("#offline")).to_contain_text("Sin conexión con la estación")


def _shows_a_calm_pond(page: Page) -> bool:
    """Tell whether the pond is well; the forecast may say what it likes, it wakes nobody."""
    page.goto("/alarma")
    return page.locator(".chip.v-fine").count() == 1 and page.locator("#calls[data-rings='']").count() == 1


def _the_sound_is_asked_for(page: Page) -> None:
    assert page.evaluate("document.body.dataset.sound") == "mute"
    page.get_by_role("button", name="Que este teléfono suene").click()
    page.wait_for_function("document.body.dataset.sound === 'watching'")
    assert page.evaluate("window.context.state") == "running"
    assert _sounded(page) == []


def _somebody_goes_and_it_is_silent(night: Journey, page: Page) -> None:
    expect(page.locator("#calls")).to_contain_text("Alguien de la comuna va en camino desde")
    page.wait_for_function("document.body.dataset.sound === 'watching'")
    _sounded(page)
    until(
        lambda: any(one.acknowledged for one in night.station.store().alerts() if one.kind == Kind.OXYGEN),
        what="the gateway follows the journal",
    )
    with night.station.journal() as journal:
        [entry] = journal.entries("station", kinds=["acknowledgement"])
    assert isinstance(entry.body, AlarmAcknowledged)
    assert entry.body.level == Level.CRITICAL
    assert ALARM_HZ not in _sounded(page)


def _sounded(page: Page) -> list[int]:
    """Return the pitches since this was last asked [Hz], without the hum that keeps the page awake."""
    return [round(one) for one in page.evaluate("window.tones.splice(0)") if one > 100]
