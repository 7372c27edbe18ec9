"""Takes the station's orders of one sort, each once, none after its end."""

from node import const

_CLOCK_WITHIN_MS = const(10_000)


class Orders:
    """The newest order that was heard, until it is answered.

    A retained order comes again with every connection. It is answered again and not done again,
    so that it never ends a silence; after a restart it is done, for nothing of it is left then. One
    that was past its end may be renewed under the same id.
    """

    def __init__(self) -> None:
        self._open = None  # ((id, expires, what), since when [ms of uptime])
        self._answered = ("", "")  # id and state of the last one that was taken up

    def hear(self, order: tuple, now_ms: int, *, is_retained: bool) -> None:
        """Take an order (id, expires, what); one that was not answered yet is overtaken by it.

        One that comes live has just been given, whatever the calendars of both sides say: its end
        counts only for what the broker has held.
        """
        name, expires, what = order
        self._open = ((name, expires if is_retained else None, what), now_ms)

    def take(self, now_ms: int, utc_s: int | None) -> tuple | None:
        """Return (id, state, what it says) of an order to be answered now, None without one.

        What it says is None where it was answered before; one that is `expired` is not to be done.

        Args:
            now_ms: The uptime [ms].
            utc_s: What the station's calendar says [s UTC], None while nobody knows. An order that
                ends waits some seconds for it; then it is done: rather once too often than never.
        """
        if self._open is None:
            return None
        (name, expires, what), since_ms = self._open
        if expires is not None and utc_s is None and now_ms - since_ms < _CLOCK_WITHIN_MS:
            return None
        self._open = None
        if name == self._answered[0]:
            return name, self._answered[1], None
        if expires is not None and utc_s is not None and utc_s >= expires:
            return name, "expired", what
        self._answered = (name, "done")
        return name, "done", what

    def forget(self) -> None:
        """Take it that the last one was not heard: it is done when it comes again."""
        self._answered = ("", "")

    def refuse(self) -> None:
        """Take note that the last one could not be done: it is answered so when it comes again."""
        self._answered = (self._answered[0], "refused")
