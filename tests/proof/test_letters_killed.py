"""Killed once at each point between a stored change and its sent mark: a letter arrives once or twice."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fake_node import FakeNode
from killed_gateway import POINTS
from phoned import PhonedStation, fall, modem_settings
from station import POND, Process, until

pytestmark = [pytest.mark.proof, pytest.mark.broker, pytest.mark.gammu]

WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
TIMES = 3 if WHOLE else 1
"""Each point is tried so often."""


@pytest.mark.parametrize("point", POINTS)
def test_killed_once_a_letter_arrives_once_or_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    for attempt in range(TIMES):
        folder = tmp_path / f"{attempt}"
        flag = folder / "killed"
        station = PhonedStation(folder, settings=modem_settings(folder) + POND.format(n=1))
        monkeypatch.setenv("PATH", station.path)
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
