"""Each way to lose a part, by itself: full flash, burnt numbers, replaced flash, fresh databases."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from commune import Commune
from station import until

pytestmark = [pytest.mark.proof, pytest.mark.broker, pytest.mark.micropython]


def test_a_full_outbox_drops_its_oldest_and_the_station_counts_them(tmp_path: Path) -> None:
    small = {"segment_bytes": 1024, "segments": 6}
    with Commune(tmp_path, outbox=small) as commune:
        commune.live(2.0)
        commune.station.gateway.kill()
        commune.station.broker.kill()
        before = commune.world.count()
        while commune.world.count() < before + 150:
            commune.live(0.5)
        commune.station.start_broker()
        commune.station.gateway.start()
        until(commune.station.is_gateway_connected)
        commune.live(5.0)

        found = commune.live_until_stored(within_s=20)
        state = commune.station.store().nodes()[0]

    print(f"\nfull outbox: {found}; the station counts {state.dropped} dropped")
    assert found.lost
    assert state.dropped >= len(found.lost)
    assert (found.twice, found.altered) == ([], [])


def test_numbers_burnt_by_restarts_stop_nothing(tmp_path: Path) -> None:
    with Commune(tmp_path) as commune:
        for _ in range(6):
            commune.live(0.6)
            commune.nodes[0].kill()
            commune.nodes[0].start()
        commune.live(2.0)

        found = commune.live_until_stored(within_s=60)

    numbers = sorted(number for _, _, number in commune.world.log)
    assert (found.lost, found.twice, found.altered) == ([], [], [])
    assert numbers[-1] > len(numbers) + 60, "no number was burnt, so nothing was proved"


def test_a_node_replaced_by_one_with_an_empty_flash_goes_on_under_its_name(tmp_path: Path) -> None:
    with Commune(tmp_path) as commune:
        commune.live(3.0)
        commune.live_until_stored(within_s=30)
        commune.nodes[0].kill()
        gone = dict(commune.world.log)
        shutil.rmtree(commune.nodes[0].folder)
        commune.nodes[0].start()
        commune.live(3.0)

        found = commune.live_until_stored(within_s=60)

    unsent = [name for name in found.lost if name in gone]
    assert [name for name in found.lost if name not in gone] == []
    assert len(unsent) <= 10, "only what the old flash had not sent yet may be gone with it"
    assert len({queue for _, queue, _ in commune.world.log}) == 2
    assert (found.twice, found.altered) == ([], [])


def test_a_gateway_with_a_fresh_database_goes_on_and_the_old_one_keeps_its_part(tmp_path: Path) -> None:
    with Commune(tmp_path) as commune:
        commune.live(3.0)
        commune.station.gateway.kill()
        before = tmp_path / "before"
        before.mkdir()
        for name in ("readings.db", "archive.db"):
            for path in commune.storage.glob(f"{name}*"):
                shutil.move(path, before / path.name)
        commune.station.gateway.start()
        until(lambda: commune.station.gateway_log().count("backlog drained") >= 2, what="a fresh start")
        commune.live(3.0)

        found = commune.live_until_stored(commune.storage, before, within_s=90)

    print(f"\nfresh database: {found}")
    assert found.lost == []
    assert found.altered == []


def test_a_broker_with_a_fresh_database_stops_nobody(tmp_path: Path) -> None:
    with Commune(tmp_path) as commune:
        commune.live(3.0)
        commune.station.broker.kill()
        (tmp_path / "mosquitto.db").unlink(missing_ok=True)
        time.sleep(0.5)
        commune.station.start_broker()
        commune.live(3.0)

        found = commune.live_until_stored(within_s=90)

    assert (found.lost, found.twice, found.altered) == ([], [], [])
