"""A node that sleeps, and its station, in a world whose calendar leaps over the sleep."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import ledger
import parts
from commune import RememberingWorld, settings_of
from compiled import compiled_firmware
from station import PATIENCE_S, POND, RealStation, until

from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import Interpreter

HERE = Path(__file__).parent / "proof" / "asleep"
START = 1_772_000_000.0
DAY_S = 86_400.0
JOINING_S = {"CONUCO_WIFI_SCANNING_S": "3.0", "CONUCO_WIFI_KNOWN_S": "1.0"}
"""What joining a network takes [s]: with a scan and an address asked for, and without both.

Source:
    1 s with a fixed channel and address on an ESP32, 4 s with scan and DHCP against 1.5 s without on an
    ESP8266: makers' reports, not measured by us on boards.
"""


@dataclass(frozen=True)
class Counted:
    """What a stretch of a node's life took."""

    seconds: float = 0.0
    wakes: int = 0
    talks: int = 0
    radio_s: float = 0.0

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.seconds + other.seconds,
            self.wakes + other.wakes,
            self.talks + other.talks,
            self.radio_s + other.radio_s,
        )


@dataclass
class Pond(RememberingWorld):
    """A pond whose probe gives what a test says."""

    millivolts_now: int = 1100

    def millivolts(self, node: str, pin: int) -> int:
        return self.millivolts_now

    def tips(self, node: str, pin: int) -> int:
        return 0


@dataclass
class Asleep:
    """Broker, gateway and one node; a context manager that leaves nothing running."""

    folder: Path
    changes: Mapping[str, object]
    passed_s: float = 0.0
    world: Pond = field(default_factory=Pond)

    def __post_init__(self) -> None:
        """Prepare a station whose calendar leaps with the node's."""
        self.began = time.time()
        times = f"world_began = {self.began!r}\nworld_start = {START!r}\nworld_speed = 1.0\n"
        self.station = RealStation(self.folder, times + POND.format(n=1), commit_interval_s=0.5)
        self.station.gateway.command[1:3] = [str(HERE / "station.py")]
        self._server = HardwareServer(self.world)
        self._node = self.folder / "node"
        self._node.mkdir()
        settings = settings_of("pond-1", self.station.port, kind="field") | dict(self.changes)
        (self._node / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        self._firmware = compiled_firmware(self.folder / "board")

    def __enter__(self) -> Self:
        self._server.start()
        self.station.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.station.__exit__(kind, error, trace)
        self._server.stop()

    def live(self, seconds: float, *, is_visit: bool = False) -> Counted:
        """Let the node live on; with a visit, its button is pressed first."""
        self.passed_s += seconds
        interpreter = Interpreter(Path(parts.micropython()), heap="1M")
        command = interpreter.command(HERE / "life.py")
        environment = interpreter.environment(self._firmware) | JOINING_S
        environment |= {
            "CONUCO_NODE": "pond-1",
            "CONUCO_WORLD_PORT": str(self._server.port),
            "CONUCO_WORLD_BEGAN": repr(self.began),
            "CONUCO_WORLD_START": repr(START),
            "CONUCO_LEAP": str(self.folder / "leap"),
        }
        done = subprocess.run(
            [*command, repr(START + self.passed_s), *(["visit"] if is_visit else [])],
            cwd=self._node,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        found = re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
        assert found, done.stdout[-3000:] + done.stderr[-3000:]
        return Counted(seconds, **json.loads(found[1]))

    def start_gateway_again(self) -> None:
        """Let the gateway come back, and wait until it listens."""
        before = self.station.gateway_log().count("backlog drained")
        self.station.gateway.start()
        until(
            lambda: self.station.gateway_log().count("backlog drained") > before,
            within_s=PATIENCE_S,
            what="a start",
        )

    def balance(self) -> ledger.Balance:
        """Return what the node kept against what the station has."""
        return ledger.balance(dict(self.world.log), self.station.folder / "datos")
