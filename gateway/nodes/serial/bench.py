"""A board on the table, at a serial port of this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gateway.nodes.serial.cable import Cable
from gateway.nodes.serial.flashing import write_micropython
from gateway.nodes.serial.port import Port, Progress, nobody


@dataclass(frozen=True, slots=True)
class SerialBench:
    """The serial port of a board, such as `/dev/ttyUSB0`."""

    device: str

    @property
    def name(self) -> str:
        """The device."""
        return self.device

    def open(self) -> Port:
        """Return the cable, open; raises as `Cable`."""
        return Cable(self.device)

    def write_micropython(self, image: Path, progress: Progress = nobody) -> None:
        """Erase the board and write MicroPython on it; raises as `write_micropython`."""
        write_micropython(self.device, image, progress)
