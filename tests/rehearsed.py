"""Boards that exist as a folder, a MicroPython process and a pseudo terminal, for tests of the cable."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gateway.demo.interpreter import find_interpreter
from gateway.nodes.serial.rehearsal import Chip, RehearsedBoard

HARDWARE = "240ac4000001"
FOREVER = "import time\nprint('soy un nodo')\nwhile True:\n    time.sleep_ms(50)\n"

needs_micropython = pytest.mark.skipif(
    find_interpreter().micropython is None, reason="there is no MicroPython for this machine"
)


def a_chip(folder: Path, environment: Mapping[str, str] | None = None) -> Chip:
    """Return what stands in for a chip whose flash is that folder."""
    interpreter = find_interpreter()
    told = interpreter.environment() | {"CONUCO_HARDWARE": HARDWARE} | dict(environment or {})
    return Chip(interpreter.command(folder / "main.py"), [str(interpreter.micropython)], told)


def a_board(
    folder: Path, *, environment: Mapping[str, str] | None = None, is_blank: bool = False
) -> RehearsedBoard:
    """Return a board that is switched off yet."""
    return RehearsedBoard(folder, a_chip(folder, environment), is_blank=is_blank)
