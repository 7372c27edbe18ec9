"""The demo's hardware: what the nodes' pins meet, taken from the world at the world's hour."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence

import numpy as np

from gateway.demo.ledger import Ledger
from gateway.demo.sounding import Outputs, Sound
from gateway.demo.world.aeration import Switch
from gateway.demo.world.cast import FIELDS, PONDS, RELAY, SEED, WEATHER, DemoField, DemoPond
from gateway.demo.world.chance import stream
from gateway.demo.world.commune import World
from gateway.demo.world.faults import Fault
from gateway.demo.world.power import as_it_ran, has_mains, takes_current
from gateway.demo.world.probes import (
    SINGLE_SHOT,
    air_answer,
    measured_air,
    oxygen_millivolts,
    scratchpad,
    soil_millivolts,
    tips,
)
from gateway.domain.clock import Clock

log = logging.getLogger(__name__)

OXYGEN_PIN = 34
THERMOMETER_PIN = 4
SOIL_PINS = (34, 35, 32)
RAIN_PIN = 27
MAINS_PIN = 32
AERATOR_PIN = 27
BUTTON_PIN = 33
SIREN_PIN = 26
RELAY_PIN = 25
AIR_PINS = (22, 21)
"""The clock and the data of the air sensor's bus."""
AIR_ADDRESS = 0x44
BATTERY_PIN = 33
_BATTERY_MV = 1985
"""Half of a full lithium cell, behind the divider of the board."""

_NODES: dict[str, DemoPond | DemoField] = {one.node: one for one in (*PONDS, *FIELDS)}


class SimulatedHardware:
    """Answers for every pin of every node; what people do changes the world it answers from."""

    def __init__(self, world: World, clock: Clock, faults: Sequence[Fault]) -> None:
        """Remember the world, its clock and what is wrong in it."""
        self._clock = clock
        self._faults = tuple(faults)
        self._by_people = tuple(world.switches)
        self._by_relay: tuple[Switch, ...] = ()
        self._switches = self._by_people
        self._world = world.with_switches(as_it_ran(self._switches, self._faults))
        self._changing = threading.Lock()
        self._pressed_until: dict[str, float] = {}
        self.outputs = Outputs()
        self.ledger = Ledger()

    @property
    def world(self) -> World:
        """The world as people, power cuts and broken aerators have made it."""
        return self._world

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong, was, or will be."""
        return self._faults

    def befall(self, faults: Sequence[Fault]) -> None:
        """Let this be what is wrong from now on."""
        with self._changing:
            self._faults = tuple(faults)
            self._change()

    def follow(self, switches: Sequence[Switch]) -> None:
        """Let the world be what it is after these doings of people."""
        with self._changing:
            self._by_people = tuple(switches)
            self._change()

    def _change(self) -> None:
        """Put one world in the place of another; who only answers sees either one whole."""
        self._switches = (*self._by_people, *self._by_relay)
        self._world = self._world.with_switches(as_it_ran(self._switches, self._faults))

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

    def i2c(self, node: str, pin: int, address: int, command: bytes) -> bytes | None:
        """Return what the air sensor on a data pin answers, None when nobody is there."""
        if (node, pin, address, command) != (WEATHER, AIR_PINS[1], AIR_ADDRESS, SINGLE_SHOT):
            return None
        now = np.array([self._clock.now()])
        temperature, humidity = measured_air(self._world, now)
        return air_answer(float(temperature[0]), float(humidity[0]))

    def rs485(self, node: str, pin: int, question: bytes) -> bytes:  # noqa: ARG002 - no node has such a line
        """Return that nobody answers."""
        return b""

    def pulses(self, node: str, pin: int) -> int:  # noqa: ARG002 - no node has an anemometer
        """Return that no wind was measured."""
        return 0

    def tips(self, node: str, pin: int) -> int:
        """Return how often a gauge has tipped since the world began."""
        here = _NODES.get(node)
        under = here.place if isinstance(here, DemoField) else node
        if under not in self._world.shares or pin != RAIN_PIN:
            return 0
        return int(tips(self._world, under, np.array([self._clock.now()]))[0])

    def level(self, node: str, pin: int) -> int:
        """Return what a contact on a pin gives; a closed one is 0, an open one 1."""
        return 0 if self._is_closed(node, pin) else 1

    def _is_closed(self, node: str, pin: int) -> bool:
        now, here = self._clock.now(), _NODES.get(node)
        if pin == MAINS_PIN and not isinstance(here, DemoField) and node != WEATHER:
            return has_mains(self._faults, now)
        if pin == AERATOR_PIN and isinstance(here, DemoPond):
            return takes_current(here.place, self._switches, self._faults, now)
        return pin == BUTTON_PIN and now < self._pressed_until.get(node, 0.0)

    def press(self, node: str, *, for_s: float) -> None:
        """Hold the button of a siren for a while of the world [s]."""
        self._pressed_until[node] = self._clock.now() + for_s

    def sound(self, node: str) -> Sound:
        """Return what a siren sounds like now."""
        return self.outputs.sound(node, SIREN_PIN, now=time.monotonic())

    def driven(self, node: str, pin: int, level: int) -> None:
        """Hear what an output drives."""
        self.outputs.driven(node, pin, is_on=level == 1, at=time.monotonic())
        here = _NODES.get(node)
        if pin == RELAY_PIN and isinstance(here, DemoPond) and here.place == RELAY:
            self._relay_turned(is_on=level == 1)

    def _relay_turned(self, *, is_on: bool) -> None:
        """Let the aerator follow its relay; a relay that says the same again changes nothing."""
        with self._changing:
            before = self._by_relay[-1].is_on if self._by_relay else False
            if is_on != before:
                turned = Switch(RELAY, "aerator", is_on=is_on, at=int(self._clock.now()))
                self._by_relay = (*self._by_relay, turned)
                self._change()

    def signal_dbm(self, node: str) -> int | None:
        """Return how strongly a node hears the station [dBm], None when it hears nothing."""
        if self.has(node, "lost") or self.has(node, "battery"):
            return None
        return -58 - stream(SEED, node, "signal") % 22

    def kept(self, node: str, queue: str, number: int, record: bytes) -> None:
        """Hear that a node has put a record into its flash."""
        log.debug("record kept node=%s queue=%s number=%d bytes=%d", node, queue, number, len(record))
        self.ledger.keep(node, queue, number)
