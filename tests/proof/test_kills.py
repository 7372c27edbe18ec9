"""Sixty kills at random moments: nothing lost, nothing stored twice, nothing altered."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from commune import Commune
from seeds import a_seed
from station import RealStation, is_listening, until

pytestmark = [pytest.mark.proof, pytest.mark.micropython]

WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
KILLS = 20 if WHOLE else 4
"""Of each of the three."""
RECORDS = 2_000 if WHOLE else 300
SEED = a_seed(20261124)


def start_anew(station: RealStation, who: str) -> None:
    if who == "broker":
        station.broker.kill()
        until(lambda: not is_listening(station.port), what="the broker's end")
        station.start_broker()
    else:
        station.gateway.kill()
        station.gateway.start()


@pytest.mark.parametrize("broker", [pytest.param("mosquitto", marks=pytest.mark.broker), "embedded"])
def test_kills_lose_nothing_store_nothing_twice_and_alter_nothing(tmp_path: Path, broker: str) -> None:
    print(f"\nkills over the {broker} broker: seed {SEED} (CONUCO_SEED={SEED} repeats it)")
    chance = random.Random(SEED)
    victims = ["node", "broker", "gateway"] * KILLS
    chance.shuffle(victims)
    with Commune(tmp_path, nodes=3, is_broker_embedded=broker == "embedded") as commune:
        for number, who in enumerate(victims, 1):
            commune.live(chance.uniform(0.3, 2.5))
            if who == "node":
                node = chance.choice(commune.nodes)
                node.kill()
                node.start()
            else:
                start_anew(commune.station, who)
            if number % 10 == 0:
                print(f"  {number} kills, {commune.world.count()} records kept")
        while commune.world.count() < RECORDS:
            commune.live(1.0)

        found = commune.live_until_stored(within_s=180)

    print(f"kills over the {broker} broker: {KILLS} of each of 3 nodes, broker and gateway; {found}")
    assert commune.world.differing == []
    assert (found.lost, found.twice, found.altered) == ([], [], [])
    assert found.kept >= RECORDS
    assert sum(node.crashes for node in commune.nodes) == 0
