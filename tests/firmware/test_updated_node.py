"""A node that `conuco update offer` brings a new version, over a real Mosquitto and the real gateway."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import parts
import pytest
from compiled import HEAP
from living import Living, living
from slotted import arm, flash, offer, slot_of
from station import POND, RealStation

from gateway.demo.interpreter import Interpreter

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

STICK = {"name": "sonda-20cm", "sensor": "soil", "pin": 34, "power_pin": 25}
FIELD = {"kind": "field", "sample_every_s": 300, "send_every_s": 1200, "channels": [STICK]}
PATIENCE_S = 90.0


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStation]:
    began = f"world_began = {time.time()!r}\nworld_start = 1772000400.0\nworld_speed = 60.0\n"
    folder = tmp_path_factory.mktemp("station")
    ponds = "".join(POND.format(n=n) for n in (1, 2, 3))
    with RealStation(folder, settings=began + ponds, commit_interval_s=0.3) as running:
        yield running


def until_it_runs(life: Living, version: int) -> None:
    life.until(
        lambda: slot_of(life.node.folder).highest == version,
        within_s=PATIENCE_S,
        what=f"version {version}",
    )


def test_a_pond_fetches_a_version_tries_it_and_keeps_it_when_a_record_of_it_is_stored(
    station: RealStation, record_property: Callable[[str, object], None]
) -> None:
    board = flash(station.folder / "pond-1", station.config_file)

    with living(
        station, "pond-1", firmware=board, interpreter=Interpreter(Path(parts.micropython()), heap=HEAP)
    ) as life:
        life.until_kept(2)
        offer(station.config_file, "pond-1")
        until_it_runs(life, 1)
        life.until_stored()
        life.until_it_says(
            lambda status: status.update is not None and status.update.state == "confirmed",
            what="that it stays",
        )

    assert slot_of(board).active == 1
    assert (board / "b" / "node" / "wake.mpy").is_file()
    assert not (board / "update.bin").exists()
    record_property(f"heap of {HEAP}", "a pond that takes an update")


def test_a_node_that_sleeps_fetches_while_it_talks_and_a_power_cut_costs_no_part(
    station: RealStation,
) -> None:
    board = flash(station.folder / "pond-2", station.config_file)

    with living(station, "pond-2", firmware=board, **FIELD) as life:
        offer(station.config_file, "pond-2")
        bundle = board / "update.bin"
        life.until(lambda: bundle.exists() and bundle.stat().st_size > 10_000, within_s=60, what="parts")
        life.node.kill()
        before = bundle.stat().st_size
        life.node.start()
        life.until(lambda: not bundle.exists() or bundle.stat().st_size > before, within_s=60, what="more")
        until_it_runs(life, 1)
        life.until_stored()

    assert slot_of(board).active == 1


def test_a_version_that_crashes_is_given_up_after_three_starts_and_that_is_said(station: RealStation) -> None:
    board = flash(station.folder / "pond-3", station.config_file)
    shutil.copytree(board / "a", board / "b")
    (board / "b" / "node" / "session.mpy").write_bytes(b"no program at all")
    arm(board, 7)

    with living(station, "pond-3", firmware=board) as life:
        life.until_it_says(
            lambda status: status.update is not None and status.update.state == "failed",
            what="that it failed",
        )
        life.until_kept(2)
        life.until_stored()

    assert life.node.crashes == 3
    assert (slot_of(board).active, slot_of(board).is_trial) == (0, False)


def test_an_application_that_fails_five_times_gives_way_to_a_rescue_that_fetches_another(
    station: RealStation,
) -> None:
    board = flash(
        station.folder / "pond-1b", station.config_file, changed={"a/node/wake.mpy": b"no program at all"}
    )
    offer(station.config_file, "pond-1")

    with living(station, "pond-1", folder=board, firmware=board) as life:
        until_it_runs(life, 1)
        life.until_kept(1)
        life.until_stored()

    assert life.node.crashes >= 5
