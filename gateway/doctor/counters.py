"""What the kernel counts of bytes written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gateway.backup.media import disk_of

SECTOR: Final = 512
"""Bytes of a sector in these counts, whatever the disk's own is. Source: Linux, block/stat.rst."""
_SECTORS_WRITTEN: Final = 6
"""Which of the numbers of a disk's stat. Source: Linux, block/stat.rst."""


def disk_written(folder: Path, blocks: Path = Path("/sys/block")) -> int | None:
    """Return how much all programs wrote since boot to the disk of a folder [B], None when nobody counts it.

    What lies on memory, a network or a layered file system has no count of its own.
    """
    try:
        counts = (blocks / disk_of(folder) / "stat").read_text(encoding="ascii").split()
        return int(counts[_SECTORS_WRITTEN]) * SECTOR
    except (OSError, ValueError, IndexError):
        return None


def own_written(counted: Path = Path("/proc/self/io")) -> int:
    """Return how much this process wrote since it began [B], 0 when nobody counts it.

    It says too little: the file system's own journal is written by the kernel in nobody's name. With
    ext4 and a commit each 1 to 5 seconds, a quarter to a half of what reached the disk was missing.

    Source: Linux, proc(5), write_bytes; the share was measured on one machine with ext4 only.
    """
    try:
        lines = counted.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(one.split()[1]) for one in lines if one.startswith("write_bytes:")), 0)
