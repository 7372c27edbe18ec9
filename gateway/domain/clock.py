"""Where "now" comes from; rules never read a clock, they are handed one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Answers what time it is in the world that is watched."""

    def now(self) -> float:
        """Return the time [s UTC]."""
        ...


@dataclass(frozen=True, slots=True)
class StationClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Return the time [s UTC]."""
        return time.time()


@dataclass(frozen=True, slots=True)
class WorldClock:
    """The calendar of a simulated world that runs faster than ours.

    Attributes:
        began: When the world was started, on the machine's clock [s UTC].
        start: What the world's calendar said then [s UTC].
        speed: Seconds of the world in a second of ours [-].
    """

    began: float
    start: float
    speed: float

    def now(self) -> float:
        """Return the time of the world [s UTC]."""
        return self.start + (time.time() - self.began) * self.speed
