"""A real siren for tests: the firmware on MicroPython, its pins in a world that a test can touch and hear."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import parts
from commune import RememberingWorld
from msgspec import json as wire
from paho.mqtt.publish import single
from station import PATIENCE_S, RealStation

from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import Interpreter
from gateway.demo.sounding import Outputs, Sound
from gateway.demo.virtual_node import Surroundings, VirtualNode
from gateway.domain.clock import WorldClock
from gateway.domain.message import Status
from gateway.domain.node_orders import AlarmOutput, Command
from gateway.domain.topics import node_topic
from gateway.nodes.boards import firmware_folder

SIREN_PIN, LAMP_PIN, BUTTON_PIN, MAINS_PIN = 26, 25, 33, 32
LEVELS: Final[tuple[Sound, ...]] = ("silence", "warn", "critical", "emergency")


def settings_of(node: str, port: int, **changes: object) -> dict[str, object]:
    """Return the settings of a siren with a button and a contact that the mains hold closed."""
    return {
        "commune": "la-ceiba",
        "node": node,
        "kind": "siren",
        "broker": {"host": "127.0.0.1", "port": port},
        "wifi": {"ssid": "comuna", "password": "de-prueba"},
        "sample_every_s": 60,
        "alarm_pin": SIREN_PIN,
        "light_pin": LAMP_PIN,
        "channels": [
            {"name": "boton", "sensor": "button", "pin": BUTTON_PIN},
            {"name": "luz", "sensor": "mains", "pin": MAINS_PIN},
        ],
    } | changes


@dataclass
class SirenWorld(RememberingWorld):
    """Contacts that a test opens and closes, and an ear at every output.

    Attributes:
        closed: The (node, pin) of each contact that is closed; the mains of a siren hold one closed.
    """

    closed: set[tuple[str, int]] = field(default_factory=set)
    outputs: Outputs = field(default_factory=Outputs)
    looks: int = 0

    def level(self, node: str, pin: int) -> int:
        self.looks += pin == BUTTON_PIN
        return 0 if (node, pin) in self.closed else 1

    def driven(self, node: str, pin: int, level: int) -> None:
        self.outputs.driven(node, pin, is_on=level == 1, at=time.monotonic())


class Siren:
    """One siren node over a broker that is there or not; a context manager that leaves nothing running.

    Args:
        folder: Where its flash and its log lie.
        port: Where its broker listens, or will.
        clock: The calendar of its world; the real one where none is given.
        changes: To its settings, such as `silent_after_s=60`.
    """

    def __init__(
        self,
        folder: Path,
        port: int,
        *,
        node: str = "siren-1",
        clock: WorldClock | None = None,
        interpreter: Interpreter | None = None,
        firmware: Path | None = None,
        world: SirenWorld | None = None,
        **changes: object,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name, self.port = node, port
        self.clock = clock or WorldClock(time.time(), time.time(), 1.0)
        self.world = world or SirenWorld()
        self.world.closed.add((node, MAINS_PIN))
        self._server = HardwareServer(self.world)
        self._server.start()
        here = Surroundings(
            self._server.port,
            self.clock,
            interpreter or Interpreter(Path(parts.micropython())),
            firmware or firmware_folder(),
        )
        self.node = VirtualNode(
            settings_of(node, port, **changes), folder / node, here, log_file=folder / f"{node}.log"
        )
        self._is_over = threading.Event()
        self._tending = threading.Thread(target=self._tend, name=node, daemon=True)

    def __enter__(self) -> Self:
        self.node.start()
        self._tending.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._tending.join()
        self.node.stop()
        self._server.stop()

    def _tend(self) -> None:
        while not self._is_over.wait(0.02):
            self.node.tend(time.monotonic())

    # What is done to it

    def order(self, level: int, *, name: str = "", expires: int | None = None, reason: str = "") -> str:
        """Let the broker hold an order for it, as the station does; return the order's id."""
        name = name or f"order-{time.monotonic_ns()}"
        command = Command(name, expires, AlarmOutput(level, reason))
        topic = node_topic("la-ceiba", self.name, "command")
        single(topic, wire.encode(command), 1, retain=True, hostname="127.0.0.1", port=self.port)
        return name

    def press(self) -> None:
        """Hold the button until the node has looked at it several times, and let go."""
        self.world.closed.add((self.name, BUTTON_PIN))
        looks, began = self.world.looks, time.monotonic()
        self.until(
            lambda: self.world.looks >= looks + 4 and time.monotonic() > began + 0.2,
            what="a look at the button",
        )
        self.world.closed.discard((self.name, BUTTON_PIN))

    def kill_process(self) -> None:
        """End its program as a watchdog does: the memory and the flash stay, and it starts again."""
        assert self.node.pid is not None
        os.kill(self.node.pid, signal.SIGKILL)

    def cut_mains(self) -> None:
        """Let the mains go at its place; it has a battery."""
        self.world.closed.discard((self.name, MAINS_PIN))

    def return_mains(self) -> None:
        """Let the mains come back."""
        self.world.closed.add((self.name, MAINS_PIN))

    # What is heard of it

    def sound(self) -> Sound:
        """Return what it sounds like now."""
        return self.world.outputs.sound(self.name, SIREN_PIN, now=time.monotonic())

    def began_after(self, moment: float) -> float | None:
        """Return when it first went on after a moment [s of time.monotonic], None while it has not."""
        edges = self.world.outputs.edges(self.name, SIREN_PIN)
        return next((at for at, is_on in edges if is_on and at >= moment), None)

    def await_level(self, level: int, *, within_s: float = PATIENCE_S) -> None:
        """Wait until its pattern is that of a level; that of an emergency takes 3 s to be known."""
        self.until(lambda: self.sound() == LEVELS[level], within_s=within_s, what=f"level {level}")

    def await_alone(self, *, within_s: float = PATIENCE_S) -> None:
        """Wait until it beeps by itself."""
        self.until(lambda: self.sound() == "alone", within_s=within_s, what="beeping by itself")

    def presses(self) -> list[float]:
        """Return the level that each press silenced, as the records in its flash say."""
        records = [wire.decode(record)["values"] for record in self.world.log.values()]
        return [values["boton"]["button"] for values in records if "boton" in values]

    def until(self, is_so: Callable[[], bool], *, within_s: float = PATIENCE_S, what: str) -> None:
        """Wait until something is so; fail with what did not happen, what is heard, what the node said."""
        deadline = time.monotonic() + within_s
        while not is_so():
            log = self.node.log_file.read_text(encoding="utf-8", errors="replace")
            assert time.monotonic() < deadline, f"no {what} in {within_s} s but {self.sound()}\n{log[-2000:]}"
            time.sleep(0.02)


def at_speed(speed: float) -> WorldClock:
    """Return a calendar that begins now and runs at a speed."""
    return WorldClock(time.time(), time.time(), speed)


def status_of(siren: Siren, station: RealStation) -> Status | None:
    found = [state.status for state in station.store().nodes() if state.node == siren.name]
    return found[0] if found else None


def await_online(siren: Siren, station: RealStation) -> None:
    def is_online() -> bool:
        status = status_of(siren, station)
        return status is not None and status.state == "online" and status.clock == "synced"

    siren.until(is_online, what="its status")
