"""What the pages of the book cost the server when 100,000 entries stand in it."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from builders import an_entry
from fakes import DAY_S, FixedClock, MemoryReadings
from fastapi.testclient import TestClient
from small_commune import NOW, a_config, a_journal
from straight import write_straight
from trading import MAIZE, a_delivery, neighbours, recorded

from dashboard.app import create_app
from gateway.domain.entries import Body, Died, Fed, Harvested, Intervened, RainRead, Worked

pytestmark = pytest.mark.bench

ENTRIES, TIMES = 100_000, 20
MOST_CPU_S = 0.100
MOST_MORE_MB = 80
CYCLES = ("ciclo-2-1", "ciclo-5-1", "ciclo-6-1")
PATHS = (
    "/produccion",
    "/produccion?periodo=todo",
    "/libro",
    "/libro?eps=cachamas&periodo=2025",
    "/libro?antes=50000",
    "/unidades",
    "/unidades/laguna-2",
)


def _said(number: int, chance: random.Random) -> Body:
    """Return what people record in three years, in the shares in which they do."""
    cycle, turn = chance.choice(CYCLES), number % 20
    if turn < 8:
        return Fed(cycle, "concentrate", "weighed", kg=Decimal(12))
    if turn < 12:
        return Worked("laguna-1", "feeding", 3, Decimal(2), chance.choice(("paid", "cayapa", "care")))
    if turn < 15:
        return Intervened("estanque-1", "aerator", chance.choice(("on", "off")))
    if turn == 15:
        return a_delivery(chance.randint(1, 5), chance.choice(("la-ceiba", "el-saman")))
    if turn == 16:
        return Died(cycle, 1, "counted")
    if turn == 17:
        return RainRead("lote-1", Decimal(3), "measured")
    if turn == 18:
        return a_delivery(chance.randint(1, 5), "moli", destination="state_mill", product=MAIZE)
    return Harvested(cycle, Decimal(chance.randint(5, 20)), "weighed", complete=False, fish=3)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("book")
    chance = random.Random(3)
    with a_journal(folder) as journal:
        recorded(journal, *neighbours())
        entries = [
            an_entry(
                _said(number, chance),
                number=number,
                uid=f"dicho-de-muchos-{number}",
                happened=NOW - int(chance.random() * 1000 * DAY_S),
                journal="book",
            )
            for number in range(ENTRIES)
        ]
        write_straight(journal, entries, commune="los-samanes")
        yield TestClient(
            create_app(a_config(folder), store=MemoryReadings(), journal=journal, clock=FixedClock(NOW))
        )


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_the_book_costs_less_than_a_tenth_of_a_second(client: TestClient, path: str) -> None:
    client.get(path)
    costs = []

    for _ in range(TIMES):
        before = time.process_time()
        assert client.get(path).status_code == 200
        costs.append(time.process_time() - before)

    print(f"\n{path}: median {np.median(costs) * 1000:.0f} ms, worst {max(costs) * 1000:.0f} ms of CPU")
    assert float(np.quantile(costs, 0.95)) < MOST_CPU_S


@pytest.mark.parametrize("ending", ["zip", "ods"])
def test_a_file_of_the_whole_book_needs_little_memory(client: TestClient, ending: str) -> None:
    client.get("/produccion")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    answer = client.get(f"/libro/exportar.{ending}")

    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 - len(answer.content) / 2**20
    print(f"\n{ending}: {len(answer.content) / 2**20:.0f} MB, {more:.0f} MB of memory beside them")
    assert answer.status_code == 200
    assert more < MOST_MORE_MB
