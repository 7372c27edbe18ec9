"""The rows of a cycle: everything on one axis of time, from the sowing to the harvest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from dashboard.charts.chart import Hole, Stroke
from dashboard.charts.frame import Frame, Tick, rounded, value_ticks
from dashboard.charts.paths import band, line
from dashboard.conditions import PondConditions
from dashboard.history import Span
from dashboard.production.exposure import ExposureDay
from dashboard.words import Words
from gateway.store.base import Buckets

NOON_S: Final = 12 * 3600
DAY_S: Final = 24 * 3600
WIDE_PERCENT: Final = 4.0
"""A narrower gap has no room for its words [%]."""


class Dot(NamedTuple):
    """A night's lowest value in its place [%]; `low` when it lies under the limit."""

    left: float
    top: float
    low: bool


class Pin(NamedTuple):
    """A bar of a day in its place [%]."""

    left: float
    height: float


class Gap(NamedTuple):
    """Days without a reading [%]; `label` only where there is room for it."""

    left: float
    width: float
    days: int
    label: bool


@dataclass(frozen=True, slots=True)
class PondRows:
    """The rows of a pond's cycle."""

    dots: list[Dot]
    dot_ticks: tuple[Tick, ...]
    limit: Tick
    hours: list[Pin]
    hour_ticks: tuple[Tick, ...]
    water: tuple[Stroke, ...]
    water_ticks: tuple[Tick, ...]
    runs: list[Hole]
    gaps: list[Gap]
    months: list[Tick]


def pond_rows(found: PondConditions, *, span: Span, words: Words) -> PondRows:
    """Return the rows of a pond's cycle on one axis of time."""
    days = found.oxygen.days
    known = [day.lowest for day in days if day.lowest is not None]
    low, high, step = rounded(0.0, max([found.oxygen.limit * 2, *known]), steps=2)
    oxygen = Frame(span.start, span.end, low, high)
    most = max([2.0, *(day.hours_below for day in days)])
    hour_low, hour_high, hour_step = rounded(0.0, most, steps=4)
    hours = Frame(span.start, span.end, hour_low, hour_high)
    water, water_ticks = _water(found.water, span, words)
    return PondRows(
        dots=[
            Dot(oxygen.left(_noon(day.day, words)), oxygen.top(day.lowest), day.lowest < found.oxygen.limit)
            for day in days
            if day.lowest is not None
        ],
        dot_ticks=value_ticks(oxygen, step, words),
        limit=Tick(oxygen.top(found.oxygen.limit), words.amount(found.oxygen.limit)),
        hours=[
            Pin(hours.left(_noon(day.day, words)), round(100 - hours.top(day.hours_below), 1))
            for day in days
            if day.hours_below > 0
        ],
        hour_ticks=value_ticks(hours, hour_step, words),
        water=water,
        water_ticks=water_ticks,
        runs=[Hole(hours.left(run.start), hours.left(run.end) - hours.left(run.start)) for run in found.runs],
        gaps=_gaps(days, hours, words),
        months=_months(hours, words),
    )


def _noon(day: date, words: Words) -> int:
    return words.midnight(day) + NOON_S


def _water(buckets: Buckets, span: Span, words: Words) -> tuple[tuple[Stroke, ...], tuple[Tick, ...]]:
    if not len(buckets):
        return (), ()
    low, high, step = rounded(float(buckets.low.min()), float(buckets.high.max()), steps=2)
    frame = Frame(span.start, span.end, low, high)
    strokes = (
        Stroke(band(buckets, frame), "band water"),
        Stroke(line(buckets, buckets.mean, frame), "line water"),
    )
    return strokes, value_ticks(frame, step, words)


def _gaps(days: Sequence[ExposureDay], frame: Frame, words: Words) -> list[Gap]:
    found: list[Gap] = []
    run: list[date] = []
    for day, known in [(one.day, one.lowest is not None) for one in days] + [(None, True)]:
        if not known and day is not None:
            run.append(day)
        elif run:
            left = frame.left(words.midnight(run[0]))
            width = round(frame.left(words.midnight(run[-1]) + DAY_S) - left, 1)
            found.append(Gap(left, width, len(run), width >= WIDE_PERCENT))
            run = []
    return found


def _months(frame: Frame, words: Words) -> list[Tick]:
    """Return the middle of each month that has room for its name."""
    first, last = words.local(frame.start).date(), words.local(frame.end).date()
    starts = [first.replace(day=1)]
    while (after := _next_month(starts[-1])) <= last:
        starts.append(after)
    found: list[Tick] = []
    for month in starts:
        left, right = frame.left(words.midnight(month)), frame.left(words.midnight(_next_month(month)))
        if right - left >= WIDE_PERCENT * 2:
            found.append(Tick((left + right) / 2, words.month(month)))
    return found


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
