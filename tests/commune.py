"""Several virtual nodes over one real station, and a world that remembers what each has kept."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import ledger
import parts
from station import POND, RealStation

from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import Interpreter
from gateway.demo.virtual_node import Surroundings, VirtualNode
from gateway.demo.world.probes import SINGLE_SHOT, air_answer
from gateway.domain.clock import WorldClock


@dataclass
class RememberingWorld:
    """Hardware that gives each pond a night of its own, and a log of every record that was kept."""

    log: dict[ledger.Name, bytes] = field(default_factory=dict)
    differing: list[ledger.Name] = field(default_factory=list)
    signal: int | None = -60
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def millivolts(self, node: str, pin: int) -> int:
        return int(900 + 500 * math.sin(time.monotonic() / 7 + pin + len(node)))

    def scratchpad(self, node: str, pin: int) -> bytes:
        return scratchpad_of(27 + math.sin(time.monotonic() / 11 + pin))

    def i2c(self, node: str, pin: int, address: int, command: bytes) -> bytes | None:
        return air_answer(27.5, 80.0) if (address, command) == (0x44, SINGLE_SHOT) else None

    def rs485(self, node: str, pin: int, question: bytes) -> bytes:
        return b""

    def pulses(self, node: str, pin: int) -> int:
        return int(time.monotonic() * 900)

    def tips(self, node: str, pin: int) -> int:
        return int(time.monotonic() * 3)

    def level(self, node: str, pin: int) -> int:
        return 1

    def driven(self, node: str, pin: int, level: int) -> None:
        """Nothing hangs on the outputs."""

    def signal_dbm(self, node: str) -> int | None:
        return self.signal

    def kept(self, node: str, queue: str, number: int, record: bytes) -> None:
        name = (node, queue, number)
        with self._lock:
            if self.log.setdefault(name, record) != record:
                self.differing.append(name)

    def count(self) -> int:
        with self._lock:
            return len(self.log)


def scratchpad_of(temperature_c: float) -> bytes:
    """Return what a DS18B20 above freezing answers."""
    sixteenths = int(16 * temperature_c)
    body = bytes([sixteenths & 0xFF, sixteenths >> 8, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10])
    return body + bytes([_crc8(body)])


def _crc8(body: bytes) -> int:
    crc = 0
    for byte in body:
        for bit in range(8):
            mixed = (crc ^ (byte >> bit)) & 1
            crc = (crc >> 1) ^ (0x8C if mixed else 0)
    return crc


def settings_of(node: str, port: int, **changes: object) -> dict[str, object]:
    """Return the settings of a pond's node that measures each minute."""
    channels = [
        {"name": "sonda", "sensor": "oxygen", "pin": 34},
        {"name": "sonda", "sensor": "temperature", "pin": 4},
    ]
    return {
        "commune": "la-ceiba",
        "node": node,
        "kind": "pond",
        "broker": {"host": "127.0.0.1", "port": port},
        "wifi": {"ssid": "comuna", "password": "de-prueba"},
        "sample_every_s": 60,
        "send_every_s": 60,
        "channels": channels,
    } | changes


SPEED = 600.0
"""A minute of the world is a tenth of a second of ours."""


class Commune:
    """A station with nodes on ponds; a context manager that leaves nothing running."""

    def __init__(
        self,
        folder: Path,
        *,
        nodes: int = 1,
        is_broker_embedded: bool = False,
        speed: float = SPEED,
        **changes: object,
    ) -> None:
        ponds = "".join(POND.format(n=number) for number in range(1, nodes + 1))
        began = time.time()
        self.clock = WorldClock(began, 1_772_000_000.0, speed)
        world = f"world_began = {began!r}\nworld_start = 1772000000.0\nworld_speed = {speed}\n"
        self.station = RealStation(
            folder,
            settings=world + ponds,
            commit_interval_s=0.5,
            is_broker_embedded=is_broker_embedded,
        )
        self.world = RememberingWorld()
        self.server = HardwareServer(self.world)
        self.server.start()
        surroundings = Surroundings(self.server.port, self.clock, Interpreter(parts.micropython()))
        self.nodes = [
            VirtualNode(
                settings_of(f"pond-{number}", self.station.port, **changes),
                folder / f"node-{number}",
                surroundings,
                log_file=folder / f"node-{number}.log",
            )
            for number in range(1, nodes + 1)
        ]

    @property
    def storage(self) -> Path:
        """Where the station's databases lie."""
        return self.station.folder / "datos"

    def __enter__(self) -> Self:
        self.station.__enter__()
        for node in self.nodes:
            node.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for node in self.nodes:
            node.stop()
        self.station.__exit__(kind, error, trace)
        self.server.stop()

    def live(self, seconds: float) -> None:
        """Let the nodes live for a while of our time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for node in self.nodes:
                node.tend(time.monotonic())
            time.sleep(min(0.02, max(0.0, deadline - time.monotonic())))

    def live_until_stored(self, *folders: Path, within_s: float) -> ledger.Balance:
        """Wait until all that the nodes have kept up to now is stored; they go on measuring.

        Series are counted one after the other: what is stored meanwhile looks altered until the next count.
        """
        kept = dict(self.world.log)
        deadline = time.monotonic() + within_s
        found = ledger.balance(kept, *(folders or (self.storage,)))
        while (found.lost or found.altered) and time.monotonic() < deadline:
            self.live(2.0)
            found = ledger.balance(kept, *(folders or (self.storage,)))
        return found
