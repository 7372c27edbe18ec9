"""Words to systemd: ready, still alive, how it stands, stopping.

The protocol is a datagram of `NAME=value` lines to the socket that NOTIFY_SOCKET names; the library
known for it (sdnotify 0.3.2) was last released in 2017, and this is all of it.

Source: systemd, sd_notify(3) and systemd.service(5), WatchdogSec.
"""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Mapping
from typing import Final

log = logging.getLogger(__name__)

SOCKET: Final = "NOTIFY_SOCKET"
WATCHDOG: Final = "WATCHDOG_USEC"
AT_MOST_EVERY_S: Final = 1.0
"""Signs of life closer together than this are not sent, when the watchdog waits no less [s]; ours."""


class Notifier:
    """Sends words to systemd; without one that listens nothing happens."""

    def __init__(
        self, environment: Mapping[str, str], *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Remember where systemd listens, and how long it waits for a sign of life."""
        self._address = _address(environment.get(SOCKET, ""))
        self._monotonic = monotonic
        self._every = _pause(environment.get(WATCHDOG, ""))
        self._alive_at: float | None = None
        self._is_ready = False
        self._status = ""

    @property
    def is_heard(self) -> bool:
        """Whether somebody listens."""
        return self._address is not None

    def alive(self, status: str) -> None:
        """Say that work goes on, and how it stands; the first time also that the program is ready.

        To be called only after a whole round of work: whoever hangs must not say it.
        """
        if self._address is None:
            return
        lines = [] if self._is_ready else ["READY=1"]
        if status != self._status:
            lines.append(f"STATUS={_one_line(status)}")
        now = self._monotonic()
        if self._alive_at is None or now - self._alive_at >= self._every:
            self._alive_at = now
            lines.append("WATCHDOG=1")
        if lines and self._send(*lines):
            self._is_ready, self._status = True, status

    def stopping(self, status: str) -> None:
        """Say that the program is ending by its own will."""
        self._send("STOPPING=1", f"STATUS={_one_line(status)}")

    def _send(self, *lines: str) -> bool:
        """Send lines; tell whether they have gone out. A word that is lost stops nothing."""
        if self._address is None:
            return False
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as door:
                door.setblocking(False)  # noqa: FBT003 - the standard library's own form
                door.sendto("\n".join(lines).encode(), self._address)
        except OSError as error:
            log.warning("systemd does not hear us address=%r reason=%s", self._address, error)
            return False
        return True


def _address(named: str) -> str | bytes | None:
    """Return the address of a socket, None when there is none we can send to.

    A name that begins with @ is one of Linux' abstract sockets, which have no file.
    """
    if named.startswith("@"):
        return b"\0" + named[1:].encode()
    return named if named.startswith("/") else None


def _pause(watchdog_us: str) -> float:
    """Return how long to keep still between two signs of life [s]; systemd advises half of what it waits."""
    if not watchdog_us.isdecimal():
        return AT_MOST_EVERY_S
    return min(AT_MOST_EVERY_S, int(watchdog_us) / 1e6 / 2)


def _one_line(status: str) -> str:
    return " ".join(status.split())
