"""Which interpreter runs the firmware: MicroPython, or CPython with the same shims where there is none."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SHIMS: Final = Path(__file__).parent / "shims"


@dataclass(frozen=True, slots=True)
class Interpreter:
    """How to run a program of the board.

    Attributes:
        micropython: The MicroPython interpreter, None where CPython stands in.
        heap: What the board's memory is held to, which CPython cannot do. Pointers here are twice as
            long as on a board and the sources are compiled in it; 128K left the compiler less than 2K.
    """

    micropython: Path | None
    heap: str = "192K"

    @property
    def note(self) -> str:
        """What a person should know about it."""
        if self.micropython is not None:
            return f"MicroPython ({self.micropython})"
        return (
            "CPython with the board's shims: there is no MicroPython for this machine, "
            "so memory limits and number sizes of a board are not tested here"
        )

    def command(self, program: Path) -> list[str]:
        """Return the command that runs a program of the board."""
        if self.micropython is not None:
            return [str(self.micropython), "-X", f"heapsize={self.heap}", str(program)]
        return [sys.executable, "-u", str(SHIMS / "_cpython.py"), str(program)]

    def environment(self, *folders: Path) -> dict[str, str]:
        """Return what the command needs in its environment to import from folders, after the shims."""
        if self.micropython is None:
            return {"PYTHONPATH": ":".join(map(str, folders)), "PYTHONDONTWRITEBYTECODE": "1"}
        return {"MICROPYPATH": ":".join([str(SHIMS), *map(str, folders), ".frozen"])}


def find_interpreter() -> Interpreter:
    """Return MicroPython beside the running Python or on the PATH, else the stand-in."""
    beside = Path(sys.executable).parent / "micropython"
    if beside.is_file():
        return Interpreter(beside)
    found = shutil.which("micropython")
    return Interpreter(Path(found) if found else None)
