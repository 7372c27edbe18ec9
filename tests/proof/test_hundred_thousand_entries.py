"""A book of 100,000 entries: derived again in half a minute, every page of it in a tenth of a second.

The short form (CONUCO_PROOF=ci) has 20,000 entries and the same bars.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import straight
from fakes import FixedClock, MemoryWarnings
from fastapi.testclient import TestClient
from large_book import large_book
from small_commune import NOW, a_config, a_journal, readings

from dashboard.app import create_app
from dashboard.production.base import Wanted
from dashboard.production.sql import SqlProduction
from gateway.journal import CommuneJournal

pytestmark = pytest.mark.proof

ENTRIES = 20_000 if os.environ.get("CONUCO_PROOF") == "ci" else 100_000
REBUILT_WITHIN_S = 30.0
SHOWN_WITHIN_S = 0.100
TIMES = 40
NEW_EVERY = 10
"""After so many visits an entry comes, so that what was known has to be asked anew."""

PAGES = {
    "the production": "/produccion",
    "the production of all years": "/produccion?periodo=todo",
    "the units": "/unidades",
    "a cycle of a pond": "/ciclos/{pond}",
    "a cycle of a field": "/ciclos/{field}",
    "the book": "/libro",
    "a receipt": "/recibo/grande-5000",
    "the registers": "/registros",
    "home": "/",
    "a pond": "/estanques/estanque-1",
    "a field": "/campos/lote-1",
    "a form": "/anotar/alimento",
}


@dataclass
class Large:
    """The pages over the large book."""

    client: TestClient
    journal: CommuneJournal
    production: SqlProduction
    more: Iterator[object]

    def path(self, page: str) -> str:
        cycles = self.production.cycles()
        ended = {one.sort: one.uid for one in cycles if one.ended is not None}
        return PAGES[page].format(pond=ended["stocking"], field=ended["sowing"])


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    folder: Path = tmp_path_factory.mktemp("large")
    book = large_book(ENTRIES + 500)
    with a_journal(folder) as journal:
        straight.write_straight(journal, book[:ENTRIES], commune="los-samanes")
        app = create_app(
            a_config(folder),
            store=readings(),
            journal=journal,
            clock=FixedClock(NOW),
            warnings=MemoryWarnings(),
        )
        yield Large(TestClient(app), journal, app.state.station.production, iter(book[ENTRIES:]))
        app.state.station.production.close()


def test_all_derived_tables_are_made_again_within_half_a_minute(large: Large) -> None:
    began, busy = time.monotonic(), time.process_time()

    count = large.production.rebuild()

    took, worked = time.monotonic() - began, time.process_time() - busy
    print(f"\n{count} entries: {took:.1f} s, of which {worked:.1f} s of CPU")
    assert count >= ENTRIES
    assert _on_a_free_machine(took, worked) < REBUILT_WITHIN_S
    assert all(
        sum(one.amount for one in large.production.balances(Wanted()) if one.good == good) == 0
        for good in {one.good for one in large.production.balances(Wanted())}
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_over_the_large_book_is_there_in_a_tenth_of_a_second(large: Large, page: str) -> None:
    path = large.path(page)
    large.client.get(path)

    costs = []
    for turn in range(TIMES):
        if turn % NEW_EVERY == NEW_EVERY - 1:
            straight.write_straight(large.journal, [next(large.more)], commune="los-samanes")  # type: ignore[list-item]
        began, busy = time.perf_counter(), time.process_time()
        answer = large.client.get(path)
        took, worked = time.perf_counter() - began, time.process_time() - busy
        assert answer.status_code == 200, answer.text
        costs.append(_on_a_free_machine(took, worked))

    middle, late = np.percentile(costs, [50, 95])
    print(f"\n{page}: median {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms")
    assert late < SHOWN_WITHIN_S


def _on_a_free_machine(took: float, worked: float) -> float:
    """Return how long something takes where nobody else runs: what it computed, where others took the rest.

    Nothing here waits for anything but the disk, and that is in memory after the first time.
    """
    cores = os.cpu_count() or 1
    is_crowded = os.getloadavg()[0] > cores
    return min(took, worked) if is_crowded else took
