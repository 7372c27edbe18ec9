"""How the page of the demo's fault panel asks the demo: one line of JSON each way over a socket."""

from __future__ import annotations

import socket
from typing import Final

import msgspec

from gateway.domain.panel import Panel, Question

ANSWERS_WITHIN_S: Final = 5.0
_QUESTION: Final = msgspec.json.Encoder()
_PANEL: Final = msgspec.json.Decoder(Panel)


def ask(path: str, question: Question) -> Panel | None:
    """Return how the demo stands after a question, None where it does not answer."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.settimeout(ANSWERS_WITHIN_S)
            door.connect(path)
            door.sendall(_QUESTION.encode(question) + b"\n")
            return _PANEL.decode(_everything(door))
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None


def _everything(door: socket.socket) -> bytes:
    parts: list[bytes] = []
    while part := door.recv(65_536):
        parts.append(part)
    return b"".join(parts)
