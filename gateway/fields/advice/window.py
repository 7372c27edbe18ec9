"""From when until when a field should be watered, and with how much then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from gateway.fields.advice.advised import Between, Window
from gateway.fields.course import Course, DayAhead

SLOW_ROUND_H: Final = 48.0
"""A pump that needs longer than this to get round must begin earlier [h].

Source:
    ours: the last field waits for all the others. The two days are not verified.
"""

SLOW_SHARE: Final = 0.45
"""Of the water that the roots can hold so much may be missing before a slow pump begins [-].

Source:
    not verified; stricter than the 0.55 of Allen et al. 1998, FAO-56, table 22, and within the 35 to 50 %
    of the University of Nebraska-Lincoln's CropWatch.
"""

WET_MONTHS: Final = range(5, 11)
"""May to October: rain may come after the irrigation. Source: western llanos, not verified."""

ROOM_MM: Final = Between(10.0, 15.0)
"""So much room is left for rain in these months [mm]. Source: not verified."""

SPREAD_MM2_A_DAY: Final = 16.0 / 3.0
"""What is not known of the sun and the wind of a day to come: 4 mm after three days [mm2/d].

Source:
    ours, from the mean of the last week as a forecast of the next three days on stations of Kansas.
"""

HORIZON_DAYS: Final = 14
"""Further ahead nothing is said [d]; a limit that lies beyond is told as so many days. Source: ours."""


class Crossings(NamedTuple):
    """In how many days a field reaches its limit, counted from today: 0 is today [d].

    Attributes:
        soonest: If it is one standard deviation drier than expected.
        middle: As it is expected.
        latest: If it is one standard deviation wetter; each is None where it lies beyond the days looked at.
    """

    soonest: int | None
    middle: int | None
    latest: int | None


def to_come(course: Course, *, today: date, until: date | None = None) -> tuple[DayAhead, ...]:
    """Return the days from today on, 14 after it at least, without rain and without irrigation.

    Beyond what the course knows each day takes what its last one takes, less where thirst slows it.

    Args:
        course: Of the field; its days ahead rise one after the other and are never empty.
        today: The commune's day.
        until: The days go on to this one at least.
    """
    end = max(today + timedelta(days=HORIZON_DAYS), until or today)
    days = list(course.ahead)
    while days[-1].day < end:
        days.append(_next_day(days[-1]))
    return tuple(one for one in days if one.day >= today)


def _next_day(day: DayAhead) -> DayAhead:
    total, readily = day.total_available_mm, day.readily_available_mm
    # Source: Allen et al. 1998, FAO-56, eq. 84.
    share = (total - day.depletion_mm) / (total - readily) if total > readily else 0.0
    actual = day.crop_mm * min(1.0, max(0.0, share))
    return replace(
        day,
        day=day.day + timedelta(days=1),
        depletion_mm=min(total, day.depletion_mm + actual),
        sigma_mm=(day.sigma_mm**2 + SPREAD_MM2_A_DAY) ** 0.5,
        actual_mm=actual,
    )


def limit_mm(day: DayAhead, *, is_slow: bool) -> float:
    """Return how much may be missing before a field must be watered [mm].

    Args:
        day: With its readily available water, where thirst begins.
        is_slow: Whether its pump needs more than two days to get round.
    """
    slow = SLOW_SHARE * day.total_available_mm
    return min(day.readily_available_mm, slow) if is_slow else day.readily_available_mm


def crossings(days: Sequence[DayAhead], *, is_slow: bool = False) -> Crossings:
    """Return when the limit is reached.

    Args:
        days: From today on.
        is_slow: Whether the pump needs more than two days to get round.
    """

    def first(sigmas: float) -> int | None:
        reached = (
            index
            for index, one in enumerate(days)
            if one.depletion_mm + sigmas * one.sigma_mm >= limit_mm(one, is_slow=is_slow)
        )
        return next(reached, None)

    return Crossings(first(1.0), first(0.0), first(-1.0))


def window_of(days: Sequence[DayAhead], *, is_slow: bool = False) -> Window | None:
    """Return when to begin watering, None where the limit lies beyond these days.

    It opens on the first day on which the limit may be reached, today at the earliest, and closes on the day
    on which it is expected to be. Two days are left at least wherever it may also be reached later.

    Args:
        days: From today on; never empty.
        is_slow: Whether the pump needs more than two days to get round.
    """
    found = crossings(days, is_slow=is_slow)
    if found.soonest is None:
        return None
    last_known = len(days) - 1
    middle = last_known if found.middle is None else found.middle
    is_open = found.latest is None or found.latest > found.soonest
    last = min(max(middle, found.soonest + is_open), last_known)
    return Window(days[found.soonest].day, days[last].day)


def put_off(window: Window, *, to: date) -> Window:
    """Return a window that opens on a day at the earliest; what is left of it, or that day alone."""
    first = max(window.first, to)
    return Window(first, max(window.last, first))


def net_of(days: Sequence[DayAhead], window: Window) -> Between:
    """Return what must reach the roots, if begun on the first day of a window and on its last [mm].

    In the wet season room is left for rain, but never more than half of what is missing.

    Args:
        days: From today on, those of the window within.
        window: When the field will be watered.
    """
    missing = {one.day: one.depletion_mm for one in days}
    first, last = sorted((missing[window.first], missing[window.last]))
    is_wet = window.first.month in WET_MONTHS
    room = ROOM_MM if is_wet else Between(0.0, 0.0)
    return Between(first - min(room.high, first / 2), last - min(room.low, last / 2))


def thirst_of(days: Sequence[DayAhead]) -> Between:
    """Return on how many of these days the crop is thirsty, if they are wetter and drier than expected [d].

    One standard deviation to each side.
    """

    def count(sigmas: float) -> float:
        return float(sum(one.depletion_mm + sigmas * one.sigma_mm > one.readily_available_mm for one in days))

    return Between(count(-1.0), count(1.0))
