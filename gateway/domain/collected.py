"""Messages that a cable brought, in a file: one line each, its topic and its body."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from gateway.domain.errors import ImportRefusedError
from gateway.domain.speech import told
from gateway.domain.system_words import refused


class _Line(msgspec.Struct, frozen=True):
    topic: str
    body: str


def write_collected(path: Path, messages: Iterable[tuple[str, bytes]]) -> None:
    """Write messages into a file, whole, before anybody is asked to read it.

    Raises:
        ImportRefusedError: It cannot be written.
    """
    lines = [
        msgspec.json.encode(_Line(topic, base64.b64encode(body).decode())) + b"\n" for topic, body in messages
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ImportRefusedError(
            told("%(path)s: no se puede escribir (%(reason)s).", path=path, reason=refused(error))
        ) from error


def read_collected(path: Path) -> list[tuple[str, bytes]]:
    """Return the messages of a file, in its order.

    Raises:
        ImportRefusedError: It cannot be read, or is no such file.
    """
    try:
        found = [msgspec.json.decode(line, type=_Line) for line in path.read_bytes().splitlines()]
        return [(one.topic, base64.b64decode(one.body, validate=True)) for one in found]
    except (OSError, ValueError) as error:
        raise ImportRefusedError(
            told("%(path)s: no es lo que trajo un cable. Recoja el nodo otra vez.", path=path)
        ) from error
