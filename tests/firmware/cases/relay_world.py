"""A pond with an aerator in a world whose time leaps; what lives in it is the real node.

Runs under both interpreters. The water is the demo's, alone; what the aerator adds follows
`gateway/demo/world/aeration.py`.
"""

import json
import math

from fake_board import WRAP, Store
from node.memory import Memory

STEP_MS = 20_000
RELAY_PIN, ALARM_PIN, CLAMP_PIN = 25, 26, 27
CURVE_S = 600
_TARGET, _RISE_S, _LOST_S = 5.2, 2_700, 5_400
_MARK_MV, _MARK_C, WATER_C = 1600, 30.0, 28.0
_UG_PER_MV = (8250 - (8250 - 7560) * 3 / 5) / (_MARK_MV - 35 * 2)
CALIBRATION = {
    "channel": "sonda",
    "millivolts": _MARK_MV,
    "temperature_c": _MARK_C,
    "emergency": 2.0,
}


class Restarted(Exception):  # noqa: N818 - nothing is wrong
    """The watchdog, or somebody, has begun the node again in the middle of what it did."""


class World:
    """One pond, its aerator, its node's board and its station.

    Attributes:
        now_ms: Since the world began [ms UTC].
        probe: What is wrong with the probe: well, frozen, unplugged, wild, cold (no thermometer).
        is_alive: Whether the station answers.
        is_trusted: Whether the station trusts its own clock.
    """

    def __init__(self, curve: list, chance) -> None:
        """Begin at noon with a curve of oxygen [hundredths of mg/L], one entry each ten minutes."""
        self._curve = curve
        self._chance = chance
        self.begin_ms = self.now_ms = 1_772_380_800_000 + 12 * 3_600_000  # noon in Greenwich
        self._strength = 0.0
        self.store = Store()
        self.levels = {RELAY_PIN: 1, ALARM_PIN: 0}  # the relay closes on the low level
        self.has_mains, self.has_motor = True, True
        self.probe = "well"
        self._frozen = 0
        self.is_alive = self.is_trusted = True
        self.station_ahead_s = 0
        self.retained = None
        self.judge = None
        self.restart_at_ms = None
        self.shade, self.shade_until_ms = 0.0, 0  # what clouds or a mixing take away [mg/L]

    @property
    def now_s(self) -> int:
        return self.now_ms // 1000

    @property
    def is_on(self) -> bool:
        """Whether the relay is closed."""
        return self.levels[RELAY_PIN] == 0

    @property
    def runs(self) -> bool:
        """Whether the aerator takes current."""
        return self.is_on and self.has_mains and self.has_motor

    def advance(self, duration_ms: int) -> None:
        """Let time pass over the water."""
        passed_s = duration_ms / 1000
        if self.runs:
            self._strength = 1 - (1 - self._strength) * math.exp(-passed_s / _RISE_S)
        else:
            self._strength *= math.exp(-passed_s / _LOST_S)
        self.now_ms += duration_ms

    def alone(self) -> float:
        """Return what the pond alone would have [mg/L]."""
        passed = (self.now_ms - self.begin_ms) // 1000
        row, rest = passed // CURVE_S, passed % CURVE_S
        before = self._curve[row % len(self._curve)]
        after = self._curve[(row + 1) % len(self._curve)]
        shade = self.shade if self.now_ms < self.shade_until_ms else 0.0
        return max(0.0, (before + (after - before) * rest / CURVE_S) / 100 - shade)

    def oxygen(self) -> float:
        """Return the oxygen of the pond [mg/L]."""
        alone = self.alone()
        breeze = 0.08 * math.sin(self.now_s / 400)
        return max(0.0, alone + self._strength * max(_TARGET - alone, 0) + breeze)

    def signal(self) -> int:
        """Return what the probe gives now [mV]; it is the same for all readings of a sample."""
        if self.probe == "unplugged":
            raise OSError("nobody there")
        if self.probe == "wild":
            return 5_000
        if self.probe != "frozen":
            minute = self.now_s // 60
            self._frozen = max(0, int(self.oxygen() * 1000 / _UG_PER_MV) + minute * 7 % 13 - 6)
        return self._frozen

    def seen(self) -> float | None:
        """Return what the node can know from a sample [mg/L]."""
        if self.probe in ("unplugged", "wild", "cold"):
            return None
        return self.signal() * _UG_PER_MV / 1000

    def pause(self, duration_ms: int) -> None:
        """Pass time as a node that waits; a restart may come meanwhile."""
        self.advance(max(duration_ms, STEP_MS))
        if self.restart_at_ms is not None and self.now_ms >= self.restart_at_ms:
            self.restart_at_ms = None
            raise Restarted


