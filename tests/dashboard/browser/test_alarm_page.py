"""A telephone that watches: it sounds, stays silent, and says what it does, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browser import barriers, sideways
from page_time import passes, stands
from playwright.sync_api import Page, expect
from served import Served
from small_commune import NOW

from gateway.domain.alerts import Alert, Level

pytestmark = pytest.mark.browser

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
"""Writes down what is sounded, by its pitch [Hz], and keeps the context where a test can look at it."""

ALARM_HZ, LOST_HZ = 1760, 698
ASKS_EVERY_S = 5


@pytest.fixture
def watching(visit: Callable[..., Page], served: Served) -> Iterator[Callable[[], Page]]:
    """Open the page with its sound asked for, with a clock that a test moves."""
    known = served.store.known_alerts

    def opened() -> Page:
        page = visit("/alarma")
        page.add_init_script(HEARD)
        stands(page)
        page.reload()
        page.get_by_role("button", name="Que este teléfono suene").click()
        page.wait_for_function("window.context && window.context.state === 'running'")
        return page

    yield opened
    served.store.known_alerts = known


def sounded(page: Page) -> list[int]:
    """Return the pitches since this was last asked [Hz], without the hum that keeps the page awake."""
    return [round(one) for one in page.evaluate("window.tones.splice(0)") if one > 100]


def hears(page: Page, pitch: int, *, within_s: int = 60) -> bool:
    """Tell whether a pitch [Hz] is sounded while so much of the page's time passes."""
    for _ in range(-(-within_s // ASKS_EVERY_S)):
        waits(page, ASKS_EVERY_S)
        if pitch in sounded(page):
            return True
    return False


def waits(page: Page, seconds: int) -> None:
    """Let the page's time pass; the station answers each of its questions."""
    passes(page, seconds, every_s=ASKS_EVERY_S)


def test_it_is_mute_until_it_is_tapped_then_sounds_and_says_so(visit) -> None:
    page = visit("/alarma")
    page.add_init_script(HEARD)
    page.reload()
    told = page.inner_text("#told")
    state = page.evaluate("document.body.dataset.sound")

    page.get_by_role("button", name="Que este teléfono suene").click()
    page.wait_for_function("document.body.dataset.sound === 'alarm'")

    assert (told, state) == ("Este teléfono está callado: si hay una alarma, no suena.", "mute")
    assert page.evaluate("window.context.state") == "running"
    assert ALARM_HZ in sounded(page)
    expect(page.locator("#told")).to_have_text("Está sonando hasta que alguien diga «Yo voy».")


def test_one_tap_says_i_go_and_it_is_silent_without_loading_the_page_anew(watching, served) -> None:
    served.store.known_alerts = [Alert("voy", "estanque-3", "oxygen", Level.CRITICAL, NOW - 60, 1.9)]
    page = watching()
    assert hears(page, ALARM_HZ)

    page.get_by_role("button", name="Yo voy").click()
    expect(page.locator("#calls")).to_contain_text("va en camino desde las 3:12")
    expect(page.locator("body")).to_have_attribute("data-sound", "watching")
    sounded(page)
    waits(page, 10)

    assert sounded(page) == []
    assert page.evaluate("document.body.dataset.sound") == "watching"
    assert page.evaluate("window.context.state") == "running"


def test_a_silence_lasts_twenty_minutes_and_what_is_worse_is_heard_in_spite_of_it(watching, served) -> None:
    served.store.known_alerts = [Alert("una", "estanque-3", "oxygen", Level.CRITICAL, NOW - 60, 1.9)]
    page = watching()
    page.get_by_role("button", name="Callar 20 minutos").click()
    expect(page.locator("body")).to_have_attribute("data-sound", "hushed")
    sounded(page)
    waits(page, 10)
    silent = sounded(page), page.evaluate("document.body.dataset.sound")

    served.store.known_alerts = [Alert("una", "estanque-3", "oxygen", Level.EMERGENCY, NOW - 60, 0.8)]

    assert silent == ([], "hushed")
    assert hears(page, ALARM_HZ)
    page.get_by_role("button", name="Callar 20 minutos").click()
    page.clock.fast_forward(20 * 60_000)
    assert hears(page, ALARM_HZ)


def test_a_page_that_nobody_sees_goes_on_asking_and_sounds(watching, served) -> None:
    served.store.known_alerts = []
    page = watching()
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    waits(page, 10)
    before = sounded(page)

    served.store.known_alerts = [Alert("otra", "estanque-3", "gasping", Level.EMERGENCY, NOW, 0.0)]

    assert before == []
    assert hears(page, ALARM_HZ)


def test_a_minute_without_the_station_has_a_sound_of_its_own_and_the_page_says_why(watching, served) -> None:
    served.store.known_alerts = []
    page = watching()
    page.context.set_offline(True)
    waits(page, 40)
    early = sounded(page)

    assert early == []
    assert hears(page, LOST_HZ)
    expect(page.locator("#told")).to_contain_text("no oye a la estación")
    expect(page.locator("#offline")).to_contain_text("Sin conexión con la estación")
    page.context.set_offline(False)
    waits(page, 15)
    expect(page.locator("body")).to_have_attribute("data-sound", "watching")
    sounded(page)
    waits(page, 10)
    assert sounded(page) == []


def test_what_a_router_answers_in_the_station_s_place_is_not_the_station(watching, served) -> None:
    served.store.known_alerts = []
    page = watching()
    page.route("**/version", lambda route: route.fulfill(body="<html>Bienvenido</html>"))

    assert hears(page, LOST_HZ, within_s=120)


def test_a_page_that_can_no_longer_be_drawn_counts_as_lost(watching, served) -> None:
    served.store.known_alerts = []
    page = watching()
    page.route("**/alarma", lambda route: route.fulfill(status=500, body="no"))
    served.store.known_alerts = [Alert("otra", "estanque-3", "gasping", Level.EMERGENCY, NOW, 0.0)]

    assert hears(page, LOST_HZ, within_s=120)


def test_a_tap_that_does_not_reach_the_station_is_told_and_it_goes_on_sounding(watching, served) -> None:
    served.store.known_alerts = [Alert("lejos", "estanque-3", "oxygen", Level.CRITICAL, NOW - 60, 1.9)]
    page = watching()
    page.context.set_offline(True)

    page.get_by_role("button", name="Yo voy").click()
    expect(page.locator("#told")).to_have_text("No llegó a la estación. Toque otra vez.")
    sounded(page)

    assert hears(page, ALARM_HZ)


def test_the_sound_can_be_tried(watching, served) -> None:
    served.store.known_alerts = []
    page = watching()
    waits(page, 5)
    sounded(page)

    page.get_by_role("button", name="Probar el sonido").click()

    page.wait_for_function(f"window.tones.includes({ALARM_HZ})")


def test_without_scripts_it_is_read_and_answered(visit, served) -> None:
    known = served.store.known_alerts
    served.store.known_alerts = [Alert("muda", "estanque-3", "oxygen", Level.CRITICAL, NOW - 60, 1.9)]
    page = visit("/alarma", scripts=False)

    page.get_by_role("button", name="Yo voy").click()

    expect(page.locator("#calls")).to_contain_text("va en camino")
    assert page.url.endswith("/alarma")
    served.store.known_alerts = known


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_everybody_can_use_it_also_while_it_sounds(watching, visit, size: str) -> None:
    page = visit("/alarma", size=size)
    page.get_by_role("button", name="Que este teléfono suene").click()
    expect(page.locator("#arm")).to_be_hidden()

    assert barriers(page) == []
    assert sideways(page) <= 0
