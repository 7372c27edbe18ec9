"""The fault panel's buttons: what each does to the demo, and how it is undone."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from gateway.demo.ledger import Numbers
from gateway.demo.panel.disk import fill, make_room
from gateway.demo.panel.recount import Recount, counted
from gateway.demo.panel.supervised import Supervised
from gateway.demo.simulated import SimulatedHardware
from gateway.demo.world.calendar import DAY_S
from gateway.demo.world.cast import PONDS
from gateway.demo.world.faults import EVERYWHERE, Fault
from gateway.demo.world.faults import Trouble as WorldTrouble
from gateway.domain.clock import Clock
from gateway.domain.errors import StoreError
from gateway.domain.panel import (
    AT_ONCE,
    OF_A_NODE,
    Counted,
    Happened,
    Panel,
    Press,
    Question,
    Standing,
    Trouble,
)

_IN_THE_WORLD: Final[Mapping[Trouble, WorldTrouble]] = {
    "wifi": "lost",
    "mains": "mains",
    "pulled": "dry",
    "dirty": "dirty",
}
_FOULED_DAYS: Final = 10
"""Slime takes days to grow: a probe that is dirty now was clean so long ago."""
_REMEMBERED: Final = 12
_COUNTED_EVERY_S: Final = 1.0

NODES: Final = [pond.node for pond in PONDS]
"""The nodes that can be troubled."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the buttons reach.

    Attributes:
        clock: The world's.
        jump: Makes the station's clock jump, or puts it right again.
    """

    gateway: Supervised
    broker: Supervised
    hardware: SimulatedHardware
    clock: Clock
    jump: Callable[[bool], None]


@dataclass(slots=True)
class Troubles:
    """Takes presses from a thread, and acts on them where the demo tends its parts."""

    parts: Parts
    recount: Recount
    _pressed: queue.SimpleQueue[Press] = field(default_factory=queue.SimpleQueue)
    _standing: dict[tuple[Trouble, str], float] = field(default_factory=dict)
    _happened: deque[Happened] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _before: Numbers = field(default_factory=dict)
    _counted: tuple[float, Counted] = (float("-inf"), Counted())
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Begin with what is wrong in the world already."""
        named = {there: here for here, there in _IN_THE_WORLD.items()}
        now = self.parts.clock.now()
        for one in self.parts.hardware.faults:
            if one.is_on(now) and one.trouble in named:
                self._standing[named[one.trouble], one.node.replace(EVERYWHERE, "")] = time.time()

    def answer(self, question: Question) -> Panel:
        """Take a press, where there is one, and tell how the demo stands."""
        press = question.press
        if press is not None and (press.trouble in OF_A_NODE) == (press.node in NODES):
            self._pressed.put(press)
        down: list[Literal["broker", "gateway"]] = []
        down += ["broker"] if self.parts.broker.is_down else []
        down += ["gateway"] if self.parts.gateway.is_down else []
        return Panel(
            self._count(),
            NODES,
            [Standing(trouble, node, since) for (trouble, node), since in list(self._standing.items())],
            down,
            list(self._happened),
        )

    def tend(self) -> None:
        """Do what was pressed, and bring back what was killed.

        Raises:
            DemoError: A part has ended by itself.
        """
        while not self._pressed.empty():
            self._act(self._pressed.get())
        if self.parts.broker.tend():
            self._note("broker", "", is_over=True)
        is_full = ("disk", "") in self._standing
        if self.parts.gateway.tend(may_end=is_full):
            if is_full:
                fill(self.parts.gateway.pid)
            else:
                self._note("gateway", "", is_over=True)

    def _act(self, press: Press) -> None:
        key = (press.trouble, press.node)
        if press.mends != (key in self._standing):
            return  # pressed twice, or by two people
        self._before = self.parts.hardware.ledger.numbers()
        self._do(press)
        if press.trouble not in AT_ONCE:
            if press.mends:
                del self._standing[key]
            else:
                self._standing[key] = time.time()
        self._note(press.trouble, press.node, is_over=press.mends)

    def _do(self, press: Press) -> None:
        parts = self.parts
        match press.trouble:
            case "broker":
                parts.broker.kill()
            case "gateway":
                parts.gateway.kill()
            case "disk" if not parts.gateway.is_down:
                (make_room if press.mends else fill)(parts.gateway.pid)
            case "disk":
                pass  # one that is down finds its disk as it stands when it comes back
            case "clock":
                parts.jump(not press.mends)
            case _:
                self._in_the_world(press)

    def _in_the_world(self, press: Press) -> None:
        trouble, node = _IN_THE_WORLD[press.trouble], press.node or EVERYWHERE
        now = int(self.parts.clock.now())
        faults = self.parts.hardware.faults
        if press.mends:
            found = [
                replace(one, until=now)
                if (one.node, one.trouble) == (node, trouble) and one.is_on(now)
                else one
                for one in faults
            ]
        else:
            since = now - _FOULED_DAYS * DAY_S if trouble == "dirty" else now
            found = [*faults, Fault(node, trouble, since)]
        self.parts.hardware.befall(found)

    def _note(self, trouble: Trouble, node: str, *, is_over: bool) -> None:
        self._happened.appendleft(Happened(time.time(), trouble, node, is_over))

    def _count(self) -> Counted:
        """Count, at most once a second; while the databases cannot be read the last count stands."""
        with self._counting:
            at, found = self._counted
            if time.monotonic() - at >= _COUNTED_EVERY_S:
                with contextlib.suppress(StoreError):
                    found = self._counted_now()
                self._counted = (time.monotonic(), found)
            return found

    def _counted_now(self) -> Counted:
        ledger = self.parts.hardware.ledger
        stored = self.recount.stored(ledger.numbers())
        return counted(ledger.numbers(), self._before, stored)
