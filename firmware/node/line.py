"""A connection to a broker, plain or under TLS, on which nothing waits without a deadline."""

import select
import socket

from node import const
from node.ticks import elapsed

_CHUNK = const(512)
_STEP_MS = const(50)
_UNDER_WAY = (115, 119, 110, 116)  # EINPROGRESS and ETIMEDOUT of Linux and of the ESP32
_NOT_YET = const(11)  # EAGAIN


class Line:
    """Bytes to and from a broker; whatever goes wrong is an OSError."""

    def __init__(self, ticks_ms, idle, patience_ms: int) -> None:
        """Remember everything; nothing is open yet.

        Args:
            ticks_ms: The counter for deadlines.
            idle: Called again and again while something is waited for, or None.
            patience_ms: The deadline of every wait [ms]; a handshake of TLS has twice as long.
        """
        self._ticks_ms = ticks_ms
        self._idle = idle
        self._patience_ms = patience_ms
        self._handles = []
        self._poll = None
        self._talk = self._take = self._give = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection."""
        return self._poll is not None

    def open(self, broker: dict, name: str) -> None:
        """Connect to a broker {host, port, security?, key?, ca?}.

        Args:
            broker: The settings of that name.
            name: Who we are: the identity under TLS-PSK.

        Raises:
            OSError: It cannot be reached.
        """
        self.close()
        family = socket.getaddrinfo(broker["host"], broker["port"], socket.AF_INET, socket.SOCK_STREAM)[0]
        raw = socket.socket(family[0], family[1])
        self._handles = [raw]
        # Not blocking, and so it stays: on the ESP32 setblocking(True) takes every timeout away for ever.
        raw.settimeout(0)
        self._reach(raw, family[-1])
        talk, self._take, self._give = raw, raw.recv, raw.send
        if broker.get("security", "plain") != "plain":
            from node import secure  # a node without it keeps its memory

            talk = secure.wrap(raw, broker, name)
            self._handles = [talk, raw]
            self._take, self._give = talk.read, talk.write
        self._poll = select.poll()
        self._poll.register(talk, select.POLLIN)
        self._talk = talk

    def write(self, packet: bytes, patience_ms: int | None = None) -> None:
        """Write all of a packet; under TLS the first one takes the handshake with it.

        Raises:
            OSError: The connection is lost, or the other side does not take it in time.
        """
        if self._poll is None:
            raise OSError("not connected")
        rest, began = memoryview(packet), self._ticks_ms()
        while True:
            rest = rest[_now(self._give, rest) or 0 :]
            if not rest:
                return
            self.wait_on()
            if elapsed(began, self._ticks_ms()) > (patience_ms or self._patience_ms):
                raise OSError("the broker takes nothing")
            self._poll.modify(self._talk, select.POLLOUT)
            self._poll.poll(_STEP_MS)
            self._poll.modify(self._talk, select.POLLIN)

    def read(self, wait_ms: int) -> bytes:
        """Return what came, waiting at most so long for it; nothing came: no bytes.

        Raises:
            OSError: The connection is lost.
        """
        if self._poll is None:
            raise OSError("not connected")
        self.wait_on()
        # First of all: TLS may hold what its socket has given already.
        chunk = _now(self._take, _CHUNK)
        if chunk is None:
            chunk = _now(self._take, _CHUNK) if self._poll.poll(wait_ms) else None
        if chunk is not None and not chunk:
            raise OSError("closed by the broker")
        return chunk or b""

    def close(self) -> None:
        """Drop the connection."""
        handles, self._handles = self._handles, []
        self._poll = self._talk = self._take = self._give = None
        for handle in handles:
            try:
                handle.close()
            except OSError:
                pass  # It is gone already.

    def wait_on(self) -> None:
        """Let go on what must go on meanwhile."""
        if self._idle is not None:
            self._idle()

    def _reach(self, raw: socket.socket, address: tuple) -> None:
        """Open the connection without standing still for it; an ESP32's own connect knows no deadline."""
        try:
            raw.connect(address)
        except OSError as error:
            if error.errno not in _UNDER_WAY:
                raise
        poll, began = select.poll(), self._ticks_ms()
        poll.register(raw, select.POLLOUT)
        ready = poll.poll(_STEP_MS)
        while not ready:
            self.wait_on()
            if elapsed(began, self._ticks_ms()) > self._patience_ms:
                raise OSError("the broker cannot be reached")
            ready = poll.poll(_STEP_MS)
        if ready[0][1] & (select.POLLERR | select.POLLHUP):
            raise OSError("the broker refuses the connection")


def _now(act, what):
    """Return what a call gives that does not block; None: not now."""
    try:
        return act(what)
    except OSError as error:
        if error.errno != _NOT_YET:
            raise
        return None
    except ValueError as error:
        # MicroPython's word for a certificate that proves nothing.
        raise OSError("the broker is not who it should be: " + str(error).strip())
