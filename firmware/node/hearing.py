"""Decides whether the station is there: by what only it can say, never by what a broker says for it."""

from node import const
from node.ticks import elapsed

ASK_EVERY_MS = 20_000
ASK_WITHOUT_MAINS_EVERY_MS = 10_000
_PATIENCE_WITHOUT_MAINS_MS = const(30_000)
_ANSWER_WITHIN_MS = const(5_000)


class Hearing:
    """Remembers when the station was heard, through a restart without a power cut too."""

    def __init__(self, memory, *, silent_after_s: int | None, now_ms: int) -> None:
        """Give the station its whole patience after a power-on.

        Args:
            memory: What outlives a restart.
            silent_after_s: After how long of silence the node speaks by itself [s]; None for never.
            now_ms: The uptime [ms].
        """
        self._memory = memory
        self._silent_after_ms = None if silent_after_s is None else silent_after_s * 1000
        self._heard_ms = min(memory.get("heard_s", now_ms // 1000) * 1000, now_ms)
        self._asked = None  # when the oldest question was asked that nothing has answered [ticks]
        self._ask_at_ms = now_ms
        self._has_mains = True

    def hear(self, now_ms: int) -> None:
        """Take note that the station has just said something."""
        self._heard_ms = now_ms
        self._asked = None
        self._memory.set(heard_s=now_ms // 1000)

    def must_ask(self, now_ms: int, *, has_mains: bool) -> bool:
        """Tell whether it is time to ask for the time; where the mains go, at once."""
        is_just_lost = self._has_mains and not has_mains
        self._has_mains = has_mains
        return is_just_lost or now_ms >= self._ask_at_ms

    def ask(self, now_ms: int, ticks: int) -> None:
        """Take note that the station is asked now, or would be if there were a way to it."""
        every_ms = ASK_EVERY_MS if self._has_mains else ASK_WITHOUT_MAINS_EVERY_MS
        self._ask_at_ms = now_ms + every_ms
        if self._asked is None:
            self._asked = ticks

    def fear(self, now_ms: int, ticks: int) -> str | None:
        """Return why the node must speak by itself: `mains`, `silent`, or None.

        Nobody is silent who was not asked: a question must have been open for 5 s, on the counter that
        times real sockets, whatever the speed of a simulated calendar.
        """
        if self._asked is None or elapsed(self._asked, ticks) < _ANSWER_WITHIN_MS:
            return None
        unheard_ms = now_ms - self._heard_ms
        if not self._has_mains and unheard_ms > _PATIENCE_WITHOUT_MAINS_MS:
            return "mains"
        if self._silent_after_ms is not None and unheard_ms > self._silent_after_ms:
            return "silent"
        return None
