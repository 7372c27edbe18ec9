from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ARTEFACTS = Path(__file__).parents[2] / ".artefacts"
MAIN = {
    "inicio": "/",
    "estanque-peligro": "/estanques/estanque-1",
    "campo-hace-falta": "/campos/lote-3",
    "ciclo-estanque": "/ciclos/ciclo-1-4",
    "cosecha": "/anotar/cosecha?ciclo=ciclo-2-1",
}
OTHERS = {
    "estanque-bien-7-dias": "/estanques/estanque-3?rango=7d",
    "estanque-anio": "/estanques/estanque-4?rango=anio",
    "estanque-sin-datos": "/estanques/estanque-5",
    "campo-sin-datos": "/campos/lote-2",
    "unidades": "/unidades",
    "anotar": "/anotar",
    "cosecha-elegir": "/anotar/cosecha",
    "siembra": "/anotar/siembra?unidad=parcela-1",
    "unidad": "/anotar/unidad",
    "recibo": "/recibo/cosecha-maiz-3-2",
    "ciclo-sin-sonda": "/ciclos/ciclo-1-1",
    "ciclo-parcela": "/ciclos/maiz-3-2",
    "no-existe": "/nada",
}
LOOKS = [
    *(
        (name, path, size, theme)
        for name, path in MAIN.items()
        for size in ("phone", "desk")
        for theme in ("oscura", "clara")
    ),
    *(
        (name, path, size, theme)
        for name, path in OTHERS.items()
        for size, theme in (("phone", "oscura"), ("desk", "clara"))
    ),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> str:
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None
    return next(Path(str(found.origin)).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "path", "size", "theme"), LOOKS, ids=lambda part: str(part).strip("/"))
def test_everybody_can_use_the_page(visit, axe: str, name: str, path: str, size: str, theme: str) -> None:
    page = visit(path, size=size, theme=theme)

    page.evaluate(axe)
    found = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)["violations"]
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}-{size}-{theme}.png", full_page=True)

    assert [(one["id"], [node["html"][:150] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize("name", [*MAIN, *OTHERS])
def test_nothing_scrolls_sideways(visit, name: str) -> None:
    page = visit((MAIN | OTHERS)[name], size="narrow")
    too_wide = {}

    for width in (320, 360, 768, 1366):
        page.set_viewport_size({"width": width, "height": 740})
        too_wide[width] = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert {width: more for width, more in too_wide.items() if more > 0} == {}


def test_answer_and_number_stand_on_the_first_screen_of_a_phone(visit) -> None:
    page = visit("/estanques/estanque-1")

    bottom = page.locator(".value").bounding_box()
    nav = page.locator(".nav").bounding_box()

    assert bottom is not None
    assert nav is not None
    assert bottom["y"] + bottom["height"] <= nav["y"]


def test_without_javascript_the_page_reads_and_the_aerator_is_logged(visit) -> None:
    page = visit("/estanques/estanque-2", scripts=False)

    page.get_by_role("button", name="Ya encendí el aireador").click()

    assert "Aireador encendido" in page.inner_text("#hacer")
    assert page.get_by_role("button", name="Ya apagué el aireador").is_visible()


def test_without_javascript_a_harvest_is_recorded_and_undone(visit) -> None:
    page = visit("/anotar/cosecha", scripts=False)

    page.get_by_text("Laguna 5").click()
    page.get_by_role("button", name="Seguir").click()
    page.get_by_label("¿Cuántos kilos?").fill("12,5")
    page.get_by_text("Se pesó").click()
    page.get_by_text("No, una parte").click()
    page.get_by_role("button", name="Guardar").click()
    told = page.inner_text("main")
    page.get_by_role("button", name="Deshacer").click()

    assert "doce coma cinco kilos" in told
    assert page.inner_text("h1") == "Deshecho"


def test_a_fault_is_named_at_its_field_and_the_typed_text_stays(visit) -> None:
    page = visit("/anotar/cosecha?ciclo=ciclo-6-1")

    page.get_by_label("¿Cuántos kilos?").fill("1.200,5")
    page.get_by_role("button", name="Guardar").click()
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "cosecha-error.png", full_page=True)

    assert page.title().startswith("Error: ")
    assert page.get_by_label("¿Cuántos kilos?").input_value() == "1.200,5"
    assert "Escriba solo el número" in page.inner_text("#kilos-error")


def test_one_tap_acknowledges_an_alarm(visit) -> None:
    page = visit("/campos/lote-1")

    page.get_by_role("button", name="Yo voy").first.click()

    assert "atendida a las" in page.inner_text("#alarms")
    assert page.url.endswith("/campos/lote-1")


def test_an_open_page_shows_a_new_minute_without_a_tap(visit, served) -> None:
    page = visit("/")
    page.clock.install()
    page.reload()
    served.clock.at += 60

    page.clock.run_for(16_000)
    page.locator(".clock", has_text="3:13").wait_for()

    served.clock.at -= 60


def test_a_page_that_loses_the_station_says_that_it_is_old(visit) -> None:
    page = visit("/")
    page.clock.install()
    page.reload()
    page.context.set_offline(True)

    for _ in range(2):
        page.clock.run_for(16_000)
        page.wait_for_timeout(200)

    assert page.locator("#offline").is_visible()
    assert "Lo que se ve es de antes" in page.inner_text("#offline")


def test_the_policy_of_the_page_blocks_nothing_of_its_own(visit) -> None:
    page = visit("/")
    faults: list[str] = []
    page.on("console", lambda one: faults.append(one.text))

    for path in ("/estanques/estanque-1", "/ciclos/ciclo-1-4", "/anotar/cosecha?ciclo=ciclo-6-1"):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)

    assert [one for one in faults if "Content Security Policy" in one] == []
