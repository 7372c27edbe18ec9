"""Keeps a conversation with the station going: connects again, asks the time, says how the node is."""

from node import const

_STATUS_EVERY_MS = const(300_000)
_TICK_MS = const(50)
_IDLE_MS = const(500)
_FULL_WITHIN_MS = const(3_600_000)
_MOST_FULL = const(20)  # a backlog may cost some; more than that in an hour comes right only by a new start


class Conversation:
    """Talks when there is a way to the station."""

    def __init__(self, board, session, *, pauses_ms: tuple[int, int]) -> None:
        """Remember with whom.

        Args:
            board: Whose clock counts.
            session: What is opened and turned.
            pauses_ms: The first and the longest pause after a failure [ms].
        """
        self._board = board
        self._session = session
        self._pauses_ms = pauses_ms
        self._connect_at = 0
        self._failures = 0
        self._say_at = 0
        self._said = None
        self._full = self._full_at = 0

    def turn(self, now_ms: int, *, asks: bool, status) -> bool:
        """Do what is due; return whether the station could be spoken to.

        Args:
            now_ms: The uptime [ms].
            asks: Whether to ask what time it is.
            status: Called without an argument it returns (what makes it worth saying, its fields).
        """
        try:
            return self._converse(now_ms, asks=asks, status=status)
        except (OSError, MemoryError) as error:
            self.lose(now_ms, error)
            return False

    def _converse(self, now_ms: int, *, asks: bool, status) -> bool:
        is_new = not self._session.is_open
        if is_new:
            if now_ms < self._connect_at:
                self._board.sleep_ms(min(_IDLE_MS, self._connect_at - now_ms))
                return False
            self._session.open()
            self._failures, self._said = 0, None
        if asks or is_new:
            self._session.ask_time()
        self._say(now_ms, status)
        self._session.turn(_TICK_MS)
        return True

    def lose(self, now_ms: int, error: Exception) -> None:
        """Begin again after a pause, which grows with each failure.

        Raises:
            MemoryError: The heap was full too often: a new start has a whole one.
        """
        self._session.drop()
        if isinstance(error, MemoryError):
            # It costs the connection, whose buffers come free with it, and not the node.
            if now_ms - self._full_at > _FULL_WITHIN_MS:
                self._full, self._full_at = 0, now_ms
            self._full += 1
            if self._full > _MOST_FULL:
                raise error
            self._session.shrink()
        first_ms, longest_ms = self._pauses_ms
        pause_ms = min(longest_ms, first_ms << min(self._failures, 8))
        self._failures += 1
        self._connect_at = now_ms + pause_ms
        print("station lost:", repr(error), "next try in ms:", pause_ms)

    def _say(self, now_ms: int, status) -> None:
        """Publish how the node is, when that has changed or every five minutes."""
        state, fields = status()
        updates = self._session.updates
        state = (state, None if updates is None else updates.state)
        if state == self._said and now_ms < self._say_at:
            return
        self._session.say("online", fields())
        self._said = state
        self._say_at = now_ms + _STATUS_EVERY_MS
