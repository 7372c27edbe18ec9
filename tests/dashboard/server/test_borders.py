from __future__ import annotations

import gzip
import re

import pytest
from small_commune import NOW

from gateway.domain.errors import StoreError


def test_a_form_from_another_page_is_refused(pages) -> None:
    answer = pages.client.post("/alarmas/alerta-1/atender", headers={"origin": "http://otro.sitio"})

    assert answer.status_code == 403
    assert not pages.journal.entries("station", kinds=["acknowledgement"])


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://testserver"}, {}, {"sec-fetch-site": "same-origin"}],
    ids=["own origin", "no browser", "same site"],
)
def test_a_form_of_our_own_is_taken(pages, headers: dict[str, str]) -> None:
    assert pages.client.post("/alarmas/alerta-1/atender", headers=headers).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "null"}, {"sec-fetch-site": "cross-site"}])
def test_a_form_that_hides_where_it_comes_from_is_refused(pages, headers: dict[str, str]) -> None:
    assert pages.client.post("/alarmas/alerta-1/atender", headers=headers).status_code == 403


def test_every_answer_forbids_what_pages_of_ours_do_not_need(pages) -> None:
    for path in ("/", "/nada", "/version"):
        headers = pages.client.get(path).headers

        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_are_asked_for_again_and_files_are_kept_for_ever(pages) -> None:
    home = pages.client.get("/")
    style = re.search(r'href="(/static/conuco\.[0-9a-f]{10}\.css)"', home.text)
    assert style is not None

    assert home.headers["cache-control"] == "no-cache"
    assert "immutable" in pages.client.get(style[1]).headers["cache-control"]


@pytest.mark.parametrize(("hour", "theme"), [(3, "dark"), (6, "light"), (12, "light"), (19, "dark")])
def test_the_theme_follows_the_commune_s_clock(pages, hour: int, theme: str) -> None:
    pages.clock.at = NOW + (hour - 3) * 3600

    assert f'class="{theme}"' in pages.text("/")


def test_a_chosen_theme_and_language_are_kept_and_leave_the_address(pages) -> None:
    answer = pages.client.get("/estanques/estanque-1?rango=7d&pantalla=clara&idioma=en")

    assert str(answer.url.query, "ascii") == "rango=7d"
    assert '<html lang="en" class="light">' in answer.text
    assert '<html lang="en" class="light">' in pages.text("/")


def test_a_choice_that_we_do_not_have_changes_nothing(pages) -> None:
    answer = pages.client.get("/?idioma=xx&pantalla=rosa")

    assert answer.status_code == 200
    assert '<html lang="es" class="dark">' in answer.text


def test_a_store_that_cannot_be_read_is_a_page_that_says_what_to_do(pages) -> None:
    def broken() -> list[object]:
        raise StoreError("readings.db is not there")

    pages.store.keys = broken

    answer = pages.client.get("/")

    assert answer.status_code == 503
    assert "vaya a mirar los peces" in answer.text


def test_a_page_that_fails_says_so_and_the_next_one_works(pages) -> None:
    def broken() -> list[object]:
        raise ZeroDivisionError

    pages.store.keys = broken

    answer = pages.client.get("/")

    assert answer.status_code == 500
    assert "Algo falló en la estación" in answer.text
    assert "content-security-policy" in answer.headers
    assert pages.client.get("/unidades").status_code == 200


@pytest.mark.parametrize("fault", [StoreError("no hay tarjeta"), ZeroDivisionError()], ids=["store", "page"])
def test_a_page_that_fails_still_shows_the_alarms_that_can_be_read(pages, fault: Exception) -> None:
    def broken() -> list[object]:
        raise fault

    pages.store.keys = broken

    assert 'action="/alarmas/alerta-1/atender"' in pages.client.get("/estanques/estanque-1").text


@pytest.mark.parametrize("fault", [StoreError("no hay tarjeta"), ZeroDivisionError()], ids=["store", "page"])
def test_a_page_that_cannot_read_the_alarms_says_so(pages, fault: Exception) -> None:
    def broken() -> list[object]:
        raise fault

    pages.store.alerts = broken

    answer = pages.client.get("/")

    assert answer.status_code in (500, 503)
    assert "Las alarmas no se pueden leer ahora." in answer.text


def test_the_version_changes_with_the_minute_and_with_what_is_recorded(pages) -> None:
    first = pages.client.get("/version").text
    pages.client.post("/alarmas/alerta-1/atender")
    second = pages.client.get("/version").text
    pages.clock.at = NOW + 60

    assert len({first, second, pages.client.get("/version").text}) == 3
    assert pages.client.get("/version").text == pages.client.get("/version").text


@pytest.mark.parametrize("path", ["/estanques/estanque-1", "/estanques/estanque-3?rango=anio", "/"])
def test_a_page_with_its_files_weighs_less_than_20_kb(pages, path: str) -> None:
    page = pages.client.get(path)
    files = re.findall(r'"(/static/[^"#]+\.(?:css|js|svg))', page.text)

    sizes = [len(gzip.compress(pages.client.get(one).content)) for one in set(files)]

    assert len(gzip.compress(page.content)) + sum(sizes) < 20_000


def test_no_page_asks_another_machine_for_anything(pages) -> None:
    for path in ("/", "/estanques/estanque-1", "/campos/lote-1", "/ciclos/ciclo-1-4", "/unidades", "/anotar"):
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', pages.client.get(path).text)


@pytest.mark.parametrize(
    "path", ["/", "/estanques/estanque-1", "/campos/lote-3", "/ciclos/maiz-3-2", "/anotar"]
)
def test_pages_speak_english_to_who_asks_for_it(pages, path: str) -> None:
    answer = pages.client.get(path, headers={"accept-language": "en-US"})

    assert '<html lang="en"' in answer.text
    assert "Home" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://otro.sitio"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "null", "host": ""},
        {"origin": "http://[mal"},
        {"origin": "http://testserver.otro.sitio"},
        {"origin": "http://testserver:81"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_nothing_that_changes_something_is_taken_from_another_page(
    pages, method: str, headers: dict[str, str]
) -> None:
    answer = pages.client.request(method, "/alarmas/alerta-1/atender", headers=headers)

    assert answer.status_code == 403
    assert "vino de otra página" in answer.text
