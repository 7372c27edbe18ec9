"""A real pond's node that acts by itself: the station tells it what it needs, and may die then."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import a_draft
from commune import scratchpad_of
from siren import Siren, SirenWorld, at_speed, await_online, status_of
from station import RealStation

from gateway.domain.entries import AeratorOrdered

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

RELAY_PIN = 27
RELAY = {
    "pin": RELAY_PIN,
    "on_below": 3.0,
    "off_above": 5.0,
    "minimum_s": 60,
    "on_fault": "stay",
    "sunrise": 660,
}
CHANNELS = [
    {"name": "sonda", "sensor": "oxygen", "pin": 34},
    {"name": "sonda", "sensor": "temperature", "pin": 4},
]


@dataclass
class PondWorld(SirenWorld):
    """A pond at 28 °C whose oxygen a test sets; its probe gives 1600 mV in full water."""

    signal_mv: int = 1300

    def millivolts(self, node: str, pin: int) -> int:
        return self.signal_mv + time.monotonic_ns() % 7

    def scratchpad(self, node: str, pin: int) -> bytes:
        return scratchpad_of(28.0)

    def is_on(self, node: str) -> bool:
        edges = self.outputs.edges(node, RELAY_PIN)
        return bool(edges) and edges[-1][1]


class Pond(Siren):
    """A pond's node with a probe, a buzzer and a relay."""

    world: PondWorld

    def __init__(self, folder: Path, port: int) -> None:
        changes = {"kind": "pond", "channels": CHANNELS, "relay": RELAY, "sample_every_s": 20}
        super().__init__(folder, port, node="pond-1", clock=at_speed(10.0), world=PondWorld(), **changes)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[RealStation]:
    with RealStation(tmp_path / "station", commit_interval_s=0.3) as running:
        yield running


def is_calibrated(pond: Pond) -> bool:
    return (pond.node.folder / "calibration.json").exists()


def test_a_pond_shouts_under_its_emergency_though_the_station_is_dead(
    mortal: RealStation, tmp_path: Path
) -> None:
    with Pond(tmp_path, mortal.port) as pond:
        await_online(pond, mortal)
        pond.until(lambda: is_calibrated(pond), what="a calibration")
        mortal.gateway.kill()
        mortal.broker.kill()

        pond.world.signal_mv = 150
        pond.until(lambda: pond.sound() == "emergency", what="a shout")
        pond.until(lambda: pond.world.is_on(pond.name), what="an aerator that runs")

        pond.world.signal_mv = 1300
        pond.until(lambda: pond.sound() == "silence", what="silence in good water")


def test_a_relay_does_what_a_person_writes_into_the_journal(mortal: RealStation, tmp_path: Path) -> None:
    with Pond(tmp_path, mortal.port) as pond:
        await_online(pond, mortal)
        pond.until(lambda: status_of(pond, mortal).relay is not None, what="a relay")
        assert not pond.world.is_on(pond.name)

        now = int(time.time())
        with mortal.journal() as journal:
            body = AeratorOrdered("pond-1", "on", now + 3600, "estanque-1")
            journal.append(a_draft(body, uid="orden", happened=now), now=now)

        pond.until(lambda: pond.world.is_on(pond.name), what="an aerator that runs")
        pond.until(lambda: status_of(pond, mortal).relay.override == "on", what="a status that says so")
        with mortal.journal() as journal:
            body = AeratorOrdered("pond-1", "auto", None, "estanque-1")
            journal.append(a_draft(body, uid="otra", happened=now), now=now)
        pond.until(lambda: status_of(pond, mortal).relay.override is None, what="a relay by its limits")
