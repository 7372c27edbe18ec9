"""A file system of one's own, to count what reaches the device: needs root, a loop device and mkfs.ext4."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SECTOR = 512
SIZE = "512M"


@dataclass(frozen=True)
class OwnDisk:
    """An ext4 on a loop device, mounted at `folder`."""

    folder: Path
    device: str

    def written(self) -> int:
        """Return how many bytes have reached the device so far, the journal of the file system with them."""
        subprocess.run(["sync", "-f", str(self.folder)], check=True)
        told = Path(f"/sys/block/{Path(self.device).name}/stat").read_text().split()
        return int(told[6]) * SECTOR


@contextmanager
def own_disk(folder: Path) -> Iterator[OwnDisk]:
    """Make and mount one; it is taken away by its own name."""
    if os.geteuid() != 0 or not Path("/dev/loop-control").exists() or shutil.which("mkfs.ext4") is None:
        pytest.skip(
            "counting what reaches a device needs root, a loop device and mkfs.ext4; run: make bench as root"
        )
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    subprocess.run(["truncate", "-s", SIZE, str(image)], check=True)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    found = subprocess.run(
        ["losetup", "-f", "--show", str(image)], check=True, capture_output=True, text=True
    )
    device = found.stdout.strip()
    try:
        subprocess.run(["mount", "-o", "noatime", device, str(place)], check=True)
        try:
            yield OwnDisk(place, device)
        finally:
            subprocess.run(["umount", str(place)], check=True)
    finally:
        subprocess.run(["losetup", "-d", device], check=False)
