"""The station's time: its machine's clock, or what a person or the nodes said instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gateway.domain.clock import Clock, WorldClock
from gateway.domain.entries import ClockSet
from gateway.timekeeping.offset import NAME, Offset, Watched, counted_s, machine_run, read_offset

LEAP: Final = "world-leap"
"""A file of a demo's or test's storage folder: by how much the clock of its machine has leapt [s]."""


@dataclass(frozen=True, slots=True)
class LeapingClock:
    """The machine's clock of a simulated world, which somebody may set while it runs.

    Attributes:
        world: What the clock would say if nobody did.
        leap: Says by how much it was set forward [s].
    """

    world: WorldClock
    leap: Watched[float]

    def now(self) -> float:
        """Return what the machine's clock says [s UTC]."""
        return self.world.now() + self.leap.now()


@dataclass(frozen=True, slots=True)
class StationTime:
    """Answers what time it is at the station; everybody who asks is told the same.

    Attributes:
        machine: The machine's own clock.
        folder: Where the file of the offset lies.
        run: Which run of the machine this is.
        speed: Seconds of the world in a second of ours [-].
        counted: A clock of ours that only counts [s].
    """

    machine: Clock
    folder: Path
    run: str
    speed: float = 1.0
    counted: Callable[[], float] = counted_s
    _file: Watched[Offset | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Begin to watch the file."""
        file = Watched(self.folder / NAME, lambda: read_offset(self.folder, run=self.run))
        object.__setattr__(self, "_file", file)

    @property
    def has_leapt(self) -> bool:
        """Whether the clock of a simulated world's machine was set while it ran."""
        return isinstance(self.machine, LeapingClock) and self.machine.leap.now() != 0

    @property
    def offset(self) -> Offset | None:
        """Who set another time than the machine's clock says, and which; None while nobody did."""
        return self._file.now()

    def now(self) -> float:
        """Return the time [s UTC]."""
        offset = self.offset
        if offset is None:
            return self.machine.now()
        return offset.at + self.passed_s() - offset.counted * self.speed

    def passed_s(self) -> float:
        """Return what a clock of the world that only counts says [s]."""
        return self.counted() * self.speed

    def set_by(self, offset_s: int, by: str) -> Offset:
        """Return the offset that somebody means who says now that so much is to be added [s]."""
        return Offset(
            offset_s=offset_s,
            by="person" if by == "person" else "nodes",
            at=self.machine.now() + offset_s,
            counted=self.counted(),
            run=self.run,
        )

    def said_by_person(self, at: float) -> ClockSet:
        """Return the entry of a person who says now what time it is [s UTC]."""
        return ClockSet(round(at - self.machine.now()), "person", self.run)

    def look_again(self) -> None:
        """Read the file anew: it has just been written."""
        self._file.forget()


def station_time(machine: Clock, folder: Path) -> StationTime:
    """Return the time of a station whose machine has a clock; a simulated one may be set as it runs."""
    if not isinstance(machine, WorldClock):
        return StationTime(machine, folder, machine_run())
    run = f"{machine_run()} world {machine.began!r} {machine.start!r}"
    leap = Watched(folder / LEAP, lambda: _leap(folder / LEAP))
    return StationTime(LeapingClock(machine, leap), folder, run, machine.speed)


def _leap(path: Path) -> float:
    try:
        return float(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0.0
