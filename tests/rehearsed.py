"""Boards that exist as a folder, a MicroPython process and a pseudo terminal, for tests of the cable."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import parts

from gateway.demo.interpreter import Interpreter
from gateway.demo.rehearsal import Chip, RehearsedBoard

HARDWARE = "240ac4000001"
FOREVER = "import time\nprint('soy un nodo')\nwhile True:\n    time.sleep_ms(50)\n"


def a_chip(folder: Path, environment: Mapping[str, str] | None = None) -> Chip:
    """Return what stands in for a chip whose flash is that folder."""
    interpreter = Interpreter(Path(parts.micropython()))
    told = interpreter.environment() | {"CONUCO_HARDWARE": HARDWARE} | dict(environment or {})
    return Chip(interpreter.command(folder / "main.py"), [str(interpreter.micropython)], told)


def a_board(
    folder: Path, *, environment: Mapping[str, str] | None = None, is_blank: bool = False
) -> RehearsedBoard:
    """Return a board that is switched off yet."""
    return RehearsedBoard(folder, a_chip(folder, environment), is_blank=is_blank)
