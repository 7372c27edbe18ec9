"""What a telephone has to fetch before it shows a page."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from assembled import assemble
from builders import a_draft
from members import a_member, at_the_screen, enrolled, signed_in
from outlooks import thirty_nights
from small_commune import NOW

from dashboard.forms.catalog import FORMS
from dashboard.visit.assets import STATIC, WATCHING, assets
from dashboard.visit.icons import favicon, symbols, with_icons
from dashboard.visit.rendering import packed
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.entries import FishGasping
from gateway.journal.closing import close_book

MOST_BYTES = 20 * 1024
MOST_REQUESTS = 3
FILES = 11
"""A sheet and a script; or those of what watches, is printed, of a pond, field, book, cycle, assembly."""
ELSEWHERE = ("/static/", "/api/v1/", "/version")
LAGOONS = tuple(f"laguna-{number}" for number in range(1, 7))
PLOTS = tuple(f"parcela-{number}" for number in range(1, 6))

OTHERS = (
    "/estanques/estanque-4?rango=anio",
    "/anotar/cosecha?ciclo=ciclo-2-1",
    "/anotar/siembra?unidad=laguna-1",
    "/recibo/cosecha-maiz-3-2",
    "/nada",
    "/api/v1",
    "/alarma",
    "/nodos",
    "/produccion",
)
OF_PARLIAMENT = (
    "/asamblea",
    "/asamblea/cierres/1",
    "/asamblea/papeles/informe?periodo=todo",
    "/asamblea/papeles/acta-11",
)
OF_MEMBERS = (
    "/preparar",
    "/personas",
    "/registro",
    "/llaves",
    "/aparato",
    "/clave",
    *(
        f"/anotar/{kind.slug}{query}"
        for kind in FORMS
        for query in ("", "?lugar=estanque-1", "?lugar=lote-1")
    ),
)


def reached(pages, *first: str) -> Iterator[tuple[str, str]]:
    """Yield every page that links lead to, with its address."""
    waiting, seen = list(first), set(first)
    while waiting:
        path = waiting.pop()
        answer = pages.client.get(path)
        if "text/html" not in answer.headers["content-type"]:
            continue
        yield path, answer.text
        found = {re.sub(r"#.*", "", one).replace("&amp;", "&") for one in hrefs(answer.text)}
        own = {one if one.startswith("/") else path.split("?")[0] + one for one in found if one}
        fresh = {one for one in own if not one.startswith(ELSEWHERE) and "idioma=" not in one} - seen
        fresh -= {one for one in fresh if "pantalla=" in one}
        seen |= fresh
        waiting += sorted(fresh)


def hrefs(text: str) -> list[str]:
    return re.findall(r'<a\b[^>]* href="((?:/(?!/)|\?)[^"]*)"', text)


def loaded(text: str) -> set[str]:
    """Return the files that a browser fetches for a page by itself."""
    found = re.findall(r'<(?:link|script|img|use|image|source)\b[^>]*? (?:href|src)="([^"]*)"', text)
    return {re.sub(r"#.*", "", one) for one in found if not one.startswith(("#", "data:"))}


def too_heavy(pages, *first: str) -> tuple[list[str], set[str]]:
    """Return what is too heavy of the pages that can be reached, and every file that they load."""
    wrong: list[str] = []
    files: dict[str, int] = {}
    for path, text in reached(pages, *first):
        named = loaded(text)
        for one in named - files.keys():
            files[one] = len(gzip.compress(pages.client.get(one).content))
        weight = len(gzip.compress(text.encode())) + sum(files[one] for one in named)
        if weight >= MOST_BYTES or len(named) + 1 > MOST_REQUESTS:
            wrong.append(f"{path}: {weight} bytes, {len(named) + 1} requests")
    return wrong, set(files)


def test_every_page_comes_in_three_requests_and_under_twenty_kilobytes(pages) -> None:
    wrong, files = too_heavy(pages, "/", *OTHERS)

    assert len(files) == FILES
    assert wrong == []


def test_what_a_parliament_decided_comes_no_later(pages) -> None:
    assemble(pages.journal)
    close_book(pages.journal, session=None, now=NOW, author="máquina", uid="cierre-1")

    wrong, _files = too_heavy(pages, *OF_PARLIAMENT)

    assert wrong == []


def test_a_member_who_may_everything_waits_no_longer(pages) -> None:
    pages.client = at_the_screen(pages.client)
    roles = ("technician", "eps_spokesperson", "team", "grower", "administration", "social_control")
    signed_in(pages.client, *roles, units=(*LAGOONS, *PLOTS))

    wrong, files = too_heavy(pages, "/", *OTHERS, *OF_MEMBERS)

    assert len(files) == FILES
    assert wrong == []


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("rango", ["24h", "7d", "anio"])
@pytest.mark.parametrize("number", [1, 2, 4, 5])
def test_the_page_of_a_pond_in_a_bad_night_is_light_too(
    pages, language: str, rango: str, number: int
) -> None:
    told = thirty_nights(*(f"estanque-{one}" for one in range(1, 7)), now=NOW)
    pages.warnings.said_forecasts, pages.warnings.known_nights = told.said_forecasts, told.known_nights
    place = f"estanque-{number}"
    pages.store.known_alerts = [
        Alert(kind, place, kind, Level.CRITICAL, NOW - 600, 1.8)
        for kind in (Kind.OXYGEN, Kind.GASPING, Kind.MAINS, Kind.AERATOR, Kind.DAWN)
    ]
    seen = a_draft(FishGasping(place, "many"), uid="seen", happened=NOW - 600)
    pages.journal.append(seen, now=NOW)
    pages.client.cookies.set("idioma", language)

    text = pages.client.get(f"/estanques/{place}?rango={rango}").text
    files = [gzip.compress(pages.client.get(one).content) for one in loaded(text)]

    assert len(gzip.compress(text.encode())) + sum(map(len, files)) < MOST_BYTES


def test_the_page_that_sounds_stays_light_in_the_worst_of_nights(pages) -> None:
    pages.store.known_alerts = [
        Alert(f"a{number}", f"estanque-{number}", "oxygen", Level.EMERGENCY, NOW - 60 * number, 0.7)
        for number in range(1, 7)
    ]
    for name in ("Yajaira Ríos", "Pedro Conde", "Carmen Lugo"):
        a_member(pages.client, "team", name=name)
    enrolled(pages.client)

    text = pages.client.get("/alarma").text
    files = [gzip.compress(pages.client.get(one).content) for one in loaded(text)]

    assert text.count('class="call"') == 6
    assert len(gzip.compress(text.encode())) + sum(map(len, files)) < MOST_BYTES


def test_a_page_carries_the_icons_that_it_shows_and_no_others(pages) -> None:
    text = pages.text("/anotar")

    shown = set(re.findall(r'<use href="#i-([a-z-]+)"', text))
    carried = set(re.findall(r'<symbol id="i-([a-z-]+)"', text))

    assert shown == carried
    assert "pencil" in shown


def test_an_icon_that_there_is_not_fails_in_the_test_and_not_as_a_blank() -> None:
    with pytest.raises(KeyError):
        with_icons('<body><use href="#i-unicorn"></use></body>')


def test_every_icon_of_the_sheet_is_known_by_its_name() -> None:
    assert {"sprout", "question", "bell-heard"} <= symbols().keys()
    assert all(one.count("<symbol") == 1 for one in symbols().values())


def test_the_mark_in_the_tab_costs_no_request() -> None:
    assert favicon().startswith("data:image/svg+xml,")
    assert not set('"<>#') & set(favicon())


def test_indents_do_not_travel_but_what_a_person_typed_does() -> None:
    page = "<p>\n    a\n  </p>\n<textarea>uno\n   dos</textarea>\n\n  <b>"

    assert packed(page) == "<p>\na\n</p>\n<textarea>uno\n   dos</textarea>\n<b>"


def test_the_script_is_one_file_and_loses_only_what_nobody_runs() -> None:
    body = assets()["conuco.js"].body.decode()

    assert body.startswith('"use strict";(function(){')
    assert '.join(" · ")' in body
    assert "\n//" not in body
    assert all(not set("'`") & set(part) for part in _code())


def test_a_regular_expression_of_the_script_holds_no_blank() -> None:
    assert not [one for part in _code() for one in re.findall(r"[(=!]/[^/\n]* [^/\n]*/[a-z]*[.,)]", part)]


def _code() -> list[str]:
    """Return the parts of the script without their comments."""
    parts = [(STATIC / "js" / f"{name}.js").read_text("utf-8") for name in WATCHING]
    return [
        "\n".join(line for line in one.splitlines() if not line.strip().startswith("//")) for one in parts
    ]
