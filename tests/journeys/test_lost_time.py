"""The Pi's power is cut where there is no internet: it wakes at another hour, and the nodes have lived on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commune import Commune
from station import PATIENCE_S, until

from gateway.domain.entries import ClockSet
from gateway.domain.readings import TimeKnown

SPEED = 60.0
"""A minute of the world is a second of ours: an answer that takes 30 ms is not off by minutes."""


GOOD_MV, BAD_MV = 1300, 150


def wakes_at(commune: Commune, start: float) -> None:
    """Let the machine's clock say another time from its next start on, and nobody vouch for it."""
    path = commune.station.config_file
    text = path.read_text(encoding="utf-8")
    text = text.replace("world_start = 1772000000.0", f"world_start = {start!r}")
    path.write_text(text.replace('trusted = "always"', 'trusted = "never"'), encoding="utf-8")


def pairs(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "readings.db")) as readings:
        return {node for (node,) in readings.execute("SELECT DISTINCT node FROM clock_pairs")}


def times(folder: Path) -> list[tuple[int | None, int | None, int]]:
    """Return what each record stated, where it stands, and how that is known."""
    with closing(sqlite3.connect(folder / "readings.db")) as readings:
        return list(readings.execute("SELECT stated, time, known FROM arrivals"))


@pytest.mark.parametrize("wakes", [1_772_000_000.0 - 3 * 3600, 1000.0], ids=["three hours behind", "1970"])
def test_the_nodes_give_the_station_its_time_back_and_the_alarms_of_that_night_ring(
    tmp_path: Path, wakes: float
) -> None:
    commune = Commune(tmp_path, nodes=2, speed=SPEED)
    water = [GOOD_MV]
    commune.world.millivolts = lambda node, pin: water[-1]  # type: ignore[method-assign]
    with commune:
        until(lambda: pairs(commune.storage) == {"pond-1", "pond-2"}, what="the nodes' time")
        until(lambda: commune.world.count() > 4, what="the first records")
        commune.station.gateway.kill()
        kept = commune.world.count()
        water.append(BAD_MV)
        wakes_at(commune, wakes)
        until(lambda: commune.world.count() >= kept + 4, what="what is measured meanwhile")

        commune.station.gateway.start()
        until(lambda: "clock set by=nodes" in commune.station.gateway_log(), within_s=60, what="agreement")
        until(
            lambda: (
                {one.place for one in commune.station.store().alerts() if one.kind == "oxygen"}
                == {"estanque-1", "estanque-2"}
            ),
            within_s=60,
            what="the alarms of both ponds",
        )

        assert abs(commune.station.config.world().now() - commune.clock.now()) < 60
        balance = commune.live_until_stored(within_s=PATIENCE_S)
        assert (balance.lost, balance.twice, balance.altered) == ([], [], []), str(balance)
        with commune.station.journal() as journal:
            said = [one.body for one in journal.entries("station", kinds={"clock"})]
        assert [one.by for one in said if isinstance(one, ClockSet)] == ["nodes"]

    began, ended = 1_772_000_000, commune.clock.now()
    stood = times(commune.storage)
    assert all(stated == at for stated, at, known in stood if known == TimeKnown.SYNCED)
    assert all(began - 120 <= at <= ended + 120 for _, at, _ in stood if at is not None)
    assert not [known for _, _, known in stood if known == TimeKnown.ESTIMATED]
