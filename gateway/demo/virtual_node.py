"""A board that exists only as a process and a folder."""

from __future__ import annotations

import enum
import json
import logging
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gateway.demo.interpreter import Interpreter
from gateway.domain.clock import WorldClock
from gateway.nodes.boards import firmware_folder

log = logging.getLogger(__name__)

SLEPT: Final = 42
RESET: Final = 40
_BUTTON: Final = 3
_TIMER: Final = 4
"""What ended a deep sleep, as `machine.wake_reason` says it."""
_RESTART_AFTER_S: Final = 1.0
_STOP_WITHIN_S: Final = 2.0


class _Cause(enum.IntEnum):
    """Why a board starts, as `machine.reset_cause` says it."""

    POWER_ON = 1
    WATCHDOG = 3
    DEEP_SLEEP = 4
    RESET = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a virtual node lives.

    Attributes:
        world_port: Where the world answers for the hardware.
        clock: The world's calendar.
        interpreter: What runs the firmware.
        firmware: Where the board's files are.
    """

    world_port: int
    clock: WorldClock
    interpreter: Interpreter
    firmware: Path = field(default_factory=firmware_folder)


class VirtualNode:
    """Runs the firmware as a board would: starts it, wakes it, cuts its power.

    Its flash is a folder; what the power keeps is the folder `.rtc` in it.
    """

    def __init__(
        self, settings: Mapping[str, object], folder: Path, surroundings: Surroundings, *, log_file: Path
    ) -> None:
        """Remember everything; nothing runs yet."""
        self.name = str(settings["node"])
        self.folder = folder
        self.crashes = 0
        self._settings = settings
        self._surroundings = surroundings
        self.log_file = log_file
        self._process: subprocess.Popen[bytes] | None = None
        self._wake_at = 0.0
        self._restart_at = 0.0

    @property
    def pid(self) -> int | None:
        """The running process, None while it sleeps or is off."""
        return None if self._process is None or self._process.poll() is not None else self._process.pid

    @property
    def is_asleep(self) -> bool:
        """Whether it sleeps deeply."""
        return self._process is not None and self._process.poll() == SLEPT

    @property
    def wake_at(self) -> float | None:
        """When it wakes [s UTC of the world], None while it does not sleep."""
        return self._wake_at or None if self.is_asleep else None

    def start(self) -> None:
        """Switch the power on."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "settings.json").write_text(json.dumps(self._settings), encoding="utf-8")
        self._forget()
        self._run(_Cause.POWER_ON)

    def tend(self, now_real: float) -> None:
        """Wake it when its time has come, start it again after a reset, report a crash.

        Args:
            now_real: The time on any clock that only rises [s].
        """
        code = None if self._process is None else self._process.poll()
        if code is None:
            return
        if code == SLEPT:
            self._wake()
        elif not self._restart_at:
            self._restart_at = now_real + _RESTART_AFTER_S
            self.crashes += 1
            log.error("virtual node ended node=%s code=%d log=%s", self.name, code, self.log_file)
        elif now_real >= self._restart_at:
            self._run(_Cause.RESET if code == RESET else _Cause.WATCHDOG)

    def kill(self) -> None:
        """Cut the power: the flash stays, the memory is lost."""
        self._end(signal.SIGKILL)
        self._forget()

    def visit(self) -> None:
        """Press the button that wakes it, as who passes with a station does."""
        if self.is_asleep:
            self._run(_Cause.DEEP_SLEEP, wake_reason=_BUTTON)

    def stop(self) -> None:
        """Switch it off; the same to a board as a cut, which is why it must bear one."""
        self._end(signal.SIGTERM)
        self._forget()

    def _wake(self) -> None:
        if not self._wake_at:
            self._wake_at = float((self.folder / ".rtc" / "wake_at").read_text(encoding="ascii"))
        if self._surroundings.clock.now() >= self._wake_at:
            self._run(_Cause.DEEP_SLEEP)

    def _run(self, cause: _Cause, *, wake_reason: int = _TIMER) -> None:
        self._wake_at = self._restart_at = 0.0
        firmware = self._surroundings.firmware
        interpreter, clock = self._surroundings.interpreter, self._surroundings.clock
        environment = os.environ | interpreter.environment(firmware)
        environment |= {
            "CONUCO_NODE": self.name,
            "CONUCO_RESET_CAUSE": str(int(cause)),
            "CONUCO_WAKE_REASON": str(wake_reason),
            "CONUCO_WORLD_PORT": str(self._surroundings.world_port),
            "CONUCO_WORLD_BEGAN": repr(clock.began),
            "CONUCO_WORLD_START": repr(clock.start),
            "CONUCO_WORLD_SPEED": repr(clock.speed),
        }
        with self.log_file.open("ab") as output:
            self._process = subprocess.Popen(
                interpreter.command(firmware / "main.py"),
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for whoever runs the boards; they are stopped one by one.
                start_new_session=True,
            )

    def _end(self, sign: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(sign)
        try:
            process.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _forget(self) -> None:
        shutil.rmtree(self.folder / ".rtc", ignore_errors=True)
