"""Programs that the demo starts, and that never outlive it."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gateway.domain.errors import DemoError
from gateway.domain.speech import told
from gateway.domain.system_words import refused

_STOPS_WITHIN_S = 8.0
_SET_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG. Source: Linux, include/uapi/linux/prctl.h."""
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class Child:
    """A program that runs beside the demo.

    Attributes:
        name: What a person calls it.
        log: Where its words go.
    """

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def check(self) -> None:
        """Check that it still runs.

        Raises:
            DemoError: It has ended; the sentence shows the last it said.
        """
        code = self.process.poll()
        if code is not None:
            raise DemoError(
                told(
                    "%(name)s terminó solo (código %(code)s). Lo último que dijo, en %(log)s:",
                    name=self.name,
                    code=code,
                    log=self.log,
                )
                + f"\n{last_lines(self.log)}"
            )

    def ask_to_stop(self) -> None:
        """Ask it to end; it may take a moment."""
        if self.process.poll() is None:
            self.process.terminate()

    def await_end(self) -> None:
        """Wait until it has ended, and end it by force if it does not."""
        try:
            self.process.wait(_STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_child(name: str, command: Sequence[str], *, log: Path) -> Child:
    """Start a program whose words go to the end of a file.

    It stands in a session of its own, so that Ctrl-C reaches the demo alone, which then stops its
    children in order; when the demo is killed, the kernel ends them.

    Raises:
        DemoError: It cannot be started.
    """
    with log.open("ab") as words:
        try:
            # Nothing of Python's runs between fork and exec but one call that was looked up before.
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_the_parent if _prctl is not None else None,
            )
        except OSError as error:
            raise DemoError(
                told(
                    "%(name)s no arranca: %(program)s: %(reason)s.",
                    name=name,
                    program=command[0],
                    reason=refused(error),
                )
            ) from error
    return Child(name, process, log)


def start_word(word: str, config: Path, folder: Path) -> Child:
    """Start a word of the console command beside the demo; its log lies in the folder.

    Raises:
        DemoError: It cannot be started.
    """
    command = [sys.executable, "-m", "gateway.cli", word, "--config", str(config)]
    return start_child(f"conuco {word}", command, log=folder / f"{word}.log")


def _die_with_the_parent() -> None:
    if _prctl is not None:
        _prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def stop_all(children: Sequence[Child]) -> None:
    """Stop programs one after the other, in the order given."""
    for child in children:
        child.ask_to_stop()
        child.await_end()


def last_lines(log: Path, *, count: int = 12) -> str:
    """Return the last lines of a log; a word in their place when it is empty."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    return "\n".join(f"  {line}" for line in lines[-count:]) or told("  (nada)")
