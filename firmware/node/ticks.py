"""Elapsed time on a counter that wraps at 2^30 ms, as the board's does."""

from node import const

_PERIOD = const(1 << 30)


def elapsed(then: int, now: int) -> int:
    """Return the time from one reading of the counter to a later one, up to 12 days [ms]."""
    return (now - then) & (_PERIOD - 1)
