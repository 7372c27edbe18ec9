"""Puts the calendar of a board that has just got power no earlier than it has been.

A cold board believes that it is the year 2000; every certificate begins later than that, so that it could
not ask anybody what time it is. This is no synchronised clock, and no record says that it were.
"""

from node import BUILT, const, small

_FILE = const("outbox/when")
_DAY_S = const(86_400)
_TEN_YEARS_S = const(315_360_000)


def floor_s(written: int, known: int | None) -> int:
    """Return the latest moment that is surely past [s UTC].

    Args:
        written: When the settings were written [s UTC], 0 where they do not say.
        known: What the station has said last [s UTC], if anything; one far ahead was a mistake.
    """
    latest = max(BUILT, written)
    return max(latest, known) if known is not None and known < BUILT + _TEN_YEARS_S else latest


def raise_calendar(board, written: int) -> None:
    """Bring the calendar to the latest moment that is surely past, where it is behind it."""
    try:
        known = small.read(_FILE)
    except OSError:
        known = None
    floor_ms = floor_s(written, known) * 1000
    if board.utc_ms() < floor_ms:
        board.raise_utc_ms(floor_ms)


def remember(board, utc_s: int) -> None:
    """Keep in flash what the station says, once a day: a flash bears only so many writings."""
    if abs(utc_s - board.memory.get("when", 0)) < _DAY_S:
        return
    board.memory.set(when=utc_s)
    try:
        small.write(_FILE, utc_s)
    except OSError as error:
        print("the time could not be kept:", error)
