"""Ports for the servers of tests: none is given away twice, not even to two runs of one machine."""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = "127.0.0.1"
FIRST, END = 12_000, 32_000
"""Below what Linux gives to whoever calls: there a caller may take the port before its server is up,
and a call to a server that is not up yet may even reach itself. Source: ip_local_port_range in ip(7)."""


def free_port(turn: Path | None = None) -> int:
    """Return a port that nobody listens on, and that nobody else is given while it is not yet taken.

    Args:
        turn: The file that holds the last port given; one for all runs of a person where none is named.
    """
    turn = turn or Path(tempfile.gettempdir()) / f"conuco-ports-{os.getuid()}"
    with os.fdopen(os.open(turn, os.O_RDWR | os.O_CREAT, 0o600), "r+") as told:
        fcntl.flock(told, fcntl.LOCK_EX)
        last = told.read()
        port = int(last) if last.isdecimal() else random.randrange(FIRST, END)
        for _ in range(FIRST, END):
            port = port + 1 if FIRST <= port < END - 1 else FIRST
            if _is_free(port):
                told.seek(0)
                told.truncate()
                told.write(str(port))
                return port
    raise AssertionError("every port of this machine is taken")


def _is_free(port: int) -> bool:
    with contextlib.closing(socket.socket()) as asked:
        try:
            asked.bind((HERE, port))
        except OSError:
            return False
        return True
