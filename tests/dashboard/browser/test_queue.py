"""What the telephone does by itself: keeps what the station did not answer, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from members import everybody_is
from page_time import stands
from playwright.sync_api import Page, Route, expect
from served import Served
from station import until

from gateway.domain.entries import Entry
from gateway.people import Person

pytestmark = pytest.mark.browser

POND = "/estanques/estanque-2"
KEPT = """Object.keys(localStorage).filter(one => one.startsWith('conuco.cola.'))
    .map(one => JSON.parse(localStorage[one]))"""


@pytest.fixture
def noted(served: Served) -> Callable[[], list[Entry]]:
    """Give what was recorded of the pond's aerator since the test began."""
    before = len(served.journal.entries("book"))
    return lambda: served.journal.entries("book")[before:]


@pytest.fixture
def member(served: Served) -> Iterator[Person]:
    """Let everybody who comes be a member of the team."""
    person = Person("persona-1", "Yusmary Pérez", roles=("team",))
    with everybody_is(served.app, person):
        yield person


def hurries(page) -> None:
    """Tap "Enviar ahora"; the telephone may have begun by itself just then, and hidden the button."""
    page.locator("#waiting button").evaluate("button => button.click()")


def kept(page: Page) -> list[dict[str, object]]:
    found: list[dict[str, object]] = page.evaluate(KEPT)
    return found


def tap(page: Page) -> None:
    page.locator("#hacer form[data-queue] button").first.click()


