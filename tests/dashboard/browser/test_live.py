"""What an open page does by itself: shows what is new, says when the station is lost, reads a chart."""

from __future__ import annotations

import re

import pytest
from page_time import passes, stands
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

POND = "/estanques/estanque-2"
ASKS_EVERY_S = 15


def test_a_page_that_lost_the_station_says_since_when_and_how_old_it_is(visit) -> None:
    page = visit(POND)
    stands(page)
    page.reload()
    page.context.set_offline(True)

    passes(page, 2 * ASKS_EVERY_S, every_s=ASKS_EVERY_S)
    expect(page.locator("#offline")).to_contain_text("Sin conexión con la estación desde las 3:12")
    page.clock.run_for(4 * 60_000)

    expect(page.locator("#offline")).to_contain_text("lo que se ve es de hace 4 min.")
    page.context.set_offline(False)
    passes(page, ASKS_EVERY_S, every_s=ASKS_EVERY_S)
    expect(page.locator("#offline")).to_be_hidden()


def test_a_new_minute_leaves_focus_open_lists_and_scrolling_as_they_were(visit, served) -> None:
    page = visit(POND)
    stands(page)
    page.reload()
    page.locator("#oxygen-numbers summary").click()
    page.locator("#tab-7d").focus()
    served.clock.at += 60

    page.clock.run_for(16_000)
    page.locator(".clock", has_text="3:13").wait_for()

    served.clock.at -= 60
    expect(page.locator("#oxygen-numbers tbody tr").first).to_be_visible()
    expect(page.locator("#tab-7d")).to_be_focused()


def test_a_finger_on_a_chart_reads_its_numbers_and_they_stay(visit) -> None:
    page = visit(POND)
    field = page.locator(".chart .field").first
    field.scroll_into_view_if_needed()
    box = field.bounding_box()

    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 60)

    reading = page.locator(".reading").first
    expect(reading).to_have_text(re.compile("Más bajo.*mg/L$", re.DOTALL))
    told = reading.inner_text()
    page.mouse.move(5, 5)
    expect(reading).to_have_text(told, use_inner_text=True)
    field.press("ArrowRight")
    expect(reading).not_to_have_text(told, use_inner_text=True)
    expect(field).to_have_attribute("aria-valuetext", reading.inner_text())
