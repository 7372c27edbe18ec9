"""The file that says by how much the station's time differs from its machine's clock."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, Literal, TypeVar

import msgspec

from gateway.domain.errors import DiskError
from gateway.domain.speech import told
from gateway.domain.system_words import refused

log = logging.getLogger(__name__)

NAME: Final = "clock.json"
LOOK_EVERY_S: Final = 1.0
"""The file is looked at no oftener [s]: the time is asked for with every message."""

By = Literal["person", "nodes"]


class Offset(msgspec.Struct, frozen=True):
    """The time as somebody set it; it goes on with a clock that only counts, whatever the machine's does.

    Attributes:
        offset_s: What was added to the machine's clock when it was set [s].
        by: Who said so.
        at: What the station's clock said from then on [s UTC].
        counted: What the clock that only counts said then [s since the machine started].
        run: Which run of the machine it is for.
    """

    offset_s: int
    by: By
    at: float
    counted: float
    run: str


_offset: Final = msgspec.json.Decoder(Offset)


def machine_run() -> str:
    """Return which run of the machine this is, as its kernel names it; empty where it names none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def counted_s() -> float:
    """Return for how long the machine has run [s]; nobody sets this clock, and it goes on in a sleep."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def read_offset(folder: Path, *, run: str) -> Offset | None:
    """Return the offset that holds for a run of the machine, None where there is none.

    A file that cannot be read is said and counts as none: the station goes on by its machine's clock.
    """
    try:
        found = _offset.decode((folder / NAME).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        log.warning("clock file not read path=%s reason=%s", folder / NAME, error)
        return None
    return found if found.run == run else None


def write_offset(folder: Path, found: Offset) -> None:
    """Write the offset down, whole or not at all; only the gateway does.

    Raises:
        DiskError: The folder cannot be written.
    """
    fresh = folder / f"{NAME}.new"
    with _as_disk_errors(folder):
        with fresh.open("wb") as file:
            file.write(msgspec.json.encode(found))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / NAME)


def remove_offset(folder: Path) -> None:
    """Let the machine's own clock hold again.

    Raises:
        DiskError: The folder cannot be written.
    """
    with _as_disk_errors(folder):
        (folder / NAME).unlink(missing_ok=True)


@contextmanager
def _as_disk_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DiskError(
            told(
                "no se puede escribir en %(folder)s (%(reason)s). Revise el disco y sus permisos.",
                folder=folder,
                reason=refused(error),
            )
        ) from error


Found = TypeVar("Found")


@dataclass(slots=True)
class Watched(Generic[Found]):
    """What a small file says, read anew when it has changed and looked at once a second.

    Attributes:
        path: The file.
        read: Returns what it says.
    """

    path: Path
    read: Callable[[], Found]
    _kept: tuple[float, tuple[int, int, int], Found] | None = field(default=None)

    def now(self) -> Found:
        """Return what the file says."""
        kept, looked = self._kept, time.monotonic()
        if kept is not None and looked - kept[0] < LOOK_EVERY_S:
            return kept[2]
        mark = self._mark()
        found = kept[2] if kept is not None and kept[1] == mark else self.read()
        self._kept = (looked, mark, found)
        return found

    def forget(self) -> None:
        """Look again at once: the file has just been written."""
        self._kept = None

    def _mark(self) -> tuple[int, int, int]:
        try:
            stat = self.path.stat()
        except OSError:
            return (0, 0, 0)
        return (stat.st_mtime_ns, stat.st_size, stat.st_ino)