class Pin:
    """A pin of the board in that world."""

    def __init__(self, world: World, number: int) -> None:
        self._world = world
        self._number = number

    def value(self, level: int | None = None) -> int:
        world = self._world
        if self._number == CLAMP_PIN:
            return 0 if world.runs else 1
        if level is not None and level != world.levels[self._number]:
            world.levels[self._number] = level
            if self._number == RELAY_PIN:
                world.judge.switched(is_on=level == 0)
        return world.levels[self._number]


class Adc:
    """The probe's pin."""

    def __init__(self, world: World) -> None:
        self._world = world

    def read_uv(self) -> int:
        return self._world.signal() * 1000


class Thermometer:
    """A thermometer that is read after the probe, as the channels stand."""

    name = "temperature"

    def __init__(self, world: World) -> None:
        self._world = world

    def read(self) -> dict:
        self._world.judge.sampled(self._world.seen())
        if self._world.probe == "cold":
            raise ValueError("its CRC is wrong")
        return {"water_temperature": WATER_C}


class Board:
    """The board in that world; its memory outlives it where the power does."""

    def __init__(self, world: World, *, is_power_on: bool) -> None:
        if is_power_on:
            world.store.content = b""
        self._world = world
        self.memory = Memory(world.store)
        self.is_power_on = is_power_on
        if is_power_on:
            self.memory.set(base=world.now_s)
        self._base_ms = self.memory.get("base", 0) * 1000
        self.meanwhile = None

    def uptime_ms(self) -> int:
        return self._world.now_ms - self._base_ms

    def uptime_s(self) -> int:
        return self.uptime_ms() // 1000

    def ticks_ms(self) -> int:
        return self._world.now_ms % WRAP

    @property
    def is_synced(self) -> bool:
        return self.memory.get("synced", 0) == 1

    def utc_ms(self) -> int:
        return self._world.now_ms

    def sleep_ms(self, duration_ms: int) -> None:
        self._world.pause(duration_ms)
        if self.meanwhile is not None:
            self.meanwhile()

    def free_heap(self) -> int:
        return 0

    def kept(self, *_: object) -> None:
        return

    def output(self, number: int, rest: int) -> Pin:
        pin = Pin(self._world, number)
        if self.is_power_on or self._world.levels[number] != rest:
            pin.value(rest)
        return pin


class Outbox:
    """Keeps what is put."""

    queue, boot, dropped, damaged, rescue = "0a1b2c3d", 1, 0, 0, None

    def __init__(self) -> None:
        self.switchings = []
        self._number = 0

    def reserve(self) -> int:
        self._number += 1
        return self._number

    def put(self, _: int, record: bytes) -> None:
        values = json.loads(record.decode())["values"].get("rele")
        if values is not None:
            self.switchings.append((values["aerator_relay"], values["aerator_reason"]))

    def depth(self) -> int:
        return 0


class Session:
    """The way to a station that lives or not; connecting to a dead one takes its time."""

    def __init__(self, world: World, board: Board) -> None:
        self._world = world
        self._board = board
        self._orders = []
        self._done = []
        self._has_heard = False
        self.is_open = False
        self.is_said = True
        self.updates = None

    def open(self) -> None:
        self._board.sleep_ms(8_000)
        if not self._world.is_alive:
            raise OSError("nobody there")
        self.is_open = True
        if self._world.retained is not None:
            self._orders.append(("relay", self._world.retained, True))

    def ask_time(self) -> None:
        self._has_heard = True
        if self._world.is_trusted:
            self._board.memory.set(synced=1)

    def turn(self, wait_ms: int) -> None:
        if not self._world.is_alive:
            raise OSError("lost")
        self._board.sleep_ms(wait_ms)

    def hear(self, order: tuple) -> None:
        self._orders.append(("relay", order, False))

    def say(self, _: str, fields: dict) -> None:
        json.dumps(fields)

    def take_heard(self) -> bool:
        return self.is_open

    def station_utc_s(self) -> int | None:
        if self._has_heard:
            return self._world.now_s + self._world.station_ahead_s
        return self._world.now_s if self._board.is_synced else None

    def take_orders(self) -> list:
        orders, self._orders = self._orders, []
        for _, (name, until, order), is_retained in orders:
            station_s = self.station_utc_s()
            if name in self._done:
                continue  # done once, whatever a clock that is not trusted says of its end by now
            self._world.judge.ordered(order["relay"], station_s)
            if not is_retained or until is None or station_s is None or station_s < until:
                self._done.append(name)
        return orders

    def answer(self, _: bytes) -> None:
        return

    def drop(self) -> None:
        self.is_open = False
