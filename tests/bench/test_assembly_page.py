"""What the parliament's page costs the server over the demo's commune, with three years in its book."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import FixedClock
from fastapi.testclient import TestClient
from first_visits import client_over, cost, deriving

from gateway.demo.world import cast
from gateway.demo.world.faults import FAULTS
from gateway.demo.world.history import write_history
from gateway.importing.reading import Wanted, read_file
from gateway.importing.taking import take
from gateway.journal import CommuneJournal
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.demo.worlds import CALENDAR, START, the_world
from tests.gateway.demo.written import written

pytestmark = pytest.mark.bench

TIMES = 20
DAYS = 5
DAY_S = 86_400
MEASURED_DAYS = 150
"""As long as the cycles went that ended since the last session of the demo."""
MOST_CPU_S = 0.100
MOST_TIMES_PRODUCTION = 4.0
"""So many times as much as the page of production, over the same book, the page may cost on any machine."""
MOST_TIMES_WARM = 2.0
"""So many times as much as any other view the first of a day may cost, on any machine."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found: Path = tmp_path_factory.mktemp("demo")
    with written(found) as journal:
        _measured(found, journal)
    return found


def _measured(folder: Path, journal: CommuneJournal) -> None:
    """Put what the demo's probes measured of half a year into its store."""
    since = CALENDAR.local(START - MEASURED_DAYS * DAY_S).date()
    with SqliteWriter(folder, deriving(journal), utc_offset_hours=-4) as writer:
        for path in write_history(the_world(), folder / "historia", start=START, faults=FAULTS, since=since):
            for _step in take(writer, read_file(path, Wanted(), now=START).series, now=START):
                pass


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def client(folder: Path, clock: FixedClock) -> Iterator[TestClient]:
    with CommuneJournal(folder / "commune.db", commune=cast.SLUG) as journal:
        yield client_over(folder, journal, clock)


def costs(client: TestClient, path: str) -> list[float]:
    """Return what a page costs each time that it is asked for after the first [s of CPU]."""
    client.get(path)
    return [cost(client, path) for _ in range(TIMES)]


def test_the_page_of_the_parliament_costs_less_than_a_tenth_of_a_second(client: TestClient) -> None:
    page, production = costs(client, "/asamblea"), costs(client, "/produccion")

    ratio = float(np.median(page) / np.median(production))
    print(f"\n/asamblea: median {np.median(page) * 1000:.0f} ms of CPU, {ratio:.1f} times /produccion")
    assert float(np.quantile(page, 0.95)) < MOST_CPU_S
    assert ratio < MOST_TIMES_PRODUCTION


def test_a_sheet_on_the_wall_costs_no_more(client: TestClient) -> None:
    client.cookies.set("pantalla", "proyector")

    assert float(np.quantile(costs(client, "/asamblea?hoja=3"), 0.95)) < MOST_CPU_S


def test_the_first_view_of_a_day_costs_hardly_more_than_any_other(
    client: TestClient, clock: FixedClock
) -> None:
    usual, first = costs(client, "/asamblea"), []

    for _ in range(DAYS):
        clock.at += DAY_S
        first.append(cost(client, "/asamblea"))

    ratio = float(np.median(first) / np.median(usual))
    print(
        f"\nfirst view of a day: median {np.median(first) * 1000:.0f} ms of CPU, {ratio:.1f} times the usual"
    )
    assert float(np.median(first)) < MOST_CPU_S
    assert ratio < MOST_TIMES_WARM


def test_the_first_view_after_a_start_costs_less_than_a_tenth_of_a_second(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.first_visits", str(folder), str(int(START))]
    root = Path(__file__).parents[2]
    began = time.monotonic()
    said = subprocess.run(
        command, cwd=root, env={"PYTHONPATH": f"{root}:{root / 'tests'}"}, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr

    found = json.loads(said.stdout)
    print(f"\nfirst views after a start: {found} s of CPU, {time.monotonic() - began:.1f} s in all")
    assert found["/asamblea"] < MOST_CPU_S
    assert found["/"] < MOST_CPU_S
