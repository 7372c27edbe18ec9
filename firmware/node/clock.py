"""Asks the station what time it is."""

from node import const
from node.ticks import elapsed

_SLOWEST_ANSWER_MS = const(2000)
_SMALLEST_STEP_MS = const(1000)


class Clock:
    """Decides from question and answer what the node's own clock is to be set to."""

    def __init__(self) -> None:
        self._n = 0
        self._asked_ticks = 0
        self._asked_uptime_ms = 0
        self.is_waiting = False

    def ask(self, *, ticks: int, uptime_ms: int) -> int:
        """Return the number of a new question asked now."""
        self._n = (self._n + 1) & 0xFFFF
        self._asked_ticks = ticks
        self._asked_uptime_ms = uptime_ms
        self.is_waiting = True
        return self._n

    def hear(self, answer: tuple[int, int, bool], *, ticks: int, uptime_ms: int) -> int | None:
        """Return what the calendar says now [ms UTC], None where the answer is of no use.

        It is of no use when it answers another question, took over 2 s or is not trusted.
        """
        n, utc_ms, trusted = answer
        if not self.is_waiting or n != self._n:
            return None
        self.is_waiting = False
        if not trusted or elapsed(self._asked_ticks, ticks) > _SLOWEST_ANSWER_MS:
            return None
        return utc_ms + (uptime_ms - self._asked_uptime_ms) // 2

    def has_given_up(self, *, ticks: int) -> bool:
        """Tell whether the answer would come too late to be of use."""
        return not self.is_waiting or elapsed(self._asked_ticks, ticks) > _SLOWEST_ANSWER_MS


def is_off(own_ms: int, right_ms: int) -> bool:
    """Tell whether a clock is worth setting; smaller steps are noise of the way there and back."""
    return abs(own_ms - right_ms) >= _SMALLEST_STEP_MS
