"""Hours and chances of the night, in the words of who tends a pond."""

from __future__ import annotations

import math
from typing import Final

from dashboard.words.written import NARROW, Words

HALF_HOUR_S: Final = 1800


def of_ten(probability: float) -> int:
    """Return of ten nights like this how many go under, 0 to 10."""
    return min(max(int(probability * 10 + 0.5), 0), 10)


def window(words: Words, earliest: int, latest: int) -> tuple[str, str]:
    """Return a window in half hours, as "3:30" and "5 a. m.": forecasts know no minutes.

    It is made wider, never narrower; the half of the day stands once where both are in the same.
    """
    first = earliest // HALF_HOUR_S * HALF_HOUR_S
    last = -(-latest // HALF_HOUR_S) * HALF_HOUR_S
    begins, ends = short_clock(words, first), short_clock(words, last)
    if half_of_day(words, first) == half_of_day(words, last):
        return begins.split(NARROW, 1)[0], ends
    return begins, ends


def short_clock(words: Words, at: int) -> str:
    """Return the time of day, without the minutes where it is a whole hour, as "5 a. m."."""
    return words.clock(at).replace(":00", "")


def half_of_day(words: Words, at: int) -> bool:
    """Tell whether a moment is before noon."""
    return words.local(at).hour < 12


def at_hour(words: Words, at: int) -> str:
    """Return the time of day of a night that everybody knows which it is, as "a las 5 a. m."."""
    if words.language.code != "es":
        return f"at {short_clock(words, at)}"
    return f"{'a la' if words.local(at).hour % 12 == 1 else 'a las'} {short_clock(words, at)}"


def bare_clock(words: Words, at: int) -> str:
    """Return the time of day without its half, as "12:30" or "5": a sheet says once which half it is."""
    return short_clock(words, at).split(NARROW, 1)[0]


def bare_window(words: Words, earliest: int, latest: int) -> tuple[str, str]:
    """Return a window in half hours without the halves of the day, as "12:30" and "2"."""
    first = earliest // HALF_HOUR_S * HALF_HOUR_S
    last = -(-latest // HALF_HOUR_S) * HALF_HOUR_S
    return bare_clock(words, first), bare_clock(words, last)


def spread(words: Words, between: tuple[float, float], *, step: float) -> str:
    """Return two numbers as "6,5-7", rounded outwards; one where both are the same."""
    low, high = math.floor(between[0] / step + 1e-6) * step, math.ceil(between[1] / step - 1e-6) * step
    first, last = words.amount(low, most=1), words.amount(high, most=1)
    return first if first == last else f"{first}-{last}"


def the_hour(words: Words, at: int) -> str:
    """Return a time of day with its article, as "las 8:15" or "la 1"."""
    clock = bare_clock(words, at)
    if words.language.code != "es":
        return clock
    return f"{'la' if words.local(at).hour % 12 == 1 else 'las'} {clock}"
