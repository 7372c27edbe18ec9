"""A disk of the station's own that can be full or read-only: a file with ext4 in it, for root alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

SIZE: Final = 96 << 20
"""Of the disk [bytes]."""

UNSHARED: Final = "CONUCO_TORTURE_UNSHARED"
"""Set where the program has a view of the machine's disks of its own: nobody else sees what it mounts."""


def reason_without() -> str | None:
    """Return why no disk of our own can be had, None where it can."""
    if os.geteuid() != 0:
        return "they need root"
    missing = [one for one in ("unshare", "mount", "mkfs.ext4", "fsck.ext4") if shutil.which(one) is None]
    if missing:
        return f"{' and '.join(missing)} are not there: apt-get install util-linux mount e2fsprogs"
    if UNSHARED not in os.environ and _fails("unshare", "--mount", "true"):
        return "this machine lets not even root have disks of its own"
    return None


def _fails(*words: str) -> bool:
    return subprocess.run(words, capture_output=True, check=False).returncode != 0


class OwnDisk:
    """The folder of a station as a disk by itself; whoever uses it runs within `unshare --mount`."""

    def __init__(self, folder: Path, image: Path) -> None:
        """Remember where it is mounted, and which file is its content."""
        self._folder, self._image = folder, image

    @property
    def _ballast(self) -> Path:
        return self._folder / "ballast"

    def make(self) -> None:
        """Make it, empty, and mount it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._image.open("wb") as image:
            image.truncate(SIZE)
        _run("mkfs.ext4", "-q", str(self._image))
        self.mount()

    def mount(self) -> None:
        """Have it there; after a fault it is read-only, as a failing card is."""
        _run("mount", "-o", "loop,errors=remount-ro", str(self._image), str(self._folder))

    def unmount(self) -> None:
        """Take it away; nobody may use it."""
        _run("umount", str(self._folder))

    def fill(self) -> None:
        """Leave not a byte of room."""
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (1 << 20, 4096, 1):
                try:
                    while True:
                        ballast.write(b"\0" * size)
                except OSError:
                    continue

    def make_room(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)

    def fail(self) -> None:
        """Let the kernel find a fault: from now on the disk is read-only, also for who writes already."""
        device = subprocess.check_output(["findmnt", "-no", "SOURCE", str(self._folder)], text=True).strip()
        Path(f"/sys/fs/ext4/{Path(device).name}/trigger_fs_error").write_text("1", encoding="ascii")

    def mend(self) -> None:
        """Check it and have it back; nobody may use it."""
        self.unmount()
        # 1: faults were found and mended.
        subprocess.run(["fsck.ext4", "-p", str(self._image)], capture_output=True, check=False)
        self.mount()


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"{' '.join(words)}: {done.stderr.strip()}")
