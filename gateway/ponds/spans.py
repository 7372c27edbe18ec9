"""How long a reading stands for what was measured, so that a gap stays a gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import numpy as np

from gateway.domain.columns import Derived, Floats, Ints

DAY_S = 86_400
HOUR_S = 3600


def stood_for_s(times: Ints, usable: Ints, *, end: int) -> Ints:
    """Return how long each usable reading stands [s], shape of `usable`.

    It stands until the next usable one, never longer than the usual step of its series: the
    median step of that UTC day, counted over all readings so that failed ones leave a gap. A
    day with fewer than two readings takes the median of the whole span; a reading that is
    alone in the span stands for nothing.

    Args:
        times: Of all readings, rising [s UTC].
        usable: Of the usable ones, rising, each time once [s UTC].
        end: Where the span ends, after all of them; nothing stands beyond it [s UTC].
    """
    steps = _usual_step_s(_each_once(times), usable)
    until_the_next = np.diff(usable, append=end)
    return np.minimum(until_the_next, steps).astype(np.int64)


def _each_once(rising: Ints) -> Ints:
    """Return rising values without their repeats; np.unique would sort a year of minutes again."""
    return rising[np.diff(rising, prepend=rising[:1] - 1) > 0]


def _usual_step_s(times: Ints, usable: Ints) -> Ints:
    steps, days = np.diff(times), times[:-1] // DAY_S
    overall = int(np.median(steps)) if len(steps) else 0
    # A step that leaves its day says how long the pause was, not how often one measures.
    within = days == times[1:] // DAY_S
    named = _each_once(days[within])
    groups = np.split(steps[within], np.searchsorted(days[within], named[1:]))
    usual = {int(day): int(np.median(group)) for day, group in zip(named, groups, strict=False)}
    asked = usable // DAY_S
    each = _each_once(asked)
    return np.array([usual.get(int(day), overall) for day in each], dtype=np.int64)[
        np.searchsorted(each, asked)
    ]


def lowest_of_each_moment(found: Derived) -> tuple[Ints, Floats]:
    """Return the usable values with each time once: of two records of one second the lower."""
    usable = found.usable()
    usable = usable.take(~np.isnan(usable.value))
    if (np.diff(usable.time) > 0).all():
        return usable.time, usable.value
    times, first = np.unique(usable.time, return_index=True)
    values = np.minimum.reduceat(usable.value, first) if len(times) else usable.value
    return times, values


def local_day(at: int, *, utc_offset_hours: int) -> date:
    """Return the commune's date at a moment."""
    return (datetime.fromtimestamp(at, UTC) + timedelta(hours=utc_offset_hours)).date()


def local_days(start: int, end: int, *, utc_offset_hours: int) -> Iterator[date]:
    """Yield the commune's dates that [start, end) touches, rising."""
    day = local_day(start, utc_offset_hours=utc_offset_hours)
    while day <= local_day(end - 1, utc_offset_hours=utc_offset_hours):
        yield day
        day += timedelta(days=1)


def local_midnight(day: date, *, utc_offset_hours: int) -> int:
    """Return when a date of the commune begins [s UTC]."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) - utc_offset_hours * HOUR_S
