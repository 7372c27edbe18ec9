"""A pond's nights, and what it went through in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

import numpy as np

from gateway.domain.columns import Derived, Floats, Ints
from gateway.ponds.spans import HOUR_S, lowest_of_each_moment, stood_for_s
from gateway.ponds.sun import DAY_S, sun_times

AFTER_SUNRISE_S: Final = 3 * HOUR_S
"""How long after sunrise a night still lasts for the water [s].

Source:
    Measured on six ponds, Iowa State Horticulture Farm 2020: the lowest oxygen comes 0.75 to 2 h after
    sunrise in the median (facts of the ponds, section 0.5).
"""

COUNTED_LIMITS: Final = (4.0, 3.0, 2.0, 1.0)
"""Under which hours are counted [mg/L]; falling.

Source:
    facts of the ponds, section 7: hours under 3, 2 and 1 mg/L as an index of keeping; 4 is the first call.
"""


@dataclass(frozen=True, slots=True)
class Night:
    """One night of the water, named by the date of its evening.

    Attributes:
        day: The date at the place on which the sun sets.
        sunset: [s UTC].
        sunrise: Of the next morning [s UTC].
    """

    day: date
    sunset: int
    sunrise: int

    @property
    def end(self) -> int:
        """When the water's night is over, three hours after sunrise [s UTC]."""
        return self.sunrise + AFTER_SUNRISE_S


@dataclass(frozen=True, slots=True)
class Below:
    """How long a pond was under one limit.

    Attributes:
        limit: [mg/L].
        hours: Of those measured [h].
        longest_run_h: Without a break or a gap [h].
    """

    limit: float
    hours: float
    longest_run_h: float


@dataclass(frozen=True, slots=True)
class NightExposure:
    """What a pond went through in one night.

    Attributes:
        lowest: The lowest usable value [mg/L], None when nothing was measured.
        lowest_at: When that was first [s UTC].
        hours_measured: For which a reading stands [h].
        hours_total: Of the night [h].
        below: One for each limit counted, falling by limit.
    """

    night: Night
    lowest: float | None
    lowest_at: int | None
    hours_measured: float
    hours_total: float
    below: tuple[Below, ...]

    @property
    def coverage(self) -> float:
        """How much of the night was measured, 0 to 1 [-]."""
        return self.hours_measured / self.hours_total


@dataclass(frozen=True, slots=True)
class CycleExposure:
    """What a pond went through in the nights of a cycle.

    Attributes:
        nights: How many there were.
        nights_measured: With a coverage of 80 % or more.
        lowest: The lowest value of all [mg/L], None when nothing was measured.
        coverage: How much of the nights was measured, 0 to 1 [-].
        below: Hours of all nights together and the longest run of any, falling by limit.
        nights_below: By limit, in the order of `below`: nights that went under it.
    """

    nights: int
    nights_measured: int
    lowest: float | None
    coverage: float
    below: tuple[Below, ...]
    nights_below: tuple[int, ...]


ENOUGH_COVERAGE: Final = 0.8
"""Below this a night does not say how low it went [-]. Source: DESIGN, section 8, Honesty."""


def nights_between(start: int, end: int, *, latitude: float, longitude: float) -> list[Night]:
    """Return the nights whose sunset lies in [start, end), rising; none where the sun does not set.

    Args:
        start: [s UTC].
        end: [s UTC].
        latitude: North is positive [°].
        longitude: East is positive [°].
    """
    first = _local_day(start, longitude) - timedelta(days=1)
    days = [first + timedelta(days=one) for one in range((end - start) // DAY_S + 4)]
    suns = [sun_times(day, latitude=latitude, longitude=longitude) for day in days]
    return [
        Night(day, evening.set, morning.rise)
        for day, evening, morning in zip(days, suns, suns[1:], strict=False)
        if evening is not None and morning is not None and start <= evening.set < end
    ]


def night_at(now: int, *, latitude: float, longitude: float) -> Night | None:
    """Return the night of the water that a moment lies in, None by day."""
    nights = nights_between(now - DAY_S, now + 1, latitude=latitude, longitude=longitude)
    return next((one for one in reversed(nights) if one.sunset <= now < one.end), None)


def night_exposure(
    oxygen: Derived, night: Night, *, limits: Sequence[float] = COUNTED_LIMITS
) -> NightExposure:
    """Return what a pond went through in a night, counted as `exposure` counts.

    Args:
        oxygen: The pond's oxygen [mg/L], rising by time; what lies outside of the night is passed over.
        night: Which one.
        limits: Under which hours are counted [mg/L].
    """
    within = oxygen.between(night.sunset, night.end)
    times, values = lowest_of_each_moment(within)
    stood = stood_for_s(within.time, times, end=night.end)
    lowest = int(np.argmin(values)) if len(values) else None
    return NightExposure(
        night=night,
        lowest=None if lowest is None else float(values[lowest]),
        lowest_at=None if lowest is None else int(times[lowest]),
        hours_measured=int(stood.sum()) / HOUR_S,
        hours_total=(night.end - night.sunset) / HOUR_S,
        below=tuple(_below(limit, times, values, stood) for limit in sorted(limits, reverse=True)),
    )


def cycle_exposure(nights: Iterable[NightExposure]) -> CycleExposure:
    """Return what a pond went through in many nights that were counted with the same limits."""
    all_nights = list(nights)
    lows = [one.lowest for one in all_nights if one.lowest is not None]
    limits = [one.limit for one in all_nights[0].below] if all_nights else []
    columns = [[one.below[place] for one in all_nights] for place in range(len(limits))]
    total = sum(one.hours_total for one in all_nights)
    return CycleExposure(
        nights=len(all_nights),
        nights_measured=sum(one.coverage >= ENOUGH_COVERAGE for one in all_nights),
        lowest=min(lows, default=None),
        coverage=sum(one.hours_measured for one in all_nights) / total if total else 0.0,
        below=tuple(
            Below(limit, sum(one.hours for one in column), max(one.longest_run_h for one in column))
            for limit, column in zip(limits, columns, strict=True)
        ),
        nights_below=tuple(sum(low < limit for low in lows) for limit in limits),
    )


def _below(limit: float, times: Ints, values: Floats, stood: Ints) -> Below:
    under = np.where(values < limit, stood, 0)
    return Below(limit, int(under.sum()) / HOUR_S, _longest_run_s(times, under) / HOUR_S)


def _longest_run_s(times: Ints, under: Ints) -> int:
    """Return the longest time under a limit without a break; a reading that stands for nothing ends it."""
    longest = run = 0
    reached = -1
    for at, stands in zip(times.tolist(), under.tolist(), strict=True):
        run = stands + (run if at == reached else 0)
        reached = at + stands if stands else -1
        longest = max(longest, run)
    return longest


def _local_day(at: int, longitude: float) -> date:
    return (datetime.fromtimestamp(at, UTC) + timedelta(hours=longitude / 15)).date()
