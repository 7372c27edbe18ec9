"""One living node for tests: the firmware as a process, a world that a test can spoil, a real station."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import commune
import ledger
import parts
from station import PATIENCE_S, RealStation

from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import Interpreter
from gateway.demo.virtual_node import Surroundings, VirtualNode
from gateway.domain.clock import WorldClock
from gateway.domain.message import Status
from gateway.nodes.boards import firmware_folder


class World(commune.RememberingWorld):
    """A world whose probe can be unplugged, whose rain is known, whose datagrams can be lost."""

    is_unplugged = False
    is_air_garbled = False
    rain = 0
    lose = 0
    closed = -1
    """The pin of the contact that is closed; the others are open."""

    def level(self, node: str, pin: int) -> int:
        return 0 if pin == self.closed else 1

    def scratchpad(self, node: str, pin: int) -> bytes:
        return b"" if self.is_unplugged else super().scratchpad(node, pin)

    def i2c(self, node: str, pin: int, address: int, command: bytes) -> bytes | None:
        told = super().i2c(node, pin, address, command)
        return bytes([*told[:5], told[5] ^ 1]) if told and self.is_air_garbled else told

    def tips(self, node: str, pin: int) -> int:
        return self.rain

    def kept(self, node: str, queue: str, number: int, record: bytes) -> None:
        super().kept(node, queue, number, record)
        if self.lose > 0:
            self.lose -= 1
            raise TimeoutError("this answer is lost on its way, as a datagram may be")

    def values(self) -> list[dict[str, dict[str, float]]]:
        return [json.loads(record)["values"] for record in self.log.values()]

    def records(self) -> list[dict[str, object]]:
        return [json.loads(record) for record in self.log.values()]


@dataclass
class Living:
    """One node, its world and its station."""

    node: VirtualNode
    world: World
    station: RealStation

    def until(self, is_so: Callable[[], bool], *, within_s: float = PATIENCE_S, what: str) -> None:
        deadline = time.monotonic() + within_s
        while not is_so():
            log = self.node.log_file.read_text(encoding="utf-8", errors="replace")
            assert time.monotonic() < deadline, f"{what} did not happen within {within_s} s\n{log[-2000:]}"
            self.node.tend(time.monotonic())
            time.sleep(0.02)

    def until_kept(self, count: int) -> None:
        self.until(lambda: self.world.count() >= count, what=f"record {count}")

    def until_stored(self) -> None:
        """Wait until all that is kept by now is stored, once and unaltered."""
        kept = dict(self.world.log)
        folder = self.station.folder / "datos"
        self.until(lambda: not ledger.balance(kept, folder).lost, what="storing")
        found = ledger.balance(kept, folder)
        assert [name for name in found.twice + found.altered if name[0] == self.node.name] == []

    def until_it_says(self, is_so: Callable[[Status], bool], *, what: str) -> None:
        """Wait until the node's newest status, as the station has it, says something."""

        def says_so() -> bool:
            states = {state.node: state.status for state in self.station.store().nodes()}
            status = states.get(self.node.name)
            return status is not None and is_so(status)

        self.until(says_so, what=what)


@contextmanager
def living(
    station: RealStation, node: str, *, interpreter: Interpreter | None = None, **changes: object
) -> Iterator[Living]:
    firmware = changes.pop("firmware", firmware_folder())
    assert isinstance(firmware, Path)
    world, folder = World(), changes.pop("folder", station.folder / node)
    assert isinstance(folder, Path)
    with HardwareServer(world) as server:
        clock = WorldClock(*station_clock(station))
        surroundings = Surroundings(
            server.port, clock, interpreter or Interpreter(parts.micropython()), firmware
        )
        settings = commune.settings_of(node, station.port, **changes)
        found = VirtualNode(settings, folder, surroundings, log_file=station.folder / f"{node}.log")
        found.start()
        try:
            yield Living(found, world, station)
        finally:
            found.stop()


def station_clock(station: RealStation) -> tuple[float, float, float]:
    clock = station.config.clock
    return clock.world_began, clock.world_start, clock.world_speed
