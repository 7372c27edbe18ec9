"""A file that a command was asked to write."""

from __future__ import annotations

from pathlib import Path

from gateway.domain.errors import ImportRefusedError
from gateway.domain.speech import told
from gateway.domain.system_words import refused


def write_text(path: Path, text: str) -> None:
    """Write a text where a person wants it.

    Raises:
        ImportRefusedError: It cannot be written there.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ImportRefusedError(
            told("%(path)s: no se puede escribir (%(reason)s).", path=path, reason=refused(error))
        ) from error
