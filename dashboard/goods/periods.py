"""The times for which the book is summed up: a year, or all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.words.written import Words

EVER: Final = "todo"
MOST_YEARS: Final = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time.

    Attributes:
        value: Its word in an address.
        label: How a button names it.
        start, end: From `start` on and before `end` [s UTC]; None: since ever, and up to now.
    """

    value: str
    label: str
    start: int | None
    end: int | None


def periods(words: Words, *, first: int | None) -> list[Period]:
    """Return this year, those before it that have something, and all time.

    Args:
        words: How the visitor reads times, and when this is.
        first: When the first thing happened [s UTC], None where nothing has.
    """
    newest = words.today.year
    oldest = newest if first is None else min(newest, words.local(first).year)
    years = range(newest, max(oldest, newest - MOST_YEARS + 1) - 1, -1)
    return [*(_year(words, one) for one in years), Period(EVER, words.language.gettext("Todo"), None, None)]


def chosen(found: list[Period], value: str) -> Period:
    """Return the period that an address names, the first one where it names none of them."""
    return next((one for one in found if one.value == value), found[0])


def _year(words: Words, year: int) -> Period:
    start, end = words.midnight(date(year, 1, 1)), words.midnight(date(year + 1, 1, 1))
    return Period(str(year), str(year), start, end)
