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
class ExposureNight:
    """From one noon of the commune to the next; where nothing was measured there is no lowest.

    Attributes:
        evening: The day on which it began.
        lowest_at: When it was lowest first [s UTC].
    """

    evening: date
    hours_below: float
    hours_measured: float
    lowest: float | None
    lowest_at: int | None


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
        nights: One for each night that the span touches, rising.
        longest_run_h: The longest time under the limit without a reading above it or a gap [h].
    """

    limit: float
    hours_below: float
    hours_measured: float
    hours_total: float
    nights_below: int
    lowest: float | None
    lowest_at: int | None
    days: tuple[ExposureDay, ...]
    nights: tuple[ExposureNight, ...] = ()
    longest_run_h: float = 0.0

    @property
    def nights_measured(self) -> int:
        """Nights with a usable reading."""
        return sum(one.lowest is not None for one in self.nights)

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
    counted = _Counted(times, values, stood, np.where(values < limit, stood, 0))
    lowest = int(np.argmin(values)) if len(values) else None
    nights = tuple(
        _night(evening, counted, utc_offset_hours=utc_offset_hours)
        for evening in local_days(start - DAY_S // 2, end - DAY_S // 2, utc_offset_hours=utc_offset_hours)
    )
    return Exposure(
        limit=limit,
        hours_below=_hours(counted.below),
        hours_measured=_hours(stood),
        hours_total=max(end - start, 0) / HOUR_S,
        nights_below=sum(one.hours_below >= LOW_NIGHT_H for one in nights),
        lowest=None if lowest is None else float(values[lowest]),
        lowest_at=None if lowest is None else int(times[lowest]),
        days=tuple(
            _day(day, counted, utc_offset_hours=utc_offset_hours)
            for day in local_days(start, end, utc_offset_hours=utc_offset_hours)
        ),
        nights=nights,
        longest_run_h=_longest_run_h(counted),
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


def _night(evening: date, counted: _Counted, *, utc_offset_hours: int) -> ExposureNight:
    noon = local_midnight(evening, utc_offset_hours=utc_offset_hours) + DAY_S // 2
    first, last = np.searchsorted(counted.times, [noon, noon + DAY_S])
    values = counted.values[first:last]
    lowest = int(np.argmin(values)) if len(values) else None
    return ExposureNight(
        evening=evening,
        hours_below=_hours(counted.below[first:last]),
        hours_measured=_hours(counted.stood[first:last]),
        lowest=None if lowest is None else float(values[lowest]),
        lowest_at=None if lowest is None else int(counted.times[first + lowest]),
    )


def _longest_run_h(counted: _Counted) -> float:
    """Return the longest run under the limit [h]; a gap or a reading at or above it ends a run."""
    if not len(counted.times):
        return 0.0
    until = counted.times + counted.stood
    breaks = (counted.below[1:] == 0) | (counted.below[:-1] == 0) | (until[:-1] < counted.times[1:])
    starts = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    return int(np.add.reduceat(counted.below, starts).max()) / HOUR_S


def _hours(seconds: Ints) -> float:
    return int(seconds.sum()) / HOUR_S
