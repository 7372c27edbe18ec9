"""The task that hands work to the lanes and writes down what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gateway.app.lanes import Job, Lane


class Errands(Protocol):
    """Something that has jobs for lanes."""

    def next_job(self, lane: str, now: int) -> Job | None:
        """Return the next job for a lane at a moment [s UTC], None when there is none; has no effect."""
        ...


@dataclass(frozen=True, slots=True)
class Sending:
    """Keeps every lane at work; a lane that hangs holds up no other and never the loop.

    Attributes:
        lanes: By name.
        errands: Who has jobs, the most urgent first.
    """

    lanes: Mapping[str, Lane]
    errands: Sequence[Errands]

    def is_due(self, now: int) -> bool:
        """Tell whether a job has ended, or one waits for a lane that is free."""
        return any(
            lane.has_ended() or (lane.is_free and self._next(name, now) is not None)
            for name, lane in self.lanes.items()
        )

    def act(self, now: int) -> None:
        """Write down what has ended, then begin what waits."""
        for name, lane in self.lanes.items():
            if lane.has_ended():
                lane.settle(now)
            found = self._next(name, now) if lane.is_free else None
            if found is not None:
                lane.begin(found)

    def close(self, now: int) -> None:
        """Write down what has ended by now and leave the rest to the next start; waits for nobody."""
        for lane in self.lanes.values():
            if lane.has_ended():
                lane.settle(now)
            lane.close()

    def _next(self, lane: str, now: int) -> Job | None:
        return next((job for one in self.errands if (job := one.next_job(lane, now)) is not None), None)