def swallowed(route: Route) -> None:
    """Let the station store what was sent, and lose its answer."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort()
    else:
        route.continue_()


def test_what_is_tapped_without_network_is_kept_and_the_page_says_so(visit, noted) -> None:
    page = visit(POND)
    page.context.set_offline(True)

    tap(page)

    expect(page.locator("#waiting p")).to_have_text(
        "1 anotación está solo en este teléfono; se envía cuando vuelva la red."
    )
    page.get_by_text("Ver cuáles").click()
    expect(page.locator("#waiting li")).to_contain_text("Estanque 2: Ya encendí el aireador")
    assert not noted()


def test_what_was_kept_is_sent_when_the_network_is_back_and_happened_when_it_was_tapped(
    visit, noted, served
) -> None:
    page = visit(POND)
    stands(page)
    page.context.set_offline(True)
    tap(page)
    expect(page.locator("#waiting")).to_be_visible()
    page.clock.run_for(90_000)
    page.wait_for_function("!localStorage['conuco.turno']")  # no try is on its way

    page.context.set_offline(False)
    hurries(page)
    page.clock.run_for(1_000)

    expect(page.locator("#waiting p")).to_have_text("1 anotación de este teléfono ya está en la estación.")
    assert kept(page) == []
    assert len(noted()) == 1
    assert 89 <= served.clock.at - noted()[0].happened <= 92


def test_an_answer_that_was_lost_makes_no_second_entry(visit, noted) -> None:
    page = visit(POND)
    page.route("**/intervencion", swallowed)
    tap(page)
    expect(page.locator("#waiting")).to_be_visible()
    assert len(noted()) == 1

    page.unroute("**/intervencion")
    hurries(page)

    expect(page.locator("#waiting p")).to_contain_text("ya está en la estación")
    assert len(noted()) == 1


def test_a_thing_done_twice_without_network_is_two_entries(visit, noted) -> None:
    page = visit(POND)
    page.context.set_offline(True)
    for number in ("1 anotación", "2 anotaciones"):
        tap(page)
        expect(page.locator("#waiting p")).to_contain_text(number)

    page.context.set_offline(False)
    hurries(page)

    expect(page.locator("#waiting p")).to_have_text("2 anotaciones de este teléfono ya están en la estación.")
    assert len({one.uid for one in noted()}) == 2


def test_two_tabs_send_each_entry_once(visit, noted) -> None:
    page = visit(POND)
    page.context.set_offline(True)
    for number in ("1 anotación", "2 anotaciones", "3 anotaciones"):
        tap(page)
        expect(page.locator("#waiting p")).to_contain_text(number)
    posts: list[str] = []
    page.context.on("request", lambda one: posts.append(one.url) if one.method == "POST" else None)
    other = page.context.new_page()
    page.context.set_offline(False)

    other.goto(page.url)
    page.evaluate("window.dispatchEvent(new Event('online'))")

    until(lambda: not kept(page), what="sending")
    expect(page.locator("#waiting li")).to_have_count(0)
    assert len(posts) == len(noted()) == 3


def test_an_entry_that_the_station_refuses_stays_to_be_corrected_and_may_be_thrown_away(visit, noted) -> None:
    page = visit(POND)
    page.context.set_offline(True)
    tap(page)
    expect(page.locator("#waiting")).to_be_visible()
    page.route(
        "**/intervencion", lambda route: route.fulfill(status=422, body=FAULTS, content_type="text/html")
    )
    page.context.set_offline(False)
    hurries(page)

    refused = page.locator("#refused li")
    expect(refused).to_contain_text("El aireador ya estaba encendido.")
    expect(page.locator("#waiting")).to_be_hidden()
    page.on("dialog", lambda one: one.accept())
    page.get_by_role("button", name="Botar").click()

    expect(page.locator("#refused")).to_be_hidden()
    assert kept(page) == []
    assert not noted()


FAULTS = """<title>Error</title><main id="main"><div class="summary" tabindex="-1"><ul>
<li><a href="#x">El aireador ya estaba encendido.</a></li></ul></div></main>"""


def test_an_entry_of_somebody_who_has_to_sign_in_again_is_not_lost(visit) -> None:
    page = visit(POND)
    page.route(
        "**/intervencion", lambda route: route.fulfill(status=403, body="<main><h1>No puede.</h1></main>")
    )

    tap(page)

    expect(page.locator("#refused li")).to_contain_text("No puede.")
    assert [one["fault"] for one in kept(page)] == ["No puede."]


def test_a_station_that_is_starting_again_is_asked_later(visit, noted) -> None:
    page = visit(POND)
    page.route("**/intervencion", lambda route: route.fulfill(status=503, body="..."))
    tap(page)
    expect(page.locator("#waiting p")).to_contain_text("1 anotación está solo en este teléfono")
    page.unroute("**/intervencion")

    page.reload()

    expect(page.locator("#waiting p")).to_contain_text("ya está en la estación")
    assert len(noted()) == 1


def test_a_phone_that_may_keep_nothing_sends_the_form_as_any_page_does(visit, noted) -> None:
    page = visit(POND)
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('forbidden'); }")
    page.reload()
    expect(page.locator("#unkept")).to_be_visible()

    tap(page)

    page.wait_for_url("**#hacer")
    assert len(noted()) == 1


def test_a_clock_that_was_set_back_makes_nothing_of_the_future(visit, noted, served) -> None:
    page = visit(POND)
    page.context.set_offline(True)
    tap(page)
    expect(page.locator("#waiting")).to_be_visible()
    entry = kept(page)[0]
    entry["made"] = int(str(entry["made"])) + 3_600_000
    page.evaluate("one => localStorage.setItem('conuco.cola.' + one.key, JSON.stringify(one))", entry)

    page.context.set_offline(False)
    hurries(page)

    expect(page.locator("#waiting p")).to_contain_text("ya está en la estación")
    assert noted()[0].happened == served.clock.at


def test_a_refused_form_opens_again_with_what_was_typed_and_is_then_sent_once(visit, noted, member) -> None:
    page = visit("/anotar/lluvia?lugar=lote-1")
    page.get_by_label("¿Cuánta lluvia había?").fill("1.200")
    page.get_by_text("A ojo").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator("#waiting li")).to_contain_text("1.200 mm · A ojo")
    assert page.get_by_label("¿Cuánta lluvia había?").input_value() == ""
    page.context.set_offline(False)
    hurries(page)
    expect(page.locator("#refused li")).to_contain_text("se puede leer de dos maneras")

    page.get_by_role("button", name="Abrir y corregir").click()
    expect(page.get_by_label("¿Cuánta lluvia había?")).to_have_value("1.200")
    page.get_by_label("¿Cuánta lluvia había?").fill("12")
    page.get_by_role("button", name="Guardar").click()
    page.get_by_role("button", name="Sí, guardar").click()

    page.wait_for_url("**/recibo/**")
    assert [str(one.body.millimetres) for one in noted()] == ["12"]
    assert kept(page) == []
    expect(page.locator("#refused")).to_be_hidden()


def test_what_is_told_back_is_corrected_without_network(visit, member) -> None:
    page = visit("/anotar/lluvia?lugar=lote-1")
    page.get_by_label("¿Cuánta lluvia había?").fill("12")
    page.get_by_text("Se midió").click()
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator("form.echo")).to_be_visible()
    page.context.set_offline(True)

    page.get_by_role("button", name="No, corregir").click()

    expect(page.get_by_label("¿Cuánta lluvia había?")).to_have_value("12")
    expect(page.get_by_label("Se midió")).to_be_checked()


def test_the_sentences_of_the_telephone_speak_english_too(visit) -> None:
    page = visit(POND + "?idioma=en")
    page.context.set_offline(True)

    tap(page)

    expect(page.locator("#waiting p")).to_have_text(
        "1 note is only on this phone; it is sent when the network is back."
    )
