"""How long a pond was under a limit of oxygen, counted so that anybody can count it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from gateway.domain.columns import Derived, Floats, Ints
from gateway.ponds.spans import (
    DAY_S,
    HOUR_S,
    local_days,
    local_midnight,
    lowest_of_each_moment,
    stood_for_s,
)

LOW_NIGHT_H = 1.0
"""How long a night must be under the limit to be counted as a low night [h].

Source:
    facts of the enterprises, section 5.2: nights with an hour or more.
"""


@dataclass(frozen=True, slots=True)
class ExposureDay:
    """One of the commune's days; where nothing was measured the hours are 0 and the lowest is None."""

    day: date
    hours_below: float
    hours_measured: float
    lowest: float | None


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a pond went through in a span of time.

    Attributes:
        limit: Below which it was counted [mg/L].
        hours_below: Hours under the limit, of those measured [h].
        hours_measured: Hours for which a reading stands [h].
        hours_total: Hours of the span [h].
        nights_below: Nights, from noon to noon, with LOW_NIGHT_H or more under the limit.
        lowest: The lowest value [mg/L], None when nothing was measured.
        lowest_at: When that was first [s UTC].
        days: One for each of the commune's days that the span touches, rising.
    """

    limit: float
    hours_below: float
    hours_measured: float
    hours_total: float
    nights_below: int
    lowest: float | None
    lowest_at: int | None
    days: tuple[ExposureDay, ...]

    @property
    def coverage(self) -> float:
        """How much of the span was measured, 0 to 1 [-]."""
        return self.hours_measured / self.hours_total if self.hours_total else 0.0


def exposure(oxygen: Derived, limit: float, *, start: int, end: int, utc_offset_hours: int) -> Exposure:
    """Return what a pond went through in [start, end).

    Each usable reading stands for the time to the next one, never longer than the usual step
    of its series (see `spans.stood_for_s`), and counts on the day in which it was taken.

    Args:
        oxygen: The pond's oxygen [mg/L], rising by time; what lies outside of the span is passed over.
        limit: Below which hours are counted [mg/L].
        start: Where the span begins [s UTC].
        end: Where it ends [s UTC].
        utc_offset_hours: Of the commune's clock [h].
    """
    within = oxygen.between(start, end)
    times, values = lowest_of_each_moment(within)
    stood = stood_for_s(within.time, times, end=end)
    below = np.where(values < limit, stood, 0)
    lowest = int(np.argmin(values)) if len(values) else None
    return Exposure(
        limit=limit,
        hours_below=_hours(below),
        hours_measured=_hours(stood),
        hours_total=max(end - start, 0) / HOUR_S,
        nights_below=_nights(times, below, utc_offset_hours=utc_offset_hours),
        lowest=None if lowest is None else float(values[lowest]),
        lowest_at=None if lowest is None else int(times[lowest]),
        days=tuple(
            _day(day, _Counted(times, values, stood, below), utc_offset_hours=utc_offset_hours)
            for day in local_days(start, end, utc_offset_hours=utc_offset_hours)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """Usable readings with how long each stands, and how long of that under the limit [s]; shapes (n,)."""

    times: Ints
    values: Floats
    stood: Ints
    below: Ints


def _day(day: date, counted: _Counted, *, utc_offset_hours: int) -> ExposureDay:
    midnight = local_midnight(day, utc_offset_hours=utc_offset_hours)
    first, last = np.searchsorted(counted.times, [midnight, midnight + DAY_S])
    values = counted.values[first:last]
    return ExposureDay(
        day=day,
        hours_below=_hours(counted.below[first:last]),
        hours_measured=_hours(counted.stood[first:last]),
        lowest=float(values.min()) if len(values) else None,
    )


def _nights(times: Ints, below: Ints, *, utc_offset_hours: int) -> int:
    if not len(times):
        return 0
    nights = (times + utc_offset_hours * HOUR_S - DAY_S // 2) // DAY_S
    _, first = np.unique(nights, return_index=True)
    return int(np.sum(np.add.reduceat(below, first) >= LOW_NIGHT_H * HOUR_S))


def _hours(seconds: Ints) -> float:
    return int(seconds.sum()) / HOUR_S
