"""The pages over a small commune, one for each test that asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes import FixedClock, MemoryReadings, MemoryWarnings
from fastapi.testclient import TestClient
from grown import grow
from small_commune import NOW, a_config, a_journal, readings

from dashboard.app import create_app
from gateway.journal import CommuneJournal


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
