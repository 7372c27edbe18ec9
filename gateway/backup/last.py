"""When the last copy was made, remembered beside the databases for the pages to tell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec

NAME: Final = "last-backup.json"


class LastBackup(msgspec.Struct, frozen=True):
    """The last copy that was finished.

    Attributes:
        made: When [s UTC].
        is_same_disk: Whether it lies on the disk of the station, which protects from little.
    """

    made: int
    is_same_disk: bool = False


_last: Final = msgspec.json.Decoder(LastBackup)


def last_backup(folder: Path) -> LastBackup | None:
    """Return the last copy of a storage folder, None while there is none that could be read."""
    try:
        return _last.decode((folder / NAME).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def remember(folder: Path, found: LastBackup) -> None:
    """Write down that a copy was finished; whole or not at all."""
    fresh = folder / f"{NAME}.new"
    with fresh.open("wb") as file:
        file.write(msgspec.json.encode(found))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / NAME)
