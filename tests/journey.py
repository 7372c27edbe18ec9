"""A station with everything that lives on it: broker, gateway, pages, and nodes on MicroPython."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import parts
from commune import scratchpad_of
from station import RealStation, free_port, is_listening, our_command, until

from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import Interpreter
from gateway.demo.sounding import Outputs
from gateway.demo.virtual_node import Surroundings, VirtualNode
from gateway.domain.clock import WorldClock

Script = tuple[Sequence[float], Sequence[float]]
"""Moments of the world [s UTC], rising, and what a pin gives at each; straight in between."""


@dataclass
class ScriptedWorld:
    """Every pin gives what a test has written down for it."""

    clock: WorldClock
    pins: dict[tuple[str, int], Script] = field(default_factory=dict)
    water_c: float = 28.0
    out_of_reach: set[str] = field(default_factory=set)
    tipped: dict[str, int] = field(default_factory=dict)
    levels: dict[tuple[str, int], int] = field(default_factory=dict)
    outputs: Outputs = field(default_factory=Outputs)

    def gives(self, node: str, pin: int, millivolts: float) -> None:
        """Let a pin give one value from now on."""
        self.pins[node, pin] = ([self.clock.now()], [millivolts])

    def turns(self, node: str, pin: int, millivolts: float, *, within_s: float) -> None:
        """Let a pin go from what it gives now to another value within a time of the world."""
        now = self.clock.now()
        self.pins[node, pin] = ([now, now + within_s], [self.millivolts(node, pin), millivolts])

    def millivolts(self, node: str, pin: int) -> int:
        at, given = self.pins[node, pin]
        return round(float(np.interp(self.clock.now(), at, given)))

    def scratchpad(self, node: str, pin: int) -> bytes:
        return scratchpad_of(self.water_c)

    def i2c(self, node: str, pin: int, address: int, command: bytes) -> bytes | None:
        return None

    def rs485(self, node: str, pin: int, question: bytes) -> bytes:
        return b""

    def pulses(self, node: str, pin: int) -> int:
        return 0

    def tips(self, node: str, pin: int) -> int:
        return self.tipped.get(node, 0)

    def level(self, node: str, pin: int) -> int:
        return self.levels.get((node, pin), 1)

    def driven(self, node: str, pin: int, level: int) -> None:
        self.outputs.driven(node, pin, is_on=level == 1, at=time.monotonic())

    def signal_dbm(self, node: str) -> int | None:
        return None if node in self.out_of_reach else -62

    def kept(self, node: str, queue: str, number: int, record: bytes) -> None:
        """The scripted world keeps no log."""


class Journey:
    """A commune at a moment of the world, at a speed; a context manager that leaves nothing running."""

    def __init__(
        self,
        folder: Path,
        places: str,
        *,
        start: float,
        speed: float = 1.0,
        utc_offset_hours: int = -4,
        nodes: Sequence[Mapping[str, object]] = (),
    ) -> None:
        self.clock = WorldClock(time.time(), start, speed)
        self.world = ScriptedWorld(self.clock)
        self.page_port = free_port()
        world = f"world_began = {self.clock.began!r}\nworld_start = {start!r}\nworld_speed = {speed!r}\n"
        pages = f'[dashboard]\nhost = "127.0.0.1"\nport = {self.page_port}\n'
        self.station = RealStation(
            folder, world + pages + places, commit_interval_s=0.5, utc_offset_hours=utc_offset_hours
        )
        self.pages = our_command("dashboard", self.station.config_file, folder / "dashboard.log")
        self._interpreter = Interpreter(Path(parts.micropython())) if nodes else Interpreter(None)
        self._hardware = HardwareServer(self.world)
        self._settings = nodes
        self._nodes: list[VirtualNode] = []
        self._is_over = threading.Event()
        self._tending = threading.Thread(target=self._tend, name="nodes", daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.page_port}"

    def now(self) -> int:
        return int(self.clock.now())

    def __enter__(self) -> Self:
        try:
            self.station.__enter__()
            self.pages.start()
            until(lambda: is_listening(self.page_port), what="the pages")
            if self._settings:
                self._start_nodes()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _start_nodes(self) -> None:
        self._hardware.start()
        here = Surroundings(self._hardware.port, self.clock, self._interpreter)
        for told in self._settings:
            name = str(told["node"])
            settings = dict(told) | {"broker": {"host": "127.0.0.1", "port": self.station.port}}
            folder = self.station.folder / name
            node = VirtualNode(settings, folder, here, log_file=self.station.folder / f"{name}.log")
            node.start()
            self._nodes.append(node)
        self._tending.start()

    def _tend(self) -> None:
        while not self._is_over.wait(0.02):
            for node in self._nodes:
                node.tend(time.monotonic())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        if self._tending.is_alive():
            self._tending.join()
        for node in self._nodes:
            node.stop()
        if self._settings:
            self._hardware.stop()
        self.pages.kill()
        self.station.__exit__(kind, error, trace)
