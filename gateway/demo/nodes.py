"""The demo's thirteen nodes: the real firmware on boards that exist only as processes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gateway.demo.equipment import node_settings, siren_settings, weather_settings
from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import Interpreter, find_interpreter
from gateway.demo.simulated import SimulatedHardware
from gateway.demo.virtual_node import Surroundings, VirtualNode
from gateway.demo.world.cast import FIELDS, PONDS, SIREN, WEATHER
from gateway.demo.world.settings import Running
from gateway.domain.clock import WorldClock
from gateway.domain.speech import told


class DemoNodes:
    """Keeps the nodes going; one without a battery stands still."""

    def __init__(
        self, nodes: Sequence[VirtualNode], hardware: SimulatedHardware, interpreter: Interpreter
    ) -> None:
        """Remember them; nothing runs yet."""
        self._nodes = nodes
        self._hardware = hardware
        self._interpreter = interpreter
        self._without_power: set[str] = {one.name for one in nodes}

    @property
    def interpreter(self) -> str:
        """Where the firmware runs, for a sentence."""
        if self._interpreter.micropython is not None:
            return told("en MicroPython")
        return told("en CPython: para esta máquina no hay MicroPython")

    def tend(self) -> None:
        """Wake who must wake, and cut or give power where the battery dies or is changed."""
        for node in self._nodes:
            is_dead = self._hardware.has(node.name, "battery")
            if is_dead and node.name not in self._without_power:
                node.kill()
                self._without_power.add(node.name)
            elif not is_dead and node.name in self._without_power:
                node.start()
                self._without_power.discard(node.name)
            elif not is_dead:
                node.tend(time.monotonic())

    def stop(self) -> None:
        """Switch all of them off."""
        for node in self._nodes:
            node.stop()


@contextmanager
def start_nodes(hardware: SimulatedHardware, running: Running, folder: Path) -> Iterator[DemoNodes]:
    """Start every node with an empty flash, and stop them all at the end."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    interpreter = find_interpreter()
    clock = WorldClock(running.began, running.start, running.speed)
    with HardwareServer(hardware) as server:
        surroundings = Surroundings(server.port, clock, interpreter)
        port = running.broker_port
        told_to = {one.node: node_settings(one, broker_port=port) for one in (*PONDS, *FIELDS)}
        told_to[WEATHER] = weather_settings(WEATHER, broker_port=port)
        told_to[SIREN] = siren_settings(SIREN, broker_port=port)
        every = [
            VirtualNode(settings, folder / node, surroundings, log_file=folder / f"{node}.log")
            for node, settings in told_to.items()
        ]
        nodes = DemoNodes(every, hardware, interpreter)
        try:
            nodes.tend()
            yield nodes
        finally:
            nodes.stop()
