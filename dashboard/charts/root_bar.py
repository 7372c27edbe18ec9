"""The bars of a field: the water in its roots against the limit, and what sowing needs."""

from __future__ import annotations

from typing import Final, NamedTuple

from gateway.fields.advice.advised import Advice
from gateway.fields.course import SURE_80, Course

FULL: Final = 78.0
"""Where full roots stand; what lies beyond is water that no root takes [%]."""
TOO_MUCH: Final = 89.0
"""Where the mark stands when a depth holds more than its field capacity [%]."""
EDGE: Final = 2.0


class RootBar(NamedTuple):
    """Places on a bar [%], and what is written beside it [mm].

    Attributes:
        limit: Where thirst begins.
        full: Where the roots are full.
        now: Where the field stands.
        low, high: Between which it stands in eight of ten cases.
        later: Where it stands after the days ahead, if it does not rain; None where that is not told.
        available_mm, limit_mm, full_mm: The water, the limit and what the roots hold.
        spread_mm: How far the likely values reach to each side.
    """

    limit: float
    full: float
    now: float
    low: float
    high: float
    later: float | None
    available_mm: float
    limit_mm: float
    full_mm: float
    spread_mm: float

    @property
    def left_mm(self) -> float:
        """How much more may be used before the crop is thirsty; below zero it is [mm]."""
        return self.available_mm - self.limit_mm


def root_bar(course: Course, *, is_over: bool = False) -> RootBar:
    """Return the bar of how a field stands now.

    Args:
        course: Of a field.
        is_over: Whether a depth holds more than its field capacity: more than any depletion can tell.
    """
    size = course.ahead[0] if course.ahead else course.last
    total, limit = size.total_available_mm, size.total_available_mm - size.readily_available_mm
    available, spread = total - course.depletion_mm, SURE_80 * course.sigma_mm
    end = course.ahead[-1] if course.ahead and not is_over else None

    def at(millimetres: float, of: float = total) -> float:
        return round(min(FULL, max(EDGE, FULL * millimetres / of)), 1)

    return RootBar(
        limit=at(limit),
        full=FULL,
        now=TOO_MUCH if is_over else at(available),
        low=at(available - spread),
        high=TOO_MUCH if is_over else at(available + spread),
        later=at(end.total_available_mm - end.depletion_mm, end.total_available_mm) if end else None,
        available_mm=available,
        limit_mm=limit,
        full_mm=total,
        spread_mm=spread,
    )


class SowingBar(NamedTuple):
    """How much the soil holds against what sowing needs, as places on a bar [%]."""

    needed: float
    low: float
    high: float

    @property
    def middle(self) -> float:
        """Where the mark stands [%]."""
        return round((self.low + self.high) / 2, 1)


def sowing_bar(advice: Advice) -> SowingBar | None:
    """Return the bar of a field without a crop, None where it was not looked at."""
    if advice.stored_mm is None or not advice.needed_mm:
        return None
    end = max(advice.needed_mm * 1.2, advice.stored_mm.high * 1.05)

    def at(millimetres: float) -> float:
        return round(min(100 - EDGE, max(EDGE, 100 * millimetres / end)), 1)

    return SowingBar(at(advice.needed_mm), at(advice.stored_mm.low), at(advice.stored_mm.high))
