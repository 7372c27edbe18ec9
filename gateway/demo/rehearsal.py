"""A board that is a folder and a MicroPython process, behind a pseudo terminal that looks like a serial port.

The very cable of a real board speaks to it. It runs its `main.py` until a Ctrl-C comes, then takes orders.
"""

from __future__ import annotations

import contextlib
import os
import pty
import select
import shutil
import signal
import subprocess
import threading
import time
import tty
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from gateway.nodes.serial.cable import Cable
from gateway.nodes.serial.port import Port, Progress, nobody

RESET: Final = 40
SLEPT: Final = 42
_INTERRUPT: Final = b"\x03"
_NAP_S: Final = 0.05
_CAUSES: Final = {RESET: "5", SLEPT: "4"}


@dataclass(frozen=True, slots=True)
class Chip:
    """What stands in for the board's chip.

    Attributes:
        program: The command that runs the board's `main.py` in its folder.
        prompt: The command that takes orders in its folder.
        environment: What both find in their environment.
    """

    program: Sequence[str]
    prompt: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


class RehearsedBoard:
    """Runs in a thread of its own between `start` and `stop`; `device` is its serial port."""

    def __init__(self, folder: Path, chip: Chip, *, is_blank: bool = False) -> None:
        """Remember everything; nothing runs yet. A blank board says nothing until MicroPython is on it."""
        self.folder = folder
        self.device = ""
        self.is_blank = is_blank
        self._chip = chip
        self._is_stopping = threading.Event()
        self._is_cut = threading.Event()
        self._thread: threading.Thread | None = None
        self._host = self._end = -1
        self._cause = "1"

    def start(self) -> None:
        """Switch the power on."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._host, self._end = pty.openpty()
        tty.setraw(self._end)
        self.device = os.ttyname(self._end)
        self._thread = threading.Thread(target=self._live, name="rehearsed board", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Switch the power off, and take the port away."""
        self._is_stopping.set()
        if self._thread is not None:
            self._thread.join()
        for handle in (self._host, self._end):
            with contextlib.suppress(OSError):
                os.close(handle)

    def cut(self) -> None:
        """Cut the power for a moment: what runs ends at once and begins again."""
        self._is_cut.set()

    def erase(self) -> None:
        """Empty its flash, as writing MicroPython does."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.is_blank = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _live(self) -> None:
        while not self._is_stopping.is_set():
            if self.is_blank:
                self._nap()
                continue
            code = self._run_program() if (self.folder / "main.py").is_file() else None
            if code == SLEPT:
                self._sleep()
            elif code not in _CAUSES:
                code = self._take_orders()
            self._cause = _CAUSES.get(code or 0, "1")
            if self._is_cut.is_set() or self._cause == "1":
                shutil.rmtree(self.folder / ".rtc", ignore_errors=True)
                self._is_cut.clear()

    def _nap(self) -> bytes:
        """Wait a moment; return what the host said meanwhile."""
        ready, _, _ = select.select([self._host], [], [], _NAP_S)
        return os.read(self._host, 4096) if ready else b""

    def _sleep(self) -> None:
        """Sleep deeply until the moment that the program named has come; its world's clock runs faster."""
        told = self._chip.environment
        began, start = float(told.get("CONUCO_WORLD_BEGAN", 0)), float(told.get("CONUCO_WORLD_START", 0))
        speed = float(told.get("CONUCO_WORLD_SPEED", 1))
        wake_at = float((self.folder / ".rtc" / "wake_at").read_text(encoding="ascii"))
        while not (self._is_stopping.is_set() or self._is_cut.is_set()):
            if start + (time.time() - began) * speed >= wake_at:
                return
            if _INTERRUPT in self._nap():  # a cable's reset reaches a sleeping board too
                return

    def _run_program(self) -> int | None:
        """Run `main.py` until it ends by itself or is interrupted; return its exit code."""
        read, write = os.pipe()
        process = self._begin(self._chip.program, subprocess.DEVNULL, write)
        os.close(write)
        try:
            return self._relay(process, read, None)
        finally:
            os.close(read)

    def _take_orders(self) -> int | None:
        """Run the prompt until it is left; return its exit code."""
        inner, end = pty.openpty()
        tty.setraw(end)
        process = self._begin(self._chip.prompt, end, end)
        os.close(end)
        try:
            return self._relay(process, inner, inner)
        finally:
            os.close(inner)

    def _begin(self, command: Sequence[str], said_to: int, says: int) -> subprocess.Popen[bytes]:
        told = os.environ | self._chip.environment | {"CONUCO_RESET_CAUSE": self._cause}
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=told,
            stdin=said_to,
            stdout=says,
            stderr=says,
            start_new_session=True,
        )

    def _relay(self, process: subprocess.Popen[bytes], says: int, hears: int | None) -> int | None:
        """Carry words between host and process until it ends; return its exit code, None after a cut."""
        while process.poll() is None:
            if self._is_stopping.is_set() or self._is_cut.is_set():
                process.kill()
                process.wait()
                return None
            ready, _, _ = select.select([self._host, says], [], [], _NAP_S)
            if self._host in ready:
                self._hear(os.read(self._host, 4096), process, hears)
            if says in ready:
                self._say(says)
        self._say(says)
        return process.returncode

    def _hear(self, said: bytes, process: subprocess.Popen[bytes], hears: int | None) -> None:
        if hears is not None:
            os.write(hears, said)
        elif _INTERRUPT in said:
            process.send_signal(signal.SIGINT)

    def _say(self, says: int) -> None:
        with contextlib.suppress(OSError):  # the other end of a pseudo terminal is gone
            if select.select([says], [], [], 0)[0] and (words := os.read(says, 4096)):
                os.write(self._host, words)


@dataclass(frozen=True, slots=True)
class RehearsalBench:
    """A rehearsed board on the table."""

    board: RehearsedBoard

    @property
    def name(self) -> str:
        """Its device."""
        return self.board.device

    def open(self) -> Port:
        """Return the cable, open; raises as `Cable`."""
        return Cable(self.board.device)

    def write_micropython(self, image: Path, progress: Progress = nobody) -> None:
        """Empty its flash; the interpreter stands on this machine."""
        progress(0, image.stat().st_size)
        self.board.erase()
        progress(100, 100)
