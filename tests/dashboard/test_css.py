"""The style sheet: small, without dead rules, and nothing that a browser of 2020 does not know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from assembled import assemble
from field_states import every_state, numbered, shown_in_front
from fielded import AT
from members import at_the_screen, signed_in
from outlooks import thirty_nights
from small_commune import NOW

from dashboard.visit.assets import NOT_OF_FIELDS, NOT_OF_PARLIAMENT, NOT_OF_PONDS, STATIC, assets
from dashboard.visit.rendering import TEMPLATES
from gateway.journal.closing import close_book

SHEET = (STATIC / "sheet.css").read_text(encoding="utf-8")
BOOK = (STATIC / "production.css").read_text(encoding="utf-8")
CYCLE = (STATIC / "cycle.css").read_text(encoding="utf-8")
FIELD = (STATIC / "field.css").read_text(encoding="utf-8")
ASSEMBLY = (STATIC / "assembly.css").read_text(encoding="utf-8")
SLIP = (STATIC / "slip.css").read_text(encoding="utf-8")
CLOSING = (STATIC / "closing.css").read_text(encoding="utf-8")
CSS = (STATIC / "conuco.css").read_text(encoding="utf-8") + SHEET + BOOK + CYCLE + FIELD + SLIP + ASSEMBLY
CSS += CLOSING
MOST_OF_A_SHEET = 2200
OF_PARLIAMENT = ("assembly.css", "closing.css", "paper.css")
MOST_BYTES = 8000
FIELDS = every_state()
SPANS = ("24h", "7d", "anio")
DASHBOARD = TEMPLATES.parent

NEWER_THAN_CHROME_87 = {
    ":has()": r":has\(",
    "nesting": r"\{[^{}@]*&",
    "color-mix()": r"color-mix\(",
    "light-dark()": r"light-dark\(",
    "container queries": r"@container|container-type",
    "layers": r"@layer",
    "scopes": r"@scope",
    "subgrid": r"subgrid",
    "aspect-ratio": r"aspect-ratio",
    "accent-color": r"accent-color",
    "dynamic viewport units": r"\d(?:d|s|l)v[hw]",
    "small numbers in media queries": r"@media[^{]*[<>]",
    "text-wrap": r"text-wrap",
    "single transforms": r"[;{](?:translate|rotate|scale):",
}
"""Source: release notes of Chrome 88 to 125."""

NAMES_ONLY = frozenset({"bars", "echo", "light", "moment", "oxygen", "ring", "soil-1"})
"""Classes that a test or a script finds something by; the plain look is theirs."""

PAGES = (
    "/",
    "/estilo",
    "/estilo/formularios",
    "/mas",
    "/alarma",
    "/noche",
    "/avisos",
    "/guardia/despierta",
    "/estanques/estanque-1",
    "/estanques/estanque-2?rango=anio",
    "/campos/lote-3",
    "/unidades",
    "/produccion",
    "/ciclos/ciclo-1-4",
    "/ciclos/ciclo-3-4",
    "/ciclos/ciclo-5-0",
    "/ciclos/ciclo-2-1",
    "/ciclos/maiz-3-2",
    "/anotar",
    "/anotar/cosecha?ciclo=ciclo-2-1",
    "/recibo/cosecha-maiz-3-2",
    "/entrar",
    "/nada",
)


def test_the_sheet_of_a_pond_leaves_out_only_what_no_pond_shows(pages) -> None:
    left_out = [line for line in CSS.splitlines() if line.startswith(NOT_OF_PONDS)]
    told = thirty_nights(*(f"estanque-{one}" for one in range(1, 7)), now=NOW)
    pages.warnings.said_forecasts, pages.warnings.known_nights = told.said_forecasts, told.known_nights
    texts = [pages.text(f"/estanques/estanque-{one}?rango={span}") for one in range(1, 7) for span in SPANS]
    shown = {
        name for text in texts for value in re.findall(r'class="([^"]*)"', text) for name in value.split()
    }

    wanted = [
        one
        for line in left_out
        for one in re.sub(r"\{[^}]*\}", ",", line).split(",")
        if one.strip() and not re.match(r"(input|select|textarea)", one.strip())
        and set(re.findall(r"\.([a-z][\w-]*)", one)) <= shown
    ]  # fmt: skip

    assert len(left_out) > 50
    assert wanted == []
    assert not [text for text in texts if re.search(r"<(select|textarea)|<input(?! type=\"hidden\")", text)]


def classes_with_a_rule() -> set[str]:
    selectors = re.sub(r"\{[^{}]*\}", "{}", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))
    return set(re.findall(r"\.(-?[a-zA-Z][\w-]*)", selectors))


def sources() -> list[Path]:
    scripts = STATIC.rglob("*.js")
    return [*TEMPLATES.rglob("*.html"), *DASHBOARD.rglob("*.py"), *scripts]


def test_the_sheet_is_small() -> None:
    assert len(assets()["wall.css"].packed) < MOST_BYTES
    for name in ("sheet.css", "slip.css", "production.css", "cycle.css", "field.css", *OF_PARLIAMENT):
        assert len(assets()[name].packed) - len(assets()["wall.css"].packed) < MOST_OF_A_SHEET


def test_the_sheet_that_is_sent_has_every_rule_and_nothing_spare() -> None:
    sent = assets()["alarm.css"].body.decode()

    paper = assets()["sheet.css"].body.decode()
    others = SHEET + BOOK + CYCLE + FIELD + SLIP + ASSEMBLY + CLOSING
    assert sent.count("}") == CSS.count("}") - others.count("}")
    assert paper.endswith(SHEET.replace("\n", ""))
    assert [sign for sign in ("\n", "/*") if sign in sent] == []


def test_every_rule_is_for_something_that_a_page_has() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    made = {"v", "z", "soil", "to"}  # of "v-" and a tone, of "soil-" and a number, of "to-" and a destination

    dead = [
        name
        for name in sorted(classes_with_a_rule())
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told) and name.split("-")[0] not in made
    ]

    assert dead == []


@pytest.mark.parametrize("path", PAGES)
def test_every_class_of_a_page_has_a_rule(grown, path: str) -> None:
    text = grown.client.get(path).text

    named = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}

    assert named - classes_with_a_rule() - NAMES_ONLY == set()


@pytest.mark.parametrize("theme", ["clara", "proyector"])
def test_every_class_of_the_assembly_has_a_rule(pages, theme: str) -> None:
    assemble(pages.journal)
    pages.client.cookies.set("pantalla", theme)
    texts = [pages.text(f"/asamblea?hoja={number}") for number in range(1, 10)]

    named = {
        name for text in texts for value in re.findall(r'class="([^"]*)"', text) for name in value.split()
    }

    assert named - classes_with_a_rule() - NAMES_ONLY == set()


@pytest.mark.parametrize("name", FIELDS)
def test_every_class_of_a_field_has_a_rule(pages, name: str) -> None:
    pages.clock.at = AT
    shown_in_front(pages.client.app, [FIELDS[name]])
    text = pages.text(f"/campos/{FIELDS[name].place.slug}") + pages.text("/campos")

    named = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}

    assert named - classes_with_a_rule() - NAMES_ONLY == set()


def test_the_sheet_of_the_fields_leaves_out_only_what_no_field_shows(pages) -> None:
    pages.clock.at = AT
    shown_in_front(pages.client.app, numbered(FIELDS.values()))
    texts = [pages.text(f"/campos/lote-{number + 1}") for number in range(len(FIELDS))]
    shown = {
        name
        for text in (*texts, pages.text("/campos"))
        for value in re.findall(r'class="([^"]*)"', text)
        for name in value.split()
    }

    wanted = [
        one
        for line in CSS.removesuffix(SHEET + BOOK + CYCLE + FIELD + SLIP + ASSEMBLY + CLOSING).splitlines()
        if line.startswith(NOT_OF_FIELDS)
        for one in re.sub(r"\{[^}]*\}", ",", line).split(",")
        if one.strip() and not re.match(r"(input|select|textarea)", one.strip())
        and set(re.findall(r"\.([a-z][\w-]*)", one)) <= shown
    ]  # fmt: skip

    assert wanted == []


def test_the_sheets_of_the_parliament_leave_out_only_what_it_does_not_show(pages) -> None:
    assemble(pages.journal)
    pages.client = at_the_screen(pages.client)
    signed_in(pages.client, "social_control")
    close_book(pages.journal, session=None, now=NOW, author="máquina", uid="cierre-1")
    papers = ("informe?periodo=todo", "acta-11", "afiche-a3?periodo=todo", "planilla-alimento")
    paths = [
        "/asamblea",
        "/asamblea/revisar",
        "/asamblea/cierres/1",
        *(f"/asamblea/papeles/{one}" for one in papers),
    ]
    texts = [pages.text(path) for path in paths]
    pages.client.cookies.set("pantalla", "proyector")
    texts += [pages.text(f"/asamblea?hoja={number}") for number in range(1, 10)]
    shown = {
        name for text in texts for value in re.findall(r'class="([^"]*)"', text) for name in value.split()
    }

    wanted = [
        one
        for line in (STATIC / "conuco.css").read_text(encoding="utf-8").splitlines()
        if line.startswith(NOT_OF_PARLIAMENT)
        for one in re.sub(r"\{[^}]*\}", ",", line).split(",")
        if one.strip() and set(re.findall(r"\.([a-z][\w-]*)", one)) <= shown
    ]  # fmt: skip

    assert wanted == []


@pytest.mark.parametrize("pattern", NEWER_THAN_CHROME_87.values(), ids=NEWER_THAN_CHROME_87.keys())
def test_the_sheet_asks_for_nothing_that_old_telephones_do_not_know(pattern: str) -> None:
    assert re.search(pattern, CSS) is None


def test_every_colour_is_a_token() -> None:
    """Printed black on white stays a number: paper has one theme."""
    rules = re.sub(r"(:root|\.dark|\.contrast)[^{]*\{[^}]*\}", "", CSS.split("@media print{")[0])

    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {"#fff", "#1b1e19", "#0004"}


def test_every_token_is_used_and_known() -> None:
    used = set(re.findall(r"var\(--([\w-]+)", CSS))
    known = set(re.findall(r"--([\w-]+):", CSS))

    assert used == known


def test_who_goes_by_keyboard_sees_where_they_are() -> None:
    assert re.search(r":focus-visible\{outline:3px", CSS)
    assert not re.search(r"(?<!main):focus\{[^}]*outline:0", CSS)
    assert re.search(r"html\{[^}]*scroll-padding:12px 0 96px", CSS)
