"""Looking for the broker beside the loop: its name, its socket, the first packet."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Connected(Protocol):
    """What has a socket that can be closed."""

    def socket(self) -> object:
        """Return the socket, None without one."""
        ...


_Client = TypeVar("_Client", bound=Connected)


class Dial(Generic[_Client]):
    """One attempt, on a thread of its own; whoever gives it up gets nothing of it any more."""

    def __init__(self, client: _Client, connect: Callable[[], object]) -> None:
        """Begin."""
        self._client = client
        self._connect = connect
        self._said: queue.SimpleQueue[OSError | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="dial", daemon=True)
        self.is_given_up = False
        self._thread.start()

    def _run(self) -> None:
        try:
            self._connect()
        except OSError as error:
            self._said.put(error)
        except Exception as error:  # noqa: BLE001 - a name that no encoding takes, a port that is none
            self._said.put(OSError(f"the broker cannot be looked for: {error!r}"))
        else:
            self._said.put(None)
        if self.is_given_up:
            self._close()

    def answer(self, within_s: float) -> _Client | None:
        """Return the client once its socket stands, None when it does not within some time [s].

        Raises:
            OSError: Nobody listens there, or the name leads nowhere.
        """
        try:
            error = self._said.get(timeout=max(0.001, within_s))
        except queue.Empty:
            return None
        if error is not None:
            raise error
        return self._client

    def is_over(self) -> bool:
        """Tell whether the attempt has ended, one way or the other."""
        return not self._thread.is_alive()

    def give_up(self) -> None:
        """Want nothing of it any more; what it opens is closed again."""
        self.is_given_up = True
        if self.is_over():
            self._close()

    def _close(self) -> None:
        handle = self._client.socket()
        if isinstance(handle, socket.socket):
            with contextlib.suppress(OSError):
                handle.close()
