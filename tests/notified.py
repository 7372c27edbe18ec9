"""A socket that listens as systemd does."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def systemd_at(path: Path | None) -> Iterator[socket.socket]:
    """Listen at a file, or at a free abstract name that Linux chooses."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.setblocking(False)
        listening.bind("" if path is None else str(path))
        yield listening


def heard_by(listening: socket.socket, before: list[str]) -> list[str]:
    """Add each datagram that has come to those before, and return them all."""
    try:
        while True:
            before.append(listening.recv(4096).decode())
    except BlockingIOError:
        return before
