"""The demo's hardware: what the nodes' pins meet, taken from the world at the world's hour."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

import numpy as np

from gateway.demo.sounding import Outputs
from gateway.demo.world.aeration import Switch
from gateway.demo.world.cast import FIELDS, PONDS, SEED, DemoField, DemoPond
from gateway.demo.world.chance import stream
from gateway.demo.world.commune import World
from gateway.demo.world.faults import Fault
from gateway.demo.world.probes import oxygen_millivolts, scratchpad, soil_millivolts, tips
from gateway.domain.clock import Clock

log = logging.getLogger(__name__)

OXYGEN_PIN = 34
THERMOMETER_PIN = 4
SOIL_PINS = (34, 35, 32)
RAIN_PIN = 27
BATTERY_PIN = 33
_BATTERY_MV = 1985
"""Half of a full lithium cell, behind the divider of the board."""

_NODES: dict[str, DemoPond | DemoField] = {one.node: one for one in (*PONDS, *FIELDS)}


class SimulatedHardware:
    """Answers for every pin of every node; what people do changes the world it answers from."""

    def __init__(self, world: World, clock: Clock, faults: Sequence[Fault]) -> None:
        """Remember the world, its clock and what is wrong in it."""
        self._world = world
        self._clock = clock
        self._faults = tuple(faults)
        self.outputs = Outputs()

    @property
    def world(self) -> World:
        """The world as people have made it."""
        return self._world

    def follow(self, switches: Sequence[Switch]) -> None:
        """Let the world be what it is after these doings of people."""
        # One reference is put in the place of another, so the thread that answers sees either world whole.
        self._world = self._world.with_switches(switches)

    def has(self, node: str, trouble: str) -> bool:
        """Tell whether something is wrong with a node now."""
        now = self._clock.now()
        return any(one.node == node and one.trouble == trouble and one.is_on(now) for one in self._faults)

    def millivolts(self, node: str, pin: int) -> int:
        """Return what a pin that measures volts meets [mV]."""
        here, now = _NODES.get(node), np.array([self._clock.now()])
        own = [one for one in self._faults if one.node == node]
        if isinstance(here, DemoPond) and pin == OXYGEN_PIN:
            return round(float(oxygen_millivolts(self._world, here, now, own)[0]))
        if isinstance(here, DemoField) and pin in SOIL_PINS:
            layer = SOIL_PINS.index(pin)
            return round(float(soil_millivolts(self._world, here, now)[0, layer]))
        return _BATTERY_MV if pin == BATTERY_PIN else 0

    def scratchpad(self, node: str, pin: int) -> bytes:
        """Return what a DS18B20 on a pin answers, nothing when none does."""
        here = _NODES.get(node)
        if not isinstance(here, DemoPond) or pin != THERMOMETER_PIN or self.has(node, "thermometer"):
            return b""
        temperature = self._world.water_temperature(here, np.array([self._clock.now()]))
        return scratchpad(float(temperature[0]))

    def tips(self, node: str, pin: int) -> int:
        """Return how often a gauge has tipped since the world began."""
        here = _NODES.get(node)
        if not isinstance(here, DemoField) or pin != RAIN_PIN:
            return 0
        return int(tips(self._world, here, np.array([self._clock.now()]))[0])

    def level(self, node: str, pin: int) -> int:  # noqa: ARG002 - no contact hangs on any pin
        """Return what a contact on a pin gives; an open one is 1."""
        return 1

    def driven(self, node: str, pin: int, level: int) -> None:
        """Hear what an output drives."""
        self.outputs.driven(node, pin, is_on=level == 1, at=time.monotonic())

    def signal_dbm(self, node: str) -> int | None:
        """Return how strongly a node hears the station [dBm], None when it hears nothing."""
        if self.has(node, "lost") or self.has(node, "battery"):
            return None
        return -58 - stream(SEED, node, "signal") % 22

    def kept(self, node: str, queue: str, number: int, record: bytes) -> None:
        """Hear that a node has put a record into its flash."""
        log.debug("record kept node=%s queue=%s number=%d bytes=%d", node, queue, number, len(record))
