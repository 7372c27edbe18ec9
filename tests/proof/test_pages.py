"""Every page of a populated station: every size, every light, both languages, twice the letters."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest
from browser import PHONE, Chromium, Size, barriers, shown, sideways
from entering import NAME, OTHER, enrols, enters, registered
from every_page import A_KEY, FORMS, KEEPER, MEMBER, PHONE_OF_ALL, State, fill, states
from looked_at import some_of
from members import PASSWORD, PIN
from nights import tell_a_night
from playwright.sync_api import Page
from recorded import said_by
from served import Served, empty_from, served_from
from small_commune import NOW

from dashboard.forms.catalog import FORMS as CATALOGUE
from dashboard.visit.assets import assets
from gateway.people import Person, Role

pytestmark = [pytest.mark.proof, pytest.mark.browser]

IS_SHORT = os.environ.get("CONUCO_PROOF", "ci") == "ci"
DESK = Size(1366, 768)
NARROW = Size(320, 640)
LARGE_LETTERS = "document.documentElement.style.fontSize = '225%'"
"""Twice the letters: the sheet's own root stands at 112.5 %."""
SIZES = [Size(768, 1024), DESK, PHONE, NARROW]
LOOKS = [(PHONE, "clara es-VE"), (DESK, "clara es-VE"), (PHONE, "oscura en-GB")]
FEW_LOOKS = [
    (PHONE, "oscura es-VE"),
    (DESK, "contraste en-GB"),
    (PHONE, "clara en-GB"),
    (DESK, "oscura es-VE"),
    (PHONE, "contraste es-VE"),
    (DESK, "clara es-VE"),
]
BUDGET_BYTES = 20 * 1024
LEAST_TARGET_PX = 44
STATES = states()
SHEETS = ("/estanques/estanque-1", "/ciclos/ciclo-1-4", "/campos/lote-3", "/campos/campo-1")
LAGOONS = tuple(f"laguna-{number}" for number in range(1, 7))
PLOTS = tuple(f"parcela-{number}" for number in range(1, 6))
SEND = """([to, answers]) => {
  const form = document.body.appendChild(document.createElement('form'));
  form.method = 'post';
  form.action = to;
  for (const [name, value] of Object.entries(answers)) {
    const one = form.appendChild(document.createElement('input'));
    [one.type, one.name, one.value] = ['hidden', name, value];
  }
  form.submit();
}"""
PUT_ON = "theme => { if (theme) document.documentElement.className = theme; }"
"""The theme of a page is a class of its root, and nothing else differs."""


def looks_of(state: State) -> list[tuple[Size, str]]:
    """Return how to look at a page: in the short form one way, each page another."""
    return [FEW_LOOKS[list(STATES.values()).index(state) % len(FEW_LOOKS)]] if IS_SHORT else LOOKS


TOO_SMALL = f"""() => [...document.querySelectorAll('a, button, summary, select, label.choice, label.tick')]
  .filter(one => {{
    const box = one.getBoundingClientRect();
    return box.height > 0 && Math.round(box.height) < {LEAST_TARGET_PX} && !one.classList.contains('skip');
  }}).map(one => one.textContent.trim() + ': ' + Math.round(one.getBoundingClientRect().height) + ' px')"""

UNSEEN = """all => all.filter(
  one => getComputedStyle(one).color === getComputedStyle(document.body).backgroundColor).length"""

HIDDEN_FOCUS = """() => {
  const at = document.activeElement, nav = document.querySelector('.nav');
  if (!at || at === document.body || nav.contains(at)) return '';
  const box = at.getBoundingClientRect(), bar = nav.getBoundingClientRect();
  return box.bottom > bar.top + 1 && box.top < bar.top ? at.textContent.trim() || at.id : '';
}"""


