"""Killed once at each point between a stored change and its sent mark: a letter arrives once or twice."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import parts
import pytest
from fake_node import FakeNode
from killed_gateway import POINTS
from station import POND, Process, RealStation, until

from gateway.domain.letters import Letter
from gateway.people import People, Person
from gateway.store.sqlite.warnings import SqliteWarnings

pytestmark = [pytest.mark.proof, pytest.mark.broker, pytest.mark.gammu]

WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
TIMES = 3 if WHOLE else 1
"""Each point is tried so often."""

TALLY = """#!/bin/sh
{gammu} "$@"
code=$?
[ $code = 0 ] && case " $* " in *" sendsms "*|*" maketerminatedcall "*) echo "$3" >> {folder}/arrived;; esac
exit $code
"""
"""The real gammu; what it has done is written down, for its own logs are begun anew with each run."""

MODEM = """
[modem]
config = "{folder}/gammurc"
ring_s = 5
"""


class PhonedStation(RealStation):
    """A station with a modem that is a real gammu over its dummy telephone, and one person on duty."""

    def __post_init__(self) -> None:
        super().__post_init__()
        (self.folder / "phone").mkdir()
        (self.folder / "bin").mkdir()
        tally = self.folder / "bin" / "gammu"
        tally.write_text(TALLY.format(gammu=parts.gammu(), folder=self.folder))
        tally.chmod(0o755)
        (self.folder / "gammurc").write_text(
            f"[gammu]\nmodel = dummy\nconnection = none\ndevice = {self.folder}/phone\n"
            f"logfile = {self.folder}/gammu.log\nlogformat = textall\n",
            encoding="utf-8",
        )
        with self.journal() as journal:
            People(journal).add(Person("ana", "Ana", "0414-1234567", ("team",)))

    def letters(self) -> list[Letter]:
        found = SqliteWarnings(Path(self.config.storage.folder)).letters()
        return [one for one in found if one.channel in ("sms", "call")]

    def arrived(self) -> tuple[int, int]:
        """Return how many messages and calls left the telephone."""
        done = self.folder / "arrived"
        words = done.read_text().split() if done.exists() else []
        return words.count("sendsms"), words.count("maketerminatedcall")


def fall(node: FakeNode, number: int) -> None:
    """Send one reading of a pond without oxygen."""
    now = int(time.time())
    node.send(
        {
            "number": number,
            "boot": 1,
            "uptime": 1000 + number,
            "clock": "synced",
            "time": now,
            "values": {"sonda": {"oxygen": 0.5}},
        }
    )


@pytest.mark.parametrize("point", POINTS)
def test_killed_once_a_letter_arrives_once_or_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    path = os.environ["PATH"]
    for attempt in range(TIMES):
        folder = tmp_path / f"{attempt}"
        flag = folder / "killed"
        monkeypatch.setenv("PATH", f"{folder / 'bin'}:{path}")
        station = PhonedStation(folder, settings=MODEM.format(folder=folder) + POND.format(n=1))
        harness = str(Path(__file__).parents[1] / "killed_gateway.py")
        words = [sys.executable, harness, "--config", str(station.config_file), "--point", point]
        plain = station.gateway
        station.gateway = Process([*words, "--once", str(flag)], folder / "gateway.log")
        with station, FakeNode(station.port) as node:
            node.ask_time(uptime_ms=1_000_000)
            until(lambda node=node: bool(node.answers), what="the gateway's answer")
            fall(node, 0)
            running = station.gateway.running
            assert running is not None
            running.wait(60)
            assert flag.exists()
            station.gateway = replace(plain)
            station.gateway.start()

            until(
                lambda station=station: [one.state for one in station.letters()] == ["sent", "sent"],
                within_s=90,
                what="both letters",
            )
            messages, calls = station.arrived()
        print(f"\n  killed at {point!r} ({POINTS[point].told}): {messages} messages, {calls} calls")
        assert 1 <= messages <= 2
        assert 1 <= calls <= 2
