"""Takes the station's orders, each once, none after its end."""

_CLOCK_WITHIN_MS = 10_000


class Orders:
    """The newest order that was heard, until it is answered.

    A retained order comes again with every connection. It is answered again and not done again,
    so that it never ends a silence; after a restart it is done, for nothing of it is left then.
    """

    def __init__(self) -> None:
        self._open = None  # ((id, expires, level), since when [ms of uptime])
        self._last = None  # (id, state)

    def hear(self, order: tuple, now_ms: int) -> None:
        """Take an order (id, expires, level); one that was not answered yet is overtaken by it."""
        self._open = (order, now_ms)

    def take(self, now_ms: int, utc_s: int | None) -> tuple[str, str, int | None] | None:
        """Return (id, state, level to sound or None) of an order to be answered now, None without one.

        Args:
            now_ms: The uptime [ms].
            utc_s: What the calendar says [s UTC], None while it was never set. An order that ends
                waits some seconds for it; then it is done: rather once too often than never.
        """
        if self._open is None:
            return None
        (name, expires, level), since_ms = self._open
        if expires is not None and utc_s is None and now_ms - since_ms < _CLOCK_WITHIN_MS:
            return None
        self._open = None
        if self._last is not None and self._last[0] == name:
            return name, self._last[1], None
        state = "refused" if level is None else "done"
        if expires is not None and utc_s is not None and utc_s >= expires:
            state = "expired"
        self._last = (name, state)
        return name, state, level if state == "done" else None
