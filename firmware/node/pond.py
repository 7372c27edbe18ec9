"""A pond's node: always on, measures on time, talks when it can."""

_TIME_EVERY_MS = 60_000
_STATUS_EVERY_MS = 300_000
_FIRST_PAUSE_MS = 5_000
_LONGEST_PAUSE_MS = 60_000
_TICK_MS = 50
_IDLE_MS = 500


class PondNode:
    """Runs for ever."""

    def __init__(self, settings: dict, board, cycle, session) -> None:
        self._every_ms = settings["sample_every_s"] * 1000
        self._board = board
        self._cycle = cycle
        self._session = session
        self._measure_at = 0
        self._connect_at = 0
        self._failures = 0
        self._ask_at = 0
        self._say_at = 0
        self._said = None

    def run(self) -> None:
        """Measure and talk; the watchdog is fed after each completed turn only."""
        watchdog = self._board.watchdog()
        while True:
            self.turn()
            watchdog.feed()

    def turn(self) -> None:
        """Do what is due."""
        now = self._board.uptime_ms()
        if now >= self._measure_at:
            self._cycle.measure()
            # On its own grid; what was missed is not made up for.
            self._measure_at = max(
                self._measure_at + self._every_ms, now - now % self._every_ms + self._every_ms
            )
        try:
            self._converse(now)
        except OSError as error:
            self._lose(now, error)

    def _converse(self, now: int) -> None:
        if not self._session.is_open:
            if now < self._connect_at:
                self._board.sleep_ms(_IDLE_MS)
                return
            self._session.open()
            self._failures, self._ask_at, self._said = 0, 0, None
        if now >= self._ask_at:
            self._session.ask_time()
            self._ask_at = now + _TIME_EVERY_MS
        self._say(now)
        self._session.turn(_TICK_MS)

    def _say(self, now: int) -> None:
        """Publish how the node is, when that has changed or every five minutes."""
        state = (self._board.is_synced, sorted(self._cycle.faults))
        if state == self._said and now < self._say_at:
            return
        self._session.say("online", self._cycle.status())
        self._said = state
        self._say_at = now + _STATUS_EVERY_MS

    def _lose(self, now: int, error: OSError) -> None:
        self._session.drop()
        pause_ms = min(_LONGEST_PAUSE_MS, _FIRST_PAUSE_MS << min(self._failures, 8))
        self._failures += 1
        self._connect_at = now + pause_ms
        print("station lost:", error, "next try in s:", pause_ms // 1000)
