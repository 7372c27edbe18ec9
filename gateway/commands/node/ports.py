"""Which board a person means by the name of a port."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gateway.demo.interpreter import find_interpreter
from gateway.domain.errors import ProvisionError
from gateway.domain.speech import told
from gateway.nodes.extras import how_to_install
from gateway.nodes.serial.port import Bench

REHEARSAL: Final = "rehearsal:"


@contextmanager
def laid_out(port: str) -> Iterator[Bench]:
    """Yield the bench of a port: a serial device, or `rehearsal:FOLDER` for a board that is a process.

    Raises:
        ProvisionError: What speaks to boards is not installed here.
    """
    try:
        from gateway.demo.rehearsal import Chip, RehearsalBench, RehearsedBoard
        from gateway.nodes.serial.bench import SerialBench
    except ImportError as error:
        raise ProvisionError(
            told("Aquí falta lo que habla con las placas. %(how)s", how=how_to_install())
        ) from error
    if not port.startswith(REHEARSAL):
        yield SerialBench(port)
        return
    folder, interpreter = Path(port.removeprefix(REHEARSAL)).absolute(), find_interpreter()
    if interpreter.micropython is None:
        raise ProvisionError(told("Para ensayar hace falta MicroPython en esta máquina, y no está."))
    world = {name: value for name, value in os.environ.items() if name.startswith("CONUCO_")}
    chip = Chip(
        interpreter.command(folder / "main.py"),
        [str(interpreter.micropython)],
        interpreter.environment() | world,
    )
    with RehearsedBoard(folder, chip, is_blank=not folder.exists()) as board:
        yield RehearsalBench(board)
