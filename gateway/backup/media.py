"""Where a copy may lie: on another disk than what it is a copy of, with room for it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from gateway.domain.errors import DiskError
from gateway.domain.speech import told

SPARE = 1.1
"""So many times the size of what is copied must be free."""


def disk_of(path: Path) -> str:
    """Return the name of the disk that holds a folder; two partitions of one disk have the same name.

    What the kernel does not list as a block device (a network share, memory) is named by its number.
    """
    device = path.stat().st_dev
    entry = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    if not entry.exists():
        return f"{os.major(device)}:{os.minor(device)}"
    found = entry.resolve()
    return found.parent.name if (found / "partition").exists() else found.name


def check_medium(target: Path, storage: Path, *, may_be_same: bool) -> None:
    """Check that a copy on this medium would outlive the disk of the station.

    Raises:
        DiskError: The folder is not there, cannot be written, or is on the same disk.
    """
    if not target.is_dir():
        raise DiskError(
            told(
                "%(folder)s no está. Enchufe la memoria, espere que aparezca, y repita. "
                "Si la carpeta todavía no existe, créela.",
                folder=target,
            )
        )
    if not os.access(target, os.W_OK):
        raise DiskError(told("No se puede escribir en %(folder)s. Revise sus permisos.", folder=target))
    if not may_be_same and disk_of(target) == disk_of(storage):
        raise DiskError(
            told(
                "%(folder)s está en el mismo disco que la estación: si el disco se daña, se pierden las dos. "
                "Use otra memoria, o agregue --same-disk si de verdad lo quiere así.",
                folder=target,
            )
        )


def check_room(target: Path, size: int) -> None:
    """Check that a copy has room.

    Args:
        target: Where it will lie.
        size: Of what is copied [B].

    Raises:
        DiskError: It has not.
    """
    free = shutil.disk_usage(target).free
    if free < size * SPARE:
        raise DiskError(
            told(
                "En %(folder)s quedan %(free)s MB y la copia necesita %(needed)s MB. "
                "Borre algo que no sea una copia, o use otra memoria.",
                folder=target,
                free=free // 1_000_000,
                needed=round(size * SPARE / 1_000_000) + 1,
            )
        )
