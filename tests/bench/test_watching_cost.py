"""What a look of the rules costs with twenty ponds, each aerated: processor time, on this machine."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import pytest
from builders import a_draft

from gateway.domain.entries import Intervened
from tests.gateway.app.watched_station import HOUR_S, WatchedNode, watched_station

pytestmark = pytest.mark.bench

PONDS = 20
LOOKS = 60
MOST_S = 0.05
"""One every ten seconds: half a per cent of a core here. On a Raspberry Pi 4 it is not measured."""


def test_a_look_at_twenty_aerated_ponds_is_cheap(tmp_path: Path) -> None:
    with watched_station(tmp_path, ponds=PONDS) as station:
        nodes = [WatchedNode(station, f"pond-{n}") for n in range(1, PONDS + 1)]
        for turn in range(12 * 12):
            station.now += 300
            station.counted += 300
            for node in nodes:
                node.says(4.0 + turn % 7 / 10, mains=1, aerator_running=1)
        station.writer.seal(now=station.now)
        for n in range(1, PONDS + 1):
            on = Intervened(f"estanque-{n}", "aerator", "on")
            station.journal.append(
                a_draft(on, uid=f"on-{n}", happened=station.now - 3 * HOUR_S), now=station.now
            )

        costs = []
        for _ in range(LOOKS):
            station.now += 60
            station.counted += 60
            began = time.process_time()
            station.watching.is_due(station.now)
            costs.append(time.process_time() - began)

    print(f"\na look: median {median(costs) * 1000:.1f} ms, worst {max(costs) * 1000:.1f} ms")
    assert median(costs) < MOST_S
