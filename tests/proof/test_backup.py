"""Copies of a station that works: killed in the middle, all databases lost, and back again."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest
from copied import dumped, rows
from fake_node import FakeNode
from station import Process, RealStation, our_command, until

from gateway.backup.making import copies
from gateway.backup.manifest import check_files, read_manifest
from gateway.domain.readings import SeriesKey

pytestmark = [pytest.mark.proof, pytest.mark.broker]

WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
KILLS = 40 if WHOLE else 6
WATER = SeriesKey("pond-1", "sonda", "water_temperature")
SEED = int(os.environ.get("CONUCO_SEED", "20261126"))


def command(word: str, station: RealStation, *words: str) -> Process:
    found = our_command(word, station.config_file, station.folder / f"{word}.log")
    return Process([*found.command, *words], found.log)


def ended(process: Process) -> int:
    process.start()
    assert process.running is not None
    return process.running.wait(60)


def record(number: int) -> dict[str, object]:
    values = {"sonda": {"water_temperature": 28.0 + number % 7}}
    return {
        "number": number,
        "boot": 1,
        "uptime": 1000 + number,
        "time": int(time.time()),
        "clock": "synced",
        "values": values,
    }


class Measuring:
    """A node that sends twenty readings at a time."""

    def __init__(self, node: FakeNode) -> None:
        self._node = node
        self.sent = 0

    def send(self) -> None:
        self._node.send(*(record(self.sent + step) for step in range(20)))
        self.sent += 20

    def is_kept(self) -> bool:
        return self._node.acked(self.sent - 1)


def killed_once(station: RealStation, stick: Path, delay_s: float) -> bool:
    """Kill a copy in the middle, check what stands, and tell whether it was cut off."""
    known = copies(stick, "la-ceiba")
    process = command("backup", station, str(stick), "--same-disk")
    process.start()
    time.sleep(delay_s)
    process.kill()
    standing = copies(stick, "la-ceiba")
    assert max(known) in standing or max(standing) > max(known)
    for copy in standing.values():
        check_files(copy, read_manifest(copy))
    return set(standing) == set(known)


def lost_and_back(station: RealStation, copy: Path) -> None:
    """Lose every database of a stopped station and restore it; it says what the copy says."""
    storage, manifest = Path(station.config.storage.folder), read_manifest(copy)
    before = dumped(storage / "commune.db")
    shutil.rmtree(storage)

    assert ended(command("restore", station, str(copy))) == 0

    assert rows(storage) == {one.name: one.rows for one in manifest.files if one.name.endswith(".db")}
    assert dumped(storage / "commune.db") == before
    with station.journal() as journal:
        journal.verify("station")
        assert journal.entries("station")[-1].own_hash == manifest.journals["station"].own_hash


def test_killed_in_the_middle_the_earlier_copy_stands_and_a_lost_station_comes_back(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    print(f"backup: seed {SEED}, {KILLS} kills")
    stick = tmp_path / "usb"
    stick.mkdir()
    with RealStation(tmp_path / "station") as station, FakeNode(station.port) as node:
        node.ask_time(uptime_ms=1_000_000)
        measuring = Measuring(node)
        measuring.send()
        until(measuring.is_kept, within_s=30, what="the first acknowledgement")
        started = time.monotonic()
        assert ended(command("backup", station, str(stick), "--same-disk")) == 0
        takes = time.monotonic() - started
        cut = 0
        for _ in range(KILLS):
            measuring.send()
            cut += killed_once(station, stick, chance.uniform(0.3, 1.1) * takes)
        until(measuring.is_kept, within_s=60, what="the last acknowledgement")
        time.sleep(1.1)
        assert ended(command("backup", station, str(stick), "--same-disk")) == 0
        station.gateway.stop()

        lost_and_back(station, max(copies(stick, "la-ceiba").items())[1])

        station.gateway.start()
        measuring.send()
        until(measuring.is_kept, within_s=60, what="an acknowledgement after the restoration")
        stored = station.store().readings(WATER, 0, 2**31)
    print(f"{cut} of {KILLS} copies were cut off; {measuring.sent} readings sent, {len(stored)} stored")
    assert len(stored) == measuring.sent
