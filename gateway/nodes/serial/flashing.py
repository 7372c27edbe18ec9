"""MicroPython onto an empty board, by esptool."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from gateway.domain.errors import PortError
from gateway.domain.speech import told
from gateway.nodes.serial.port import Progress, nobody

ESPTOOL: Final = (sys.executable, "-m", "esptool")
AT: Final = "0x1000"
"""Where the image of an ESP32 begins. Source: the installation page of ESP32_GENERIC, micropython.org."""
_PERCENT: Final = re.compile(r"(\d{1,3})(?:\.\d+)?\s?%")


def write_micropython(
    device: str, image: Path, progress: Progress = nobody, *, esptool: Sequence[str] = ESPTOOL
) -> None:
    """Erase a board and write an image on it.

    Raises:
        PortError: It could not be written; the sentence says what to do.
    """
    base = [*esptool, "--chip", "esp32", "--port", device]
    _run([*base, "erase-flash"], device, nobody)
    _run([*base, "--baud", "460800", "write-flash", AT, str(image)], device, progress)


def _run(command: Sequence[str], device: str, progress: Progress) -> None:
    said: list[str] = []
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=0
    ) as process:
        assert process.stdout is not None
        rest = b""
        while part := process.stdout.read(256):
            # Its bar is drawn over itself: a line may end without a new one.
            *lines, rest = (rest + part).replace(b"\r", b"\n").split(b"\n")
            for line in lines:
                text = line.decode("utf-8", "replace")
                said.append(text)
                if found := _PERCENT.search(text):
                    progress(min(100, int(found[1])), 100)
        said.append(rest.decode("utf-8", "replace"))
        code = process.wait()
    if code != 0:
        raise PortError(
            told(
                "%(port)s: no se pudo escribir MicroPython (%(reason)s). Sostenga el botón BOOT, toque EN,"
                " suelte BOOT y repita.",
                port=device,
                reason=_reason(said) or str(code),
            )
        )
    progress(100, 100)


def _reason(said: Sequence[str]) -> str:
    """Return the line in which esptool says what is wrong: that of the error, else its last one."""
    lines = [line.strip() for line in said if line.strip()]
    return next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "")
