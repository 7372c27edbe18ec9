"""Decides when a node that sleeps measures and when it talks."""

from node import const

_LONGEST_SKIP_S = const(7_200)
_RECOVERED_V = const(0.1)
LOW_V, EMPTY_V = 3.5, 3.3
VISITED_S = 864_000  # a week, and three days for a visit that comes late


class Plan:
    """The next measuring and the next talk, in the memory that outlives deep sleep.

    Three things move them: a talk that failed, since the radio is the whole budget; a battery that runs low;
    and `look_every_s`, for a field that a station only visits: then it is looked for between the
    measurings too, and no failure makes that rarer.
    """

    def __init__(self, settings: dict, memory) -> None:
        self._memory = memory
        self._settings = settings
        self._look_every_s = settings.get("look_every_s")

    def must_measure(self, now_s: int) -> bool:
        """Tell whether it is time to measure."""
        return now_s >= self._memory.get("measure_at", 0)

    def must_talk(self, now_s: int) -> bool:
        """Tell whether it is time to talk, or to look for a station."""
        return now_s >= self._memory.get("send_at", 0)

    def measured(self, now_s: int, battery_v: float | None) -> None:
        """Plan the next measuring, on its grid, by what the battery has left [V]."""
        self._memory.set(thrift=self._thrift(battery_v))
        self._memory.set(measure_at=_next(now_s, self._sample_every_s))

    def talked(self, now_s: int, *, has_more: bool) -> None:
        """Plan the next talk after one that went well; where something was left it is soon."""
        after_s = 0 if has_more else self._settings["send_every_s"] * self._factor - self._sample_every_s
        self._memory.set(failures=0, send_at=_next(now_s, self._sample_every_s) + max(after_s, 0))

    def failed(self, now_s: int) -> int:
        """Plan the next talk after one that failed; return in how long that is [s].

        After failures 1, 2, 4 ... wakes pass without the radio.
        """
        failures = self._memory.get("failures", 0)
        if self._look_every_s is not None:
            send_at = _next(now_s, self._look_every_s * self._factor)
        else:
            pause_s = min(_LONGEST_SKIP_S, self._sample_every_s << min(failures, 12))
            send_at = _next(now_s, self._sample_every_s) + pause_s
        self._memory.set(failures=failures + 1, send_at=send_at)
        return send_at - now_s

    def wake_at(self) -> int:
        """Return when to wake [s of uptime]."""
        measure_at = self._memory.get("measure_at", 0)
        return measure_at if self._look_every_s is None else min(measure_at, self._memory.get("send_at", 0))

    @property
    def speaks_every_s(self) -> int:
        """How long the node may be silent in ordinary life [s]."""
        if self._look_every_s is not None or "visit_pin" in self._settings:
            return VISITED_S
        return self._settings["send_every_s"] * self._factor

    @property
    def _sample_every_s(self) -> int:
        return self._settings["sample_every_s"] * self._factor

    @property
    def _factor(self) -> int:
        return 1 << self._memory.get("thrift", 0)

    def _thrift(self, battery_v: float | None) -> int:
        """Return how often the intervals are doubled; a cell that recovers a little is not full again."""
        if battery_v is None:
            return 0
        before = self._memory.get("thrift", 0)
        found = 0
        for doubled, key, usual_v in ((1, "battery_low_v", LOW_V), (2, "battery_empty_v", EMPTY_V)):
            limit_v = self._settings.get(key, usual_v) + (_RECOVERED_V if before >= doubled else 0)
            found = doubled if battery_v < limit_v else found
        return found


def _next(now_s: int, every_s: int) -> int:
    """Return the next moment of a grid [s]."""
    return now_s - now_s % every_s + every_s
