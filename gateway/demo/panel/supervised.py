"""A part of the demo that may be killed and comes back, as systemd would bring it back."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from gateway.demo.children import Child

BACK_AFTER_S: Final = 5.0
"""As `RestartSec` of the units has it [s]."""


class Supervised:
    """Runs one program; what was killed on purpose is started again after a while.

    What ends by itself is a fault of the demo, and is told as such.
    """

    def __init__(self, start: Callable[[], Child]) -> None:
        """Start it; `start` does so again whenever it was killed.

        Raises:
            DemoError: It does not start.
        """
        self._start = start
        self._child = start()
        self._back_at: float | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        return self._child.process.pid

    @property
    def child(self) -> Child:
        """The program that runs, or ran last."""
        return self._child

    @property
    def is_down(self) -> bool:
        """Whether it was killed and is not back yet."""
        return self._back_at is not None

    def kill(self) -> None:
        """End it without warning."""
        if self._back_at is None:
            self._child.process.send_signal(signal.SIGKILL)
            self._child.process.wait()
            self._back_at = time.monotonic() + BACK_AFTER_S

    def tend(self, *, may_end: bool = False) -> bool:
        """Bring it back when its time has come; tell whether it was just brought back.

        Args:
            may_end: Whether it may end by itself now, as a station does that finds its disk full when it
                starts; systemd would try again, and so does this.

        Raises:
            DemoError: It has ended by itself, or does not start again.
        """
        if self._back_at is None:
            if may_end and self._child.process.poll() is not None:
                self._back_at = time.monotonic() + BACK_AFTER_S
            else:
                self._child.check()
            return False
        if time.monotonic() < self._back_at:
            return False
        self._child, self._back_at = self._start(), None
        return True


@contextmanager
def supervised(start: Callable[[], Child]) -> Iterator[Supervised]:
    """Lend a part that runs, and stop it at the end, whichever child it is by then."""
    part = Supervised(start)
    try:
        yield part
    finally:
        part.child.ask_to_stop()
        part.child.await_end()
