"""The rows of a cycle: everything on one axis of time, from the sowing to the harvest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np

from dashboard.charts.chart import Hole, Stroke
from dashboard.charts.frame import Frame, Tick, rounded, value_ticks
from dashboard.charts.paths import band, line
from dashboard.conditions import PondConditions
from dashboard.history import Span
from dashboard.words import Words
from gateway.ponds.exposure import ExposureDay
from gateway.store.base import Buckets

NOON_S: Final = 12 * 3600
DAY_S: Final = 24 * 3600
WIDE_PERCENT: Final = 4.0
"""A month of less than twice this, or a gap of less, is not worth its words [%]."""

WORD_PERCENT: Final = 20.0
"""How much of a telephone's plot "11 días" takes, with air around it [%]."""

WHOLE_DAY: Final = 0.95
"""A day with a smaller share of the readings usual around it is told by no mean [-]."""

NEIGHBOURS: Final = 7
"""How many days on either side say what is usual; a node may be told to measure more often."""


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
    """Days without a reading [%]."""

    left: float
    width: float
    days: int


@dataclass(frozen=True, slots=True)
class PondRows:
    """The rows of a pond's cycle.

    Attributes:
        gap_words: How long the gaps are, above the plot, where there is room for it.
        days_unknown: Days of all gaps together.
    """

    dots: list[Dot]
    dot_ticks: tuple[Tick, ...]
    limit: Tick
    hours: list[Pin]
    hour_ticks: tuple[Tick, ...]
    water: tuple[Stroke, ...]
    water_ticks: tuple[Tick, ...]
    runs: list[Hole]
    gaps: list[Gap]
    gap_words: list[Tick]
    days_unknown: int
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
    water, water_ticks = _water(whole_days(found.water), span, words)
    gaps = _gaps(days, hours, words)
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
        gaps=gaps,
        gap_words=gap_words_of(gaps, words),
        days_unknown=sum(gap.days for gap in gaps),
        months=_months(hours, words),
    )


def _noon(day: date, words: Words) -> int:
    return words.midnight(day) + NOON_S


def whole_days(days: Buckets) -> Buckets:
    """Return the days that were measured whole, or as good as: a night alone has no mean of a day.

    What is whole is told by the days around, so that a node may change its step.
    """
    usual = [
        float(np.median(days.count[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]))
        for place in range(len(days))
    ]
    kept = np.flatnonzero(days.count >= WHOLE_DAY * np.array(usual))
    return Buckets(
        days.start[kept],
        days.count[kept],
        days.low[kept],
        days.high[kept],
        days.mean[kept],
        days.total[kept],
        days.width,
    )


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
            found.append(Gap(left, width, len(run)))
            run = []
    return found


def gap_words_of(gaps: Sequence[Gap], words: Words) -> list[Tick]:
    """Return the length of each gap in words, held to the edges, none over the one before."""
    found: list[Tick] = []
    for gap in gaps:
        middle = min(max(gap.left + gap.width / 2, WORD_PERCENT / 2), 100 - WORD_PERCENT / 2)
        if gap.width >= WIDE_PERCENT and (not found or middle - found[-1].percent >= WORD_PERCENT):
            found.append(Tick(round(middle, 1), words.lasted(gap.days * DAY_S)))
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
