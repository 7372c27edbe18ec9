"""The password with which the station itself enters the broker."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Final

from gateway.domain.errors import BrokerFilesError
from gateway.domain.speech import told

BYTES: Final = 18


def own_password(path: Path) -> tuple[str, Path | None]:
    """Return the station's password, made where there is none yet, and its file when it is new.

    Raises:
        BrokerFilesError: The file cannot be read or made.
    """
    try:
        if path.exists():
            return path.read_text(encoding="utf-8").strip(), None
        made = base64.urlsafe_b64encode(os.urandom(BYTES)).decode()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{made}\n")
            file.flush()
            os.fsync(file.fileno())
    except (OSError, UnicodeDecodeError) as error:
        raise BrokerFilesError(
            told("%(path)s: %(reason)s. Repita el comando con sudo.", path=path, reason=error)
        ) from error
    return made, path
