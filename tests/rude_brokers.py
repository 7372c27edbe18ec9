"""Brokers and networks that misbehave: one that never answers, a relay that swallows or trickles."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import parts
from station import MOSQUITTO, Process, free_port, is_listening, until


@contextmanager
def mosquitto(folder: Path, *, in_flight: int = 1000) -> Iterator[int]:
    """Run the real broker; yields its port."""
    port = free_port()
    settings = folder / "mosquitto.conf"
    written = MOSQUITTO.format(port=port, folder=folder)
    settings.write_text(written.replace("_messages 1000", f"_messages {in_flight}"), encoding="utf-8")
    broker = Process([parts.mosquitto(), "-c", str(settings)], folder / "broker.out")
    broker.start()
    try:
        until(lambda: is_listening(port), what="the broker's start")
        yield port
    finally:
        broker.kill()


@dataclass
class Relay:
    """Stands between a client and a broker; a context manager.

    Attributes:
        mode: `passes`; `swallows` what both say and keeps every socket open; `trickles` a byte of an endless
            message to the client now and then, and swallows the rest; `mute` accepts and says nothing.
        accepted: So many connections were accepted.
    """

    to: int = 0
    mode: str = "passes"
    accepted: int = 0
    port: int = 0
    _stops: threading.Event = field(default_factory=threading.Event)
    _selector: selectors.DefaultSelector = field(default_factory=selectors.DefaultSelector)
    _other: dict[socket.socket, socket.socket] = field(default_factory=dict)
    _clients: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._selector.register(self._door, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stops.set()
        self._thread.join(5)
        for one in [self._door, *self._clients, *self._other]:
            one.close()

    def _run(self) -> None:
        trickled = 0.0
        while not self._stops.is_set():
            for key, _ in self._selector.select(0.02):
                assert isinstance(key.fileobj, socket.socket)
                if key.fileobj is self._door:
                    self._accept()
                else:
                    self._carry(key.fileobj)
            if self.mode == "trickles" and time.monotonic() - trickled > 0.05:
                trickled = time.monotonic()
                for client in self._clients:
                    with contextlib.suppress(OSError):
                        client.send(b"\x32\xff\x7f" if client not in self._begun else b"x")
                        self._begun.add(client)

    _begun: set[socket.socket] = field(default_factory=set)

    def _accept(self) -> None:
        client, _ = self._door.accept()
        self.accepted += 1
        self._clients.append(client)
        self._selector.register(client, selectors.EVENT_READ)
        if self.mode == "passes":
            broker = socket.create_connection(("127.0.0.1", self.to))
            self._selector.register(broker, selectors.EVENT_READ)
            self._other |= {client: broker, broker: client}

    def _carry(self, source: socket.socket) -> None:
        try:
            said = source.recv(65536)
        except OSError:
            said = b""
        if not said:
            self._selector.unregister(source)
        other = self._other.get(source)
        if other is not None and self.mode == "passes":
            with contextlib.suppress(OSError):
                other.sendall(said) if said else other.shutdown(socket.SHUT_WR)
