"""Which copies stay and which make room; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Final

DAYS: Final = 7
WEEKS: Final = 5
MONTHS: Final = 24
"""So many days, weeks and months keep their newest copy."""


def superfluous(
    made: Iterable[int], *, days: int = DAYS, weeks: int = WEEKS, months: int = MONTHS
) -> list[int]:
    """Return the moments of the copies that may go, rising; the newest one always stays.

    The newest copy of each of the last days, weeks and months that have one stays; counted are those that
    have a copy, so that a station that stood still for a year loses none of its old ones.

    Args:
        made: When each copy was made [s UTC].
        days: How many days keep one.
        weeks: How many weeks keep one.
        months: How many months keep one.
    """
    newest_first = sorted(set(made), reverse=True)
    kept = (
        set(newest_first[:1])
        | _newest_of_each(newest_first, lambda at: at.strftime("%Y-%m-%d"), days)
        | _newest_of_each(newest_first, lambda at: at.strftime("%G-%V"), weeks)
        | _newest_of_each(newest_first, lambda at: at.strftime("%Y-%m"), months)
    )
    return sorted(set(newest_first) - kept)


def _newest_of_each(newest_first: list[int], name: Callable[[datetime], str], most: int) -> set[int]:
    found: dict[str, int] = {}
    for at in newest_first:
        span = name(datetime.fromtimestamp(at, UTC))
        if span not in found and len(found) < most:
            found[span] = at
    return set(found.values())
