"""The program `gammu`: one at a time, with an end."""

from __future__ import annotations

import fcntl
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.alerts.channels.refusals import of_gammu, silent
from gateway.domain.errors import PassingError, PermanentError
from gateway.domain.speech import told
from gateway.domain.system_words import refused

ENDS_WITHIN_S: Final = 3
LOOKS_AGAIN_S: Final = 0.05
ENGLISH: Final = {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
"""What gammu prints is read, so it has to be in one language."""


@dataclass(frozen=True, slots=True)
class Gammu:
    """Runs `gammu` with one configuration; no two run at once, in whatever process of the station.

    Attributes:
        config: The gammurc; it is also what is locked.
        waits_s: How long to wait for another one to end [s].
    """

    config: Path
    waits_s: float = 60.0

    def run(
        self, *words: str, within_s: float, is_enough: Callable[[str], bool] = lambda _said: False
    ) -> str:
        """Run a command and return what it printed.

        Args:
            words: The command and its arguments; no shell reads them.
            within_s: After how long it is ended [s].
            is_enough: Tells from what it has printed that nothing more is needed; then it is ended.

        Raises:
            PassingError: The modem is away, busy, silent or without network.
            PermanentError: gammu, its configuration, the SIM card or the line needs a person.
        """
        code, said = self._asked(words, within_s, is_enough)
        if code != 0:
            raise of_gammu(code, said)
        return said

    def run_in_part(self, *words: str, within_s: float) -> str:
        """Run a command that may stop half way, and return what it printed until then.

        Raises:
            ChannelError: The modem is busy or silent, or there is no gammu.
        """
        return self._asked(words, within_s, lambda _said: False)[1]

    def _asked(
        self, words: Sequence[str], within_s: float, is_enough: Callable[[str], bool]
    ) -> tuple[int, str]:
        with self._alone() as lock:
            code, said = _ended(["gammu", "-c", str(self.config), *words], lock, within_s, is_enough)
        if code is None:
            raise silent()
        return code, said

    @contextmanager
    def _alone(self) -> Iterator[int]:
        """Hold the modem; the lock is the kernel's, so that it goes with whoever holds it."""
        try:
            file = os.open(self.config, os.O_RDONLY)
        except OSError as error:
            raise PermanentError(
                told(
                    "%(path)s no se puede leer (%(reason)s). Escriba ahí la configuración de gammu, o "
                    "corrija [modem] config.",
                    path=self.config,
                    reason=refused(error),
                )
            ) from error
        try:
            _lock(file, time.monotonic() + self.waits_s)
            yield file
        finally:
            os.close(file)


def _lock(file: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise PassingError(
                    told("El módem está ocupado con otro mensaje o llamada. Se intenta de nuevo.")
                ) from error
            time.sleep(LOOKS_AGAIN_S)
        else:
            return


def _ended(
    words: Sequence[str], lock: int, within_s: float, is_enough: Callable[[str], bool]
) -> tuple[int | None, str]:
    """Return how a program ended, None where it had to be ended, and what it printed.

    The program inherits the lock: where the station dies meanwhile, the modem stays held until it is done.
    """
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **ENGLISH},
            pass_fds=[lock],
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise PermanentError(told("Falta el programa gammu. Instálelo: sudo apt install gammu")) from error
    with process:
        try:
            said, is_over = _printed(process, time.monotonic() + within_s, is_enough)
            if is_over:
                return process.wait(ENDS_WITHIN_S), said
            return (0 if is_enough(said) else None), said
        except subprocess.TimeoutExpired:
            return None, ""
        finally:
            _end(process)


def _printed(
    process: subprocess.Popen[bytes], until: float, is_enough: Callable[[str], bool]
) -> tuple[str, bool]:
    """Return what a program prints, and whether it has closed its output."""
    assert process.stdout is not None
    said = b""
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        while (left := until - time.monotonic()) > 0:
            if not ready.select(left):
                break
            more = os.read(process.stdout.fileno(), 65536)
            if not more:
                return said.decode("utf-8", "replace"), True
            said += more
            if is_enough(said.decode("utf-8", "replace")):
                break
    return said.decode("utf-8", "replace"), False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that is not over: by an interrupt, so that it hangs up and closes the line; else hard."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
