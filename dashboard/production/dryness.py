"""On how many days a field's soil was dry, and how much it rained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gateway.domain.columns import Derived
from gateway.fields.soil.threshold import DEPLETION_FRACTION, is_dry
from gateway.ponds.spans import local_days, local_midnight

FULL = 1 - 1e-9
"""At this available fraction every layer of the roots holds what it can; more drains away [-].

Source:
    Ours, not verified as harm: the soil above its field capacity for the median of a day.
"""


@dataclass(frozen=True, slots=True)
class Dryness:
    """What a field went through in a span of days.

    Attributes:
        days_dry: Days on which the crop suffered from thirst, of those measured.
        longest_run: The most dry days one after the other; a day not measured ends a run.
        days: Every day of the span with its available fraction [-], None where nothing was measured.
    """

    days_dry: int
    longest_run: int
    days: tuple[tuple[date, float | None], ...]

    @property
    def days_measured(self) -> int:
        """Days with a usable reading."""
        return sum(fraction is not None for _, fraction in self.days)

    @property
    def days_full(self) -> int:
        """Days on which the soil held more than it can, of those measured."""
        return sum(is_full(fraction) for _, fraction in self.days)

    @property
    def days_total(self) -> int:
        """Days of the span."""
        return len(self.days)

    @property
    def coverage(self) -> float:
        """How much of the span was measured, 0 to 1 [-]."""
        return self.days_measured / self.days_total if self.days else 0.0


@dataclass(frozen=True, slots=True)
class MonthOfRain:
    """The rain of a calendar month, as far as it lies in the span.

    Attributes:
        millimetres: What fell on the days measured [mm], None when none was.
        days_measured: Days with a usable record of the gauge.
        days_total: Days of the month that lie in the span.
    """

    year: int
    month: int
    millimetres: float | None
    days_measured: int
    days_total: int


def dry_days(
    fractions: Mapping[date, float],
    *,
    start: int,
    end: int,
    utc_offset_hours: int,
    depletion_fraction: float = DEPLETION_FRACTION,
) -> Dryness:
    """Return on how many of the commune's days that [start, end) touches the soil was dry.

    Args:
        fractions: The day's median available fraction of the root zone [-], by day; see
            `gateway.fields.soil.days.daily_fractions`.
        start: Where the span begins [s UTC].
        end: Where it ends [s UTC].
        utc_offset_hours: Of the commune's clock [h].
        depletion_fraction: How much the crop may use before it suffers [-].
    """
    days = tuple(
        (day, fractions.get(day)) for day in local_days(start, end, utc_offset_hours=utc_offset_hours)
    )
    longest = run = 0
    for _, fraction in days:
        dry = fraction is not None and is_dry(fraction, depletion_fraction=depletion_fraction)
        run = run + 1 if dry else 0
        longest = max(longest, run)
    count = sum(
        fraction is not None and is_dry(fraction, depletion_fraction=depletion_fraction)
        for _, fraction in days
    )
    return Dryness(days_dry=count, longest_run=longest, days=days)


def is_full(fraction: float | None) -> bool:
    """Tell whether a day's soil held all that it can, as far as it was measured."""
    return fraction is not None and fraction >= FULL


def rain_by_month(rain: Derived, *, start: int, end: int, utc_offset_hours: int) -> list[MonthOfRain]:
    """Return the rain of each calendar month that [start, end) touches, rising.

    Args:
        rain: What fell since the record before [mm], rising by time.
        start: Where the span begins [s UTC].
        end: Where it ends [s UTC].
        utc_offset_hours: Of the commune's clock [h].
    """
    by_month: dict[tuple[int, int], list[float | None]] = {}
    within = rain.between(start, end).usable()
    for day in local_days(start, end, utc_offset_hours=utc_offset_hours):
        midnight = local_midnight(day, utc_offset_hours=utc_offset_hours)
        fell = within.between(midnight, midnight + 86_400).value
        by_month.setdefault((day.year, day.month), []).append(float(fell.sum()) if len(fell) else None)
    return [_month(year, month, fell) for (year, month), fell in by_month.items()]


def _month(year: int, month: int, fell: list[float | None]) -> MonthOfRain:
    measured = [one for one in fell if one is not None]
    return MonthOfRain(year, month, sum(measured) if measured else None, len(measured), len(fell))
