"""The pages over a small commune, one for each test that asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from assembled import assemble
from fakes import FixedClock, MemoryReadings, MemoryWarnings
from fastapi.testclient import TestClient
from grown import grow
from members import another_client, at_the_screen, signed_in
from small_commune import NOW, a_config, a_journal, readings

from dashboard.app import create_app
from gateway.journal import CommuneJournal
from gateway.people import Role


@dataclass
class Pages:
    """A browser without a screen, and what stands behind the pages it opens."""

    client: TestClient
    store: MemoryReadings
    journal: CommuneJournal
    clock: FixedClock
    warnings: MemoryWarnings

    def text(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return " ".join(answer.text.replace("\u00a0", " ").split())


@dataclass
class Assembled(Pages):
    """The pages of a commune with a parliament, and the browsers of who comes to them."""

    def at_the_screen(self, *roles: Role) -> TestClient:
        """Return a browser on the station itself, signed in with these roles."""
        client = at_the_screen(self.client)
        if roles:
            signed_in(client, *roles)
        return client

    def secretary(self) -> TestClient:
        return self.at_the_screen("parliament_secretary")

    def control(self) -> TestClient:
        return self.at_the_screen("social_control")

    def administration(self) -> TestClient:
        return self.at_the_screen("administration")

    def nobody(self) -> TestClient:
        return another_client(self.client)


@pytest.fixture(scope="session", autouse=True)
def _one_loop() -> Iterator[None]:
    """Answer all browsers without a screen in one loop, as a server does.

    By itself a client begins a loop with new threads for each request, and each thread opens the databases.
    """
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture(scope="session")
def measured() -> MemoryReadings:
    return readings()


@pytest.fixture
def pages(tmp_path: Path, measured: MemoryReadings) -> Iterator[Pages]:
    store = MemoryReadings(measured.derived, measured.known_nodes, measured.known_alerts)
    clock, warnings = FixedClock(NOW), MemoryWarnings()
    with a_journal(tmp_path) as journal:
        app = create_app(a_config(tmp_path), store=store, journal=journal, clock=clock, warnings=warnings)
        yield Pages(TestClient(app), store, journal, clock, warnings)


@pytest.fixture
def grown(pages: Pages) -> Pages:
    """Give pages whose book tells what three cycles went through."""
    grow(pages.journal, now=NOW)
    return pages


@pytest.fixture
def assembled(pages: Pages) -> Assembled:
    """Give pages whose commune has a parliament: session 11 closed the book, session 12 is convened."""
    assemble(pages.journal)
    return Assembled(pages.client, pages.store, pages.journal, pages.clock, pages.warnings)