@dataclass
class Commune:
    """A populated station and one that is empty, and what the browsers of their readers carry."""

    full: Served
    empty: Served
    cookies: dict[tuple[str, bool], dict[str, str]]

    def at(self, state: State) -> Served:
        return self.empty if state.is_empty else self.full

    def carried(self, state: State) -> dict[str, str]:
        return self.cookies.get((state.by, state.is_empty), {})

    @contextmanager
    def page(
        self, chromium: Chromium, state: State, size: Size, *, scripts: bool = True, look: str = "clara es-VE"
    ) -> Iterator[Page]:
        """Give a page in a state, as its reader sees it."""
        theme, language = look.split()
        address = self.at(state).address
        with chromium.page(address, size, theme=theme, language=language, scripts=scripts) as page:
            page.context.add_cookies(
                [{"name": name, "value": one, "url": address} for name, one in self.carried(state).items()]
            )
            page.goto(state.path)
            if state.sent is not None:
                with page.expect_navigation():
                    page.evaluate(SEND, [state.to or state.path, dict(state.sent)])
            yield page


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory, chromium: Chromium) -> Iterator[Commune]:
    with (
        served_from(tmp_path_factory.mktemp("commune")) as full,
        empty_from(tmp_path_factory.mktemp("empty")) as empty,
    ):
        found = Commune(full, empty, {})
        keeper = _keeper(full)
        registered(full.folder, full.journal, "team", name=OTHER, units=("laguna-2",), at=NOW)
        _keeper(empty)
        said_by(keeper.uid, full.journal)
        tell_a_night(full.warnings, full.journal)
        fill(full.app, full.store)
        for who, served, name, secret in (
            (KEEPER, full, NAME, PASSWORD),
            (KEEPER, empty, NAME, PASSWORD),
            (MEMBER, full, OTHER, PIN),
        ):
            with chromium.page(served.address) as page:
                enters(page, name, secret=secret)
                found.cookies[who, served is empty] = _kept(page)
                if who == MEMBER:
                    enrols(page, secret=secret)
                    found.cookies[PHONE_OF_ALL, False] = _kept(page)
        with chromium.page(full.address) as page:
            enters(page, OTHER)
            found.cookies[MEMBER, False] = _kept(page)
        with _client(found, State("/llaves", KEEPER)) as client:
            assert client.post("/llaves", data=A_KEY).status_code == 200
        yield found


@pytest.fixture(scope="module")
def served(commune: Commune) -> Served:
    return commune.full


def _keeper(served: Served) -> Person:
    """Register who may see every page: set up, record for every unit, keep people and money, observe."""
    units = () if not served.store.derived else (*LAGOONS, *PLOTS)
    roles: tuple[Role, ...] = ("technician", "eps_spokesperson", "team", "grower", "administration",
                               "social_control", "parliament_secretary")  # fmt: skip
    return registered(served.folder, served.journal, *roles, units=units, at=NOW)


def _kept(page: Page) -> dict[str, str]:
    """Return the cookies that say who somebody is."""
    return {one["name"]: one["value"] for one in page.context.cookies() if one["name"] != "pantalla"}


def _client(commune: Commune, state: State) -> httpx.Client:
    return httpx.Client(
        base_url=commune.at(state).address,
        cookies=commune.carried(state),
        headers={"Accept-Encoding": "gzip"},
    )


def test_every_form_of_the_catalogue_is_looked_at() -> None:
    assert {one.slug for one in CATALOGUE} == set(FORMS)


@pytest.mark.parametrize("name", some_of(STATES) if IS_SHORT else STATES)
def test_everybody_can_use_the_page_and_nobody_scrolls_sideways(
    commune: Commune, chromium: Chromium, name: str
) -> None:
    state, wrong = STATES[name], list[str]()

    for size, look in looks_of(state):
        with commune.page(chromium, state, size, look=look) as page:
            for theme in ("",) if IS_SHORT or "en-GB" in look else ("light", "dark", "contrast"):
                page.evaluate(PUT_ON, theme)
                wrong += [f"{size.width} px, {theme or look}: {one}" for one in barriers(page)]
            wrong += _out_of_reach(page)

    assert wrong == []


