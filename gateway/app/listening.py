"""Since when the gateway has listened without a break: nobody is called silent for its own absence."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.alerts.rules.silence import ALL_S

PAUSE_S = 60.0
"""A gateway that did nothing for so long was stopped or stuck [s], on the machine's own clock."""

LEAP_S = 300.0
"""A calendar that moved so much more or less than the machine's own clock was set [s of the world]."""


@dataclass(slots=True)
class Listening:
    """Compares the calendar with a clock that only counts; begins anew when either has a hole.

    It also begins anew with the first node that is heard after all were silent: the others need a
    minute to come back, and are not to be called one by one in it.

    Attributes:
        since: [s UTC].
        speed: Seconds of the calendar in a second of the machine [-].
    """

    since: int
    speed: float = 1.0
    _looked: tuple[int, float] | None = None
    _newest: int | None = None

    def look(self, newest: int | None, *, now: int, monotonic: float) -> None:
        """Take note of a look.

        Args:
            newest: When any node was last heard [s UTC], None before the first.
            now: [s UTC].
            monotonic: The machine's own clock, which only counts [s].
        """
        if self._looked is not None:
            passed = monotonic - self._looked[1]
            leap = abs(now - self._looked[0] - passed * self.speed)
            if passed > PAUSE_S or leap > max(LEAP_S, self.speed):
                self.since = now
        if newest is not None and self._newest is not None and newest - self._newest > ALL_S:
            self.since = now
        self._looked, self._newest = (now, monotonic), newest
