"""The one small interface to a board on a cable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

Progress = Callable[[int, int], None]
"""Is told how much of how much is done."""


def nobody(_done: int, _total: int) -> None:
    """Hear of no progress."""


class Port(Protocol):
    """A board that runs MicroPython, at the other end of a cable. Every method raises PortError."""

    @property
    def name(self) -> str:
        """What a person called it: `/dev/ttyUSB0`."""
        ...

    def attend(self) -> str:
        """Stop what the board runs, so that it takes orders; return what it had said until then."""
        ...

    def run(self, code: str) -> str:
        """Run code on the board and return what it printed."""
        ...

    def files(self, folder: str) -> dict[str, int]:
        """Return every file under a folder with its size [bytes]; empty where there is no such folder."""
        ...

    def get(self, path: str, progress: Progress = nobody) -> bytes:
        """Return a file of the board."""
        ...

    def put(self, path: str, content: bytes, progress: Progress = nobody) -> None:
        """Write a file of the board, whole or not at all, with the folders it needs."""
        ...

    def remove(self, path: str) -> None:
        """Take a file of the board away."""
        ...

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file as the board reads it back, 64 hexadecimal digits."""
        ...

    def restart(self) -> None:
        """Let the board begin again, by its own program."""
        ...

    def lines(self, within_s: float) -> Iterator[str]:
        """Yield what the board says, line by line, until that time is over [s]."""
        ...

    def close(self) -> None:
        """Let go of the cable."""
        ...

    def __enter__(self) -> Self:
        """Return itself."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the cable."""
        ...


class Bench(Protocol):
    """Where a board is laid on the table: its cable, and what writes MicroPython on an empty one."""

    @property
    def name(self) -> str:
        """What a person called it."""
        ...

    def open(self) -> Port:
        """Return the cable, open.

        Raises:
            PortError: It cannot be opened; the sentence says why.
        """
        ...

    def write_micropython(self, image: Path, progress: Progress = nobody) -> None:
        """Erase a board and write MicroPython on it.

        Raises:
            PortError: It could not be written.
        """
        ...
