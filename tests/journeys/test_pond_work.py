"""The work of a pond on a telephone, from its stocking to its harvest, and a cycle that is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from browser import Chromium, barriers, shown, sideways
from builders import a_draft
from entering import enters, registered
from playwright.sync_api import Page, expect
from served import Served, served_from
from small_commune import NOW

from gateway.domain.entries import Body, CycleLost, Died, Fed, Harvested, MeasureWeighed, Sampled, Stocked

pytestmark = pytest.mark.browser

WORDS: Mapping[str, Mapping[str, str]] = {
    "es-VE": {
        "open": "En Laguna 2 hay un ciclo abierto",
        "bucket": "Tres tobos de yuca, unos 27 kilos.",
        "mean": "Cada pez pesa unos 25 gramos.",
        "dead": "Son 1.490 muertos y en el libro quedan 1.480 vivos",
        "lost": "termina aquí, sin más cosecha",
    },
    "en-US": {
        "open": "In Laguna 2 there is an open cycle",
        "bucket": "3 tobos of yuca, about 27 kilos.",
        "mean": "A fish weighs about 25 grams.",
        "dead": "That is 1,490 dead, and the book has 1,480 alive",
        "lost": "ends here, without any further harvest",
    },
}


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
        registered(found.folder, found.journal, "team", units=("laguna-1", "laguna-2"), at=NOW)
        yield found


@pytest.fixture(params=["es-VE", "en-US"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def words(language: str) -> Mapping[str, str]:
    return WORDS[language]


@pytest.fixture
def phone(served: Served, chromium: Chromium, language: str) -> Iterator[Page]:
    with chromium.page(served.address, language=language) as page:
        enters(page)
        yield page


def test_a_pond_is_stocked_fed_by_the_bucket_sampled_counted_and_harvested(
    served: Served, phone: Page, words: Mapping[str, str]
) -> None:
    _weighs_a_bucket(served)
    _stocks(phone)
    cycle = _cycle(served)
    _feeds(phone, cycle, words)
    _samples(phone, cycle, words)
    _counts_the_dead(phone, cycle, words)
    _harvests(phone, cycle)

    assert _said(served) == [
        Stocked(
            "laguna-1",
            "morocoto",
            1500,
            Decimal("8.5"),
            Decimal(820),
            dead_in_transport=20,
            origin="state",
        ),
        Fed(cycle, "scraps", "counted", what="yuca", measure="tobo", count=Decimal(3)),
        Sampled(cycle, 40, Decimal(1000)),
        Died(cycle, 20, "counted", "birds"),
        Harvested(cycle, Decimal("640.5"), "weighed", complete=True, fish=1284),
    ]


def _stocks(phone: Page) -> None:
    _opens(phone, "peces", "siembra")
    _picks(phone, "unidad", "laguna-1")
    _says(phone, alevines="1500", gramos="8,5", muertos="20", plan="820")
    _taps(phone, especie="morocoto")
    phone.locator("select[name=procedencia]").select_option("state")
    _on(phone, "30", "5", "2026")
    _saves(phone)


def _feeds(phone: Page, cycle: str, words: Mapping[str, str]) -> None:
    _opens(phone, "peces", "alimento")
    _picks(phone, "ciclo", cycle)
    _picks(phone, "alimento", "scraps")
    _says(phone, que="yuca", cuanto="3")
    _taps(phone, medida="tobo", calidad="counted")
    _saves(phone, told=words["bucket"])


def _samples(phone: Page, cycle: str, words: Mapping[str, str]) -> None:
    _opens(phone, "peces", "muestreo")
    _picks(phone, "ciclo", cycle)
    _says(phone, peces="40", peso="1000")
    _taps(phone, en="g")
    _saves(phone, told=words["mean"])


def _counts_the_dead(phone: Page, cycle: str, words: Mapping[str, str]) -> None:
    """Count twenty, and be asked back about far too many."""
    _opens(phone, "peces", "mortalidad")
    _picks(phone, "ciclo", cycle)
    _says(phone, peces="20")
    _taps(phone, calidad="counted", sospecha="birds")
    _saves(phone)
    phone.goto(f"/anotar/mortalidad?ciclo={cycle}")
    _says(phone, peces="1490")
    _taps(phone, calidad="counted")
    phone.locator("form .main").last.tap()
    expect(phone.locator(".echo .summary")).to_contain_text(words["dead"])


def _harvests(phone: Page, cycle: str) -> None:
    _opens(phone, "cosecha", "cosecha")
    _picks(phone, "ciclo", cycle)
    _says(phone, kilos="640,5", peces="1284")
    _taps(phone, calidad="weighed", completa="si")
    _saves(phone)


def test_a_cycle_is_lost_and_the_pond_can_be_stocked_again(
    served: Served, phone: Page, words: Mapping[str, str]
) -> None:
    phone.goto("/anotar/siembra?unidad=laguna-2")
    _says(phone, alevines="900", gramos="9")
    _taps(phone, especie="morocoto", cuando="hoy")
    phone.locator("form .main").last.tap()
    expect(phone.locator("main")).to_contain_text(words["open"])

    _opens(phone, "peces", "perdido")
    _picks(phone, "ciclo", "ciclo-2-1")
    _taps(phone, sospecha="oxygen", cuando="ayer")
    _saves(phone, told=words["lost"])
    phone.goto("/anotar/siembra?unidad=laguna-2")
    _says(phone, alevines="900", gramos="9")
    _taps(phone, especie="morocoto", cuando="hoy")
    _saves(phone)

    assert [type(one) for one in _said(served)] == [CycleLost, Stocked]


def _weighs_a_bucket(served: Served) -> None:
    body = MeasureWeighed("tobo", "tobo", "yuca", Decimal(9), "weighed", samples=4)
    served.journal.append(a_draft(body, uid="seed-tobo", happened=NOW - 86_400), now=NOW)


def _opens(page: Page, group: str, form: str) -> None:
    """Find a form from the page of all of them: two taps."""
    page.goto("/anotar")
    assert (barriers(page), sideways(page)) == ([], 0)
    page.locator(f"#{group} > summary").tap()
    page.locator(f"#{group} a[href='/anotar/{form}']").tap()
    page.wait_for_url(f"**/anotar/{form}*")


def _picks(page: Page, name: str, value: str) -> None:
    """Pick what the rest of a form depends on, where it is still asked."""
    if page.locator(f"main input[type=radio][name={name}]").count():
        _taps(page, **{name: value})
        page.locator("form .main").last.tap()
        page.wait_for_url(f"**{name}={value}*")
    assert (barriers(page), sideways(page)) == ([], 0)


def _says(page: Page, **written: str) -> None:
    for name, text in written.items():
        page.locator(f"main [name={name}]").fill(text)


def _taps(page: Page, **chosen: str) -> None:
    for name, value in chosen.items():
        page.locator("label.choice", has=page.locator(f"input[name={name}][value='{value}']")).tap()


def _on(page: Page, day: str, month: str, year: str) -> None:
    _taps(page, cuando="otro")
    if not page.locator("[name=cuando-dia]").is_visible():
        page.locator("#cuando-fecha > summary").tap()
    page.locator("[name=cuando-dia]").fill(day)
    page.locator("[name=cuando-mes]").select_option(month)
    page.locator("[name=cuando-anio]").fill(year)


def _saves(page: Page, *, told: str = "") -> None:
    """Send a form, hear it told back, and say that it is right."""
    page.locator("form .main").last.tap()
    page.locator("form.echo").wait_for()
    assert told in shown(page).replace("\u00a0", " ")
    assert (barriers(page), sideways(page)) == ([], 0)
    page.locator("form.echo .main").tap()
    page.wait_for_url("**/recibo/*")


def _cycle(served: Served) -> str:
    entries = served.journal.entries("book", kinds={"stocking"})
    return entries[-1].uid


def _said(served: Served) -> list[Body]:
    """Return what was recorded on the telephone."""
    seeded = ("seed", "ciclo", "cosecha", "maiz", "aire")
    return [one.body for one in served.journal.entries("book") if not one.uid.startswith(seeded)]
