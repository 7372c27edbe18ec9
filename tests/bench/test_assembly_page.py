"""What the parliament's page costs the server over the demo's commune, with three years in its book."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import FixedClock, MemoryReadings
from fastapi.testclient import TestClient

from dashboard.app import create_app
from gateway.config import checked
from gateway.demo.world import cast
from tests.gateway.demo.worlds import START
from tests.gateway.demo.written import written

pytestmark = pytest.mark.bench

TIMES = 20
MOST_CPU_S = 0.100
MOST_TIMES_PRODUCTION = 4.0
"""So many times as much as the page of production, over the same book, the page may cost on any machine."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("demo")
    commune = {"slug": cast.SLUG, "name": "Comuna El Samán", "latitude": 9.5, "longitude": -69.2}
    config = checked({"commune": commune, "storage": {"folder": str(folder)}, "clock": {"trusted": "always"}})
    with written(folder) as journal:
        yield TestClient(create_app(config, store=MemoryReadings(), journal=journal, clock=FixedClock(START)))


def costs(client: TestClient, path: str) -> list[float]:
    """Return what a page costs each time that it is asked for after the first [s of CPU]."""
    client.get(path)
    found = []
    for _ in range(TIMES):
        before = time.process_time()
        assert client.get(path).status_code == 200
        found.append(time.process_time() - before)
    return found


def test_the_page_of_the_parliament_costs_less_than_a_tenth_of_a_second(client: TestClient) -> None:
    page, production = costs(client, "/asamblea"), costs(client, "/produccion")

    ratio = float(np.median(page) / np.median(production))
    print(f"\n/asamblea: median {np.median(page) * 1000:.0f} ms of CPU, {ratio:.1f} times /produccion")
    assert float(np.quantile(page, 0.95)) < MOST_CPU_S
    assert ratio < MOST_TIMES_PRODUCTION


def test_a_sheet_on_the_wall_costs_no_more(client: TestClient) -> None:
    client.cookies.set("pantalla", "proyector")

    assert float(np.quantile(costs(client, "/asamblea?hoja=3"), 0.95)) < MOST_CPU_S