def _out_of_reach(page: Page) -> list[str]:
    """Return what is too wide for a screen or, on the narrowest, too small for a finger."""
    wrong: list[str] = []
    for size in SIZES:
        page.set_viewport_size({"width": size.width, "height": size.height})
        wrong += _too_wide(page, f"{size.width} px")
    wrong += page.evaluate(TOO_SMALL)
    page.evaluate(LARGE_LETTERS)
    return wrong + _too_wide(page, "320 px, twice the letters")


def _too_wide(page: Page, where: str) -> list[str]:
    wide = sideways(page)
    return [f"{where}: {wide} px too wide"] if wide > 0 else []


# The page that sounds tells a telephone without scripts that it cannot.
SAME_WITHOUT = [name for name, state in STATES.items() if state.path != "/alarma"]


@pytest.mark.parametrize("name", SAME_WITHOUT[:: 4 if IS_SHORT else 1])
def test_the_page_says_the_same_without_scripts(commune: Commune, chromium: Chromium, name: str) -> None:
    told: list[str] = []
    for scripts in (True, False):
        with commune.page(chromium, STATES[name], PHONE, scripts=scripts) as page:
            told.append(shown(page, "body"))

    assert told[0] == told[1]
    assert len(told[0]) > 100


@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_the_page_comes_in_under_twenty_kilobytes(commune: Commune, state: State) -> None:
    with _client(commune, state) as client:
        asked = client.build_request(
            "GET" if state.sent is None else "POST", state.to or state.path, data=state.sent
        )
        answer = client.send(asked, stream=True)
        body = b"".join(answer.iter_raw())

    page, text = len(body), gzip.decompress(body).decode()
    rest = sum(len(one.packed) for one in assets().values() if f"/static/{one.name}" in text)

    print(f"\n{state.path}: {page} + {rest} = {page + rest} bytes")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.status_code in {200, 401, 403, 404, 422}
    assert page + rest < BUDGET_BYTES


@pytest.mark.parametrize(
    "path", [SHEETS[0], "/anotar/intervencion?lugar=estanque-1", "/recibo/cosecha-maiz-3-2", "/mas"]
)
def test_what_has_the_keyboard_is_never_under_the_bar(served: Served, chromium: Chromium, path: str) -> None:
    covered: list[str] = []

    with chromium.page(served.address) as page:
        page.goto(path)
        for _ in range(40):
            page.keyboard.press("Tab")
            covered.append(page.evaluate(HIDDEN_FOCUS))

    assert set(covered) == {""}


@pytest.mark.parametrize("path", ["/", *SHEETS[:2], "/ciclos/maiz-3-2", "/campos/campo-1"])
def test_on_a_projector_the_next_screen_is_one_tap_away_without_scripts(
    served: Served, chromium: Chromium, path: str
) -> None:
    with chromium.page(served.address, Size(1024, 768), scripts=False, theme="proyector") as page:
        page.goto(path)
        screens = page.locator(".slide").count()
        for number in range(1, screens):
            page.locator(".turn a").nth(0 if number == 1 else 2 * number - 2).click()
            seen = page.locator(".slide").nth(number).bounding_box()
            assert seen is not None
            assert 0 <= seen["y"] < 200

    assert screens > 2


@pytest.mark.parametrize("path", SHEETS)
def test_the_page_fits_one_sheet_of_paper(served: Served, chromium: Chromium, path: str) -> None:
    with chromium.page(served.address, theme="oscura") as page:
        page.goto(path)
        paper = page.pdf(prefer_css_page_size=True)

    assert paper.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("path", ["/", "/estanques/estanque-1", "/estilo"])
def test_the_shapes_survive_the_colours_of_the_system(served: Served, chromium: Chromium, path: str) -> None:
    with chromium.page(served.address, DESK, theme="clara") as page:
        page.emulate_media(forced_colors="active")
        page.goto(path)
        shapes = page.locator("main .icon").evaluate_all(UNSEEN)

    assert shapes == 0


def test_the_files_that_a_page_loads_are_sent_packed() -> None:
    for name in ("conuco.css", "conuco.js"):
        one = assets()[name]
        assert gzip.decompress(one.packed) == one.body
        assert len(one.packed) < len(one.body) / 2
