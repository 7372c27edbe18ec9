"""A network between two parts that can be cut, slowed, or swallow what they say."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Literal, Self

Mode = Literal["passes", "cut", "swallows", "trickles", "delays"]

DELAY_S: Final = 0.3
_AT_ONCE: Final = 64 * 1024
_A_TRICKLE: Final = 40
_TURN_S: Final = 0.05


@dataclass
class Relay:
    """Carries what clients and a server say to each other; a context manager.

    Attributes:
        to: The port of the server.
        port: Where clients come instead.
    """

    to: int
    port: int = 0
    _mode: Mode = "passes"
    _door: socket.socket = field(init=False)
    _other: dict[socket.socket, socket.socket] = field(default_factory=dict)
    _stops: threading.Event = field(default_factory=threading.Event)
    _selector: selectors.DefaultSelector = field(default_factory=selectors.DefaultSelector)

    def __enter__(self) -> Self:
        self._door = socket.create_server(("127.0.0.1", self.port))
        self.port = self._door.getsockname()[1]
        self._selector.register(self._door, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stops.set()
        self._thread.join(5)
        for one in [self._door, *self._other]:
            one.close()
        self._selector.close()

    def become(self, mode: Mode) -> None:
        """Behave otherwise from now on.

        `cut` ends what is open and refuses what comes; `swallows` keeps all open and loses what is said,
        and ends those connections when it behaves again, since a stream with a hole in it is none.
        """
        self._mode = mode

    def _run(self) -> None:
        before: Mode = "passes"
        while not self._stops.is_set():
            mode = self._mode
            if mode == "cut" or (before == "swallows" and mode != "swallows"):
                self._end_all()
            before = mode
            for key, _ in self._selector.select(_TURN_S):
                assert isinstance(key.fileobj, socket.socket)
                if key.fileobj is self._door:
                    self._accept(mode)
                elif key.fileobj in self._other:
                    self._carry(key.fileobj, mode)
            if mode == "trickles":
                time.sleep(_TURN_S / 5)
            elif mode == "delays":
                time.sleep(DELAY_S)

    def _accept(self, mode: Mode) -> None:
        client, _ = self._door.accept()
        if mode == "cut":
            client.close()
            return
        try:
            server = socket.create_connection(("127.0.0.1", self.to), timeout=5)
        except OSError:
            client.close()
            return
        for one, other in ((client, server), (server, client)):
            one.settimeout(5)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._other[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _carry(self, source: socket.socket, mode: Mode) -> None:
        try:
            said = source.recv(_A_TRICKLE if mode == "trickles" else _AT_ONCE)
            if said and mode != "swallows":
                self._other[source].sendall(said)
        except OSError:
            said = b""
        if not said:
            self._end(source)

    def _end(self, one: socket.socket) -> None:
        other = self._other.pop(one)
        self._other.pop(other)
        for each in (one, other):
            with contextlib.suppress(KeyError):
                self._selector.unregister(each)
            each.close()

    def _end_all(self) -> None:
        while self._other:
            self._end(next(iter(self._other)))
