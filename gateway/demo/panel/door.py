"""Where the page of the panel asks: a socket in the demo's folder, one line of JSON each way."""

from __future__ import annotations

import logging
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from gateway.domain.panel import Panel, Question

log = logging.getLogger(__name__)

_LARGEST: Final = 4096
_STOP_WITHIN_S: Final = 0.2
_SPEAKS_WITHIN_S: Final = 2.0


class PanelDoor:
    """Answers from a thread; only who may use the folder can ask.

    The name of a socket may not be longer than 108 signs (unix(7)), and folders may be: it stands in a
    short one of its own.
    """

    def __init__(self) -> None:
        """Take a name; nobody answers yet."""
        self._folder = tempfile.TemporaryDirectory(prefix="conuco-")
        self.path = Path(self._folder.name) / "panel.sock"

    @contextmanager
    def answering(self, answer: Callable[[Question], Panel]) -> Iterator[None]:
        """Answer while the context lasts."""
        is_stopping = threading.Event()
        with self._folder, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.bind(str(self.path))
            self.path.chmod(0o600)
            door.listen(8)
            door.settimeout(_STOP_WITHIN_S)
            thread = threading.Thread(
                target=_serve, args=(door, answer, is_stopping), name="panel", daemon=True
            )
            thread.start()
            try:
                yield
            finally:
                is_stopping.set()
                thread.join()


def _serve(door: socket.socket, answer: Callable[[Question], Panel], is_stopping: threading.Event) -> None:
    while not is_stopping.is_set():
        try:
            visitor, _ = door.accept()
        except TimeoutError:
            continue
        with visitor:
            visitor.settimeout(_SPEAKS_WITHIN_S)
            try:
                _speak(visitor, answer)
            except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
                log.warning("panel question not answered reason=%s", error)
            except Exception:
                # The border of one question: the next is answered all the same.
                log.exception("panel question failed")


def _speak(visitor: socket.socket, answer: Callable[[Question], Panel]) -> None:
    said = b""
    while not said.endswith(b"\n") and len(said) < _LARGEST:
        part = visitor.recv(_LARGEST)
        if not part:
            break
        said += part
    visitor.sendall(msgspec.json.encode(answer(msgspec.json.decode(said, type=Question))))
