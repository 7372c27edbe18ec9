"""A populated station beside an empty one, really served, as each of their readers meets every page."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx
from browser import Chromium
from entering import NAME, OTHER, enrols, enters, registered
from every_page import A_KEY, KEEPER, MEMBER, PHONE_OF_ALL, State, fill
from kept_pages import KeptPages, Look
from members import PASSWORD, PIN
from nights import tell_a_night
from playwright.sync_api import Page
from recorded import said_by
from served import Served, empty_from, served_from
from small_commune import NOW

from gateway.people import Person, Role

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


@dataclass
class Commune:
    """A populated station and one that is empty, and what the browsers of their readers carry."""

    full: Served
    empty: Served
    pages: KeptPages
    cookies: dict[tuple[str, bool], dict[str, str]] = field(default_factory=dict)

    def at(self, state: State) -> Served:
        return self.empty if state.is_empty else self.full

    def carried(self, state: State) -> dict[str, str]:
        return self.cookies.get((state.by, state.is_empty), {})

    @contextmanager
    def page(self, state: State, look: Look, *, theme: str = "clara") -> Iterator[Page]:
        """Give a page in a state, as its reader sees it."""
        address = self.at(state).address
        carried = {"pantalla": theme, **self.carried(state)}
        with self.pages.visit(address, look, cookies=carried) as page:
            page.goto(address + state.path)
            if state.sent is not None:
                with page.expect_navigation():
                    page.evaluate(SEND, [address + (state.to or state.path), dict(state.sent)])
            yield page

    def client(self, state: State) -> httpx.Client:
        """Return who asks for a page without a browser, as its reader; to be closed."""
        return httpx.Client(
            base_url=self.at(state).address,
            cookies=self.carried(state),
            headers={"Accept-Encoding": "gzip"},
            verify=_trusted(),
        )


@cache
def _trusted() -> ssl.SSLContext:
    """Return what a client reads from the disk at its start, a twentieth of a second each time."""
    return ssl.create_default_context()


@contextmanager
def populated(folder: Path, chromium: Chromium) -> Iterator[Commune]:
    """Serve both stations; everybody has signed in, the key is made."""
    pages = KeptPages(chromium)
    for name in ("commune", "empty"):
        (folder / name).mkdir()
    with served_from(folder / "commune") as full, empty_from(folder / "empty") as empty:
        found = Commune(full, empty, pages)
        _filled(full, empty)
        _sign_in(found, chromium)
        with found.client(State("/llaves", KEEPER)) as client:
            assert client.post("/llaves", data=A_KEY).status_code == 200
        yield found
        pages.close()


def _filled(full: Served, empty: Served) -> None:
    keeper = _keeper(full, units=(*LAGOONS, *PLOTS))
    registered(full.folder, full.journal, "team", name=OTHER, units=("laguna-2",), at=NOW)
    _keeper(empty)
    said_by(keeper.uid, full.journal)
    tell_a_night(full.warnings, full.journal)
    fill(full.app, full.store)


def _keeper(served: Served, units: tuple[str, ...] = ()) -> Person:
    """Register who may see every page: set up, record for every unit, keep people and money, observe."""
    roles: tuple[Role, ...] = ("technician", "eps_spokesperson", "team", "grower", "administration",
                               "social_control", "parliament_secretary")  # fmt: skip
    return registered(served.folder, served.journal, *roles, units=units, at=NOW)


def _sign_in(commune: Commune, chromium: Chromium) -> None:
    for who, served, name, secret in (
        (KEEPER, commune.full, NAME, PASSWORD),
        (KEEPER, commune.empty, NAME, PASSWORD),
        (MEMBER, commune.full, OTHER, PIN),
    ):
        with chromium.page(served.address) as page:
            enters(page, name, secret=secret)
            commune.cookies[who, served is commune.empty] = _kept(page)
            if who == MEMBER:
                enrols(page, secret=secret)
                commune.cookies[PHONE_OF_ALL, False] = _kept(page)
    with chromium.page(commune.full.address) as page:
        enters(page, OTHER)
        commune.cookies[MEMBER, False] = _kept(page)


def _kept(page: Page) -> dict[str, str]:
    """Return the cookies that say who somebody is."""
    return {one["name"]: one["value"] for one in page.context.cookies() if one["name"] != "pantalla"}
