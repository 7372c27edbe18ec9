from __future__ import annotations

import re
from dataclasses import replace

import pytest
from browser import barriers, sideways
from entering import enters
from page_time import passes, stands
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MAIN = {
    "inicio": "/",
    "estanque-peligro": "/estanques/estanque-1",
    "campo-hace-falta": "/campos/lote-3",
    "ciclo-estanque": "/ciclos/ciclo-1-4",
    "intervención": "/anotar/intervencion?lugar=estanque-1",
}
"""What people open each day; `tests/proof/test_pages.py` looks at every page at every size."""

LOOKS = {"phone": "oscura", "desk": "clara"}


@pytest.mark.parametrize("size", LOOKS)
@pytest.mark.parametrize("path", MAIN.values(), ids=MAIN.keys())
def test_everybody_can_use_the_page_and_nobody_scrolls_sideways(visit, path: str, size: str) -> None:
    page = visit(path, size=size, theme=LOOKS[size])

    assert barriers(page) == []
    assert sideways(page) <= 0


def test_answer_and_number_stand_on_the_first_screen_of_a_phone(visit) -> None:
    page = visit("/estanques/estanque-1")

    bottom = page.locator(".value").bounding_box()
    nav = page.locator(".nav").bounding_box()

    assert bottom is not None
    assert nav is not None
    assert bottom["y"] + bottom["height"] <= nav["y"]


def test_with_two_alarms_state_number_first_step_and_its_button_stand_on_the_first_screen(
    visit, served
) -> None:
    known = served.store.known_alerts
    served.store.known_alerts = [replace(one, acknowledged=None) for one in known]

    page = visit("/estanques/estanque-1")
    top = page.locator(".nav").bounding_box()["y"]
    low = [
        page.locator(one).first.bounding_box() for one in ("#state", ".value", ".steps li", ".steps button")
    ]
    taps = [one.bounding_box()["height"] for one in page.locator(".alarm button, .alarm .what").all()]
    served.store.known_alerts = known

    assert max(box["y"] + box["height"] for box in low) <= top
    assert len(taps) == 4
    assert min(taps) >= 44


def test_without_javascript_the_page_reads_and_the_aerator_is_logged(visit) -> None:
    page = visit("/estanques/estanque-2", scripts=False)

    page.get_by_role("button", name="Ya encendí el aireador").click()

    expect(page.locator("#hacer")).to_contain_text("Aireador encendido")
    expect(page.get_by_role("button", name="Ya apagué el aireador")).to_be_visible()


def test_without_javascript_a_harvest_is_recorded_and_undone(visit) -> None:
    page = visit("/", scripts=False)
    enters(page)
    page.goto("/anotar/cosecha")

    page.get_by_text("Laguna 5").click()
    page.get_by_role("button", name="Seguir").click()
    page.get_by_label("¿Cuántos kilos?").fill("12,5")
    page.get_by_text("Se pesó").click()
    page.get_by_text("No, una parte").click()
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator("form.echo")).to_contain_text("doce coma cinco kilos")
    page.get_by_role("button", name="Sí, guardar").click()
    expect(page.locator(".receipt")).to_contain_text("doce coma cinco kilos")
    page.get_by_role("button", name="Deshacer").click()

    expect(page.locator("h1")).to_have_text("Deshecho")


def test_a_fault_is_named_at_its_field_and_the_typed_text_stays(visit) -> None:
    page = visit("/")
    enters(page)
    page.goto("/anotar/cosecha?ciclo=ciclo-6-1")

    page.get_by_label("¿Cuántos kilos?").fill("1.200,5")
    page.get_by_role("button", name="Guardar").click()

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("¿Cuántos kilos?")).to_have_value("1.200,5")
    expect(page.locator("#kilos-error")).to_contain_text("Escriba solo el número")


def test_one_tap_acknowledges_an_alarm(visit) -> None:
    page = visit("/campos/lote-1")

    page.get_by_role("button", name="Yo voy").first.click()

    expect(page.locator("#alarms")).to_contain_text("va en camino desde las")
    assert page.url.endswith("/campos/lote-1")


def test_an_open_page_shows_a_new_minute_without_a_tap(visit, served) -> None:
    page = visit("/")
    stands(page)
    page.reload()
    served.clock.at += 60

    page.clock.run_for(16_000)
    page.locator(".clock", has_text="3:13").wait_for()

    served.clock.at -= 60


def test_a_page_that_loses_the_station_says_that_it_is_old(visit) -> None:
    page = visit("/")
    stands(page)
    page.reload()
    page.context.set_offline(True)

    passes(page, 30, every_s=15)

    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#offline")).to_contain_text("lo que se ve es de hace")


def test_the_policy_of_the_page_blocks_nothing_of_its_own(visit) -> None:
    page = visit("/")
    faults: list[str] = []
    page.on("console", lambda one: faults.append(one.text))

    for path in ("/estanques/estanque-1", "/ciclos/ciclo-1-4", "/anotar/intervencion?lugar=estanque-1"):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)

    assert [one for one in faults if "Content Security Policy" in one] == []
