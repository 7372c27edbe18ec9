"""Everything that is tortured: a station with a mirror, relays between any two, nodes, and many speakers."""

from __future__ import annotations

import random
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import ledger
import parts
from commune import RememberingWorld, settings_of
from influx_server import ORG, InfluxServer, an_influx_server
from mirrored import SETTINGS
from station import POND, Process, RealStation, free_port, is_listening, until

from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import Interpreter
from gateway.demo.panel.disk import fill
from gateway.demo.virtual_node import Surroundings, VirtualNode
from gateway.domain.clock import WorldClock
from torture.disk import OwnDisk
from torture.relay import Relay
from torture.speaker import Speaker

SPEED: Final = 600.0
"""An hour of the world in six seconds of ours."""
WORLD_START: Final = 1_772_000_000.0
NODES: Final = 3
SPEAKERS: Final = 12
MEASURES_EVERY_S: Final = 0.5
"""Five minutes of the world; a message of one to four records [s]."""
GARBLED: Final = 0.02
"""So many messages are garbage [-]."""
HURRIED: Final = Path(__file__).with_name("hurried.py")


@dataclass
class Stage:
    """Broker, gateway, InfluxDB, nodes and speakers; a context manager that leaves nothing running.

    Attributes:
        disk: Of the station's own, None without root.
        is_full: Whether the gateway may write nothing more, by a limit of its process.
        may_end: Until when the gateway may end by itself: its disk is at fault, or was [s, monotonic].
        derivations_killed: So often it was killed while it wrote blocks.
        ended: How the gateway ended by itself where it must not.
    """

    folder: Path
    chance: random.Random
    disk: OwnDisk | None
    port: int | None = None
    is_full: bool = False
    may_end: float = 0.0
    derivations_killed: int = 0
    ended: list[str] = field(default_factory=list)
    world: RememberingWorld = field(default_factory=RememberingWorld)
    _open: ExitStack = field(default_factory=ExitStack)
    _back_at: float | None = None
    _measures_at: float = 0.0
    is_measuring: bool = True

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            self._begin(opening)
            self._open = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _begin(self, opening: ExitStack) -> None:
        began = time.time()
        self.clock = WorldClock(began, WORLD_START, SPEED)
        if self.disk is not None:
            self.disk.make()
            opening.callback(self.disk.unmount)
        self.influx: InfluxServer = opening.enter_context(an_influx_server())
        self.bucket = self.influx.a_bucket()
        self.to_influx = opening.enter_context(Relay(self.influx.port))
        world = f"world_began = {began!r}\nworld_start = {WORLD_START!r}\nworld_speed = {SPEED}\n"
        mirror = SETTINGS.format(url=f"http://127.0.0.1:{self.to_influx.port}", org=ORG, bucket=self.bucket)
        ponds = "".join(POND.format(n=number) for number in range(1, NODES + SPEAKERS + 1))
        self.station = RealStation(
            self.folder, settings=world + mirror + ponds, commit_interval_s=0.5, port=self.port or free_port()
        )
        self.to_broker = opening.enter_context(Relay(self.station.port))
        self.nodes_to_broker = opening.enter_context(Relay(self.station.port))
        self._turn_to_relay()
        opening.enter_context(self.station)
        self._start_nodes(opening)
        self._start_speakers(opening)

    def _turn_to_relay(self) -> None:
        """Have the gateway speak to the broker through its relay, and seal as fast as its world runs."""
        settings = self.station.config_file
        text = settings.read_text(encoding="utf-8")
        told = text.replace(f"\nport = {self.station.port}\n", f"\nport = {self.to_broker.port}\n")
        settings.write_text(told, encoding="utf-8")
        command = [sys.executable, str(HURRIED), "--config", str(settings)]
        self.station.gateway = Process(command, self.folder / "gateway.log")

    def _start_nodes(self, opening: ExitStack) -> None:
        server = HardwareServer(self.world)
        server.start()
        opening.callback(server.stop)
        surroundings = Surroundings(server.port, self.clock, Interpreter(parts.micropython()))
        self.nodes = [
            VirtualNode(
                settings_of(f"pond-{number}", self.nodes_to_broker.port),
                self.folder / f"node-{number}",
                surroundings,
                log_file=self.folder / f"node-{number}.log",
            )
            for number in range(1, NODES + 1)
        ]
        for node in self.nodes:
            node.start()
            opening.callback(node.stop)

    def _start_speakers(self, opening: ExitStack) -> None:
        self.speakers = [
            Speaker(
                f"pond-{NODES + number}",
                self.nodes_to_broker.port,
                self.clock,
                random.Random(self.chance.random()),
                is_synced=number % 4 != 0,
            )
            for number in range(1, SPEAKERS + 1)
        ]
        for speaker in self.speakers:
            speaker.start()
            opening.callback(speaker.stop)

    @property
    def storage(self) -> Path:
        """Where the station's databases lie."""
        return self.folder / "datos"

    @property
    def gateway_pid(self) -> int | None:
        """The gateway's process, None while it is down."""
        running = self.station.gateway.running
        return None if running is None or running.poll() is not None else running.pid

    def kept(self) -> dict[ledger.Name, bytes]:
        """Return every record that nodes and speakers have kept so far."""
        found = dict(self.world.log)
        for speaker in self.speakers:
            found |= speaker.kept
        return found

    def live(self, seconds: float) -> None:
        """Let everybody live for a while of our time."""
        deadline = time.monotonic() + seconds
        while (now := time.monotonic()) < deadline:
            for node in self.nodes:
                node.tend(now)
            if self.is_measuring and now >= self._measures_at:
                self._measures_at = now + MEASURES_EVERY_S
                for speaker in self.speakers:
                    speaker.measure(is_garbled=self.chance.random() < GARBLED)
            for speaker in self.speakers:
                speaker.tend()
            self._tend_gateway(now)
            time.sleep(0.02)

    def kill_gateway(self, *, back_after_s: float) -> None:
        """Kill the gateway; it comes back by itself."""
        self.station.gateway.kill()
        self._back_at = time.monotonic() + back_after_s

    def start_gateway(self) -> None:
        """Start the gateway, as systemd would, on the disk as it is."""
        self.station.gateway.start()
        self._back_at = None
        if self.is_full and self.gateway_pid is not None:
            fill(self.gateway_pid)

    def _tend_gateway(self, now: float) -> None:
        if self._back_at is not None:
            if now >= self._back_at:
                self.start_gateway()
        elif self.gateway_pid is None:
            if now > self.may_end and not self.is_full:
                said = self.station.gateway_log().splitlines()[-1:] or ["nothing"]
                self.ended.append(said[0])
            self._back_at = now + 0.5

    def start_broker(self) -> bool:
        """Start the broker; where it refuses its own database, set that aside first. Tell whether it did."""
        self.station.broker.start()
        running = self.station.broker.running
        assert running is not None
        until(
            lambda: is_listening(self.station.port) or running.poll() is not None, what="the broker's start"
        )
        refused = running.poll() is not None
        if refused:
            database = self.folder / "mosquitto.db"
            database.rename(self.folder / f"mosquitto.refused-{time.monotonic_ns()}")
            self.station.start_broker()
        return refused
