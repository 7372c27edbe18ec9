"""The rows of a pond's cycle: everything on one axis of time, from the stocking to the harvest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from dashboard.charts.frame import Frame, Tick, rounded, value_ticks
from dashboard.charts.marks import Block, Mark, blocks, dots, stems, stretches
from dashboard.charts.paths import band, line
from dashboard.cycles.conditions import PondConditions
from dashboard.measured.history import Span
from dashboard.production.feeding import kg_by_span
from dashboard.production.fish import Deaths, FishFigures
from dashboard.words.written import Words
from gateway.domain.goods import Good
from gateway.ponds.exposure import ExposureNight
from gateway.store.base import Buckets

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
WEEK_S: Final = 7 * DAY_S
WIDE_PERCENT: Final = 4.0
"""A month of less than twice this, or a gap of less, is not worth its words [%]."""

WORD_PERCENT: Final = 20.0
"""How much of a telephone's plot "11 días" takes, with air around it [%]."""

WHOLE_DAY: Final = 0.95
"""A day with a smaller share of the readings usual around it is told by no mean [-]."""

NEIGHBOURS: Final = 7
"""How many days on either side say what is usual; a node may be told to measure more often."""

APART_PERCENT: Final = 5.0
"""How far apart two numbers must stand to be read [%]."""

MOST_WORST: Final = 4
"""So many days with the most deaths are drawn through all rows."""


class Gap(NamedTuple):
    """Nights without a reading [%]."""

    left: float
    width: float
    days: int


class Row(NamedTuple):
    """A row of the drawing.

    Attributes:
        paths: What is drawn, each with its look.
        ticks: Its values.
        words: What stands at a mark, in its place from the left and from the top [%].
    """

    paths: tuple[tuple[str, str], ...] = ()
    ticks: tuple[Tick, ...] = ()
    words: tuple[tuple[float, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PondRows:
    """The rows of a pond's cycle.

    Attributes:
        limit: Where the limit of oxygen stands.
        unfed: Weeks in which nobody wrote a meal down [%].
        worst: The days with the most deaths [%].
        gap_words: How long the gaps are, above the plot, where there is room for it.
        nights_unknown: Nights of all gaps together.
    """

    oxygen: Row
    limit: Tick
    hours: Row
    water: Row
    feed: Row
    deaths: Row
    aerated: Row
    exchanged: list[float]
    sampled: list[Tick]
    unfed: list[Gap]
    worst: list[float]
    gaps: list[Gap]
    gap_words: list[Tick]
    nights_unknown: int
    months: list[Tick]


def pond_rows(
    found: PondConditions, fish: FishFigures, *, feed: Good | None, span: Span, words: Words
) -> PondRows:
    """Return the rows of a pond's cycle on one axis of time.

    Args:
        found: What the pond went through.
        fish: What became of its fish.
        feed: Which feed is drawn; kilos of two feeds are never one bar.
        span: Of the cycle.
        words: Of the visitor.
    """
    frame = Frame(span.start, span.end, 0, 1)
    nights = found.oxygen.nights
    gaps = night_gaps(nights, frame, words)
    weekly, unfed = _feed(fish, feed, found.done.unfed, span, words)
    oxygen, limit = _oxygen(found, span, words)
    return PondRows(
        oxygen=oxygen,
        limit=limit,
        hours=_hours(nights, span, words),
        water=_water(whole_days(found.water), span, words),
        feed=weekly,
        deaths=_deaths(fish.deaths, span, words),
        aerated=Row(((stretches((Block(*one) for one in found.done.aerated), frame), "run"),))
        if found.done.aerated
        else Row(),
        exchanged=[frame.left(at) for at in found.done.exchanged],
        sampled=[
            Tick(frame.left(one.at), _sample(one.mean_g, one.between.high - one.mean_g, words))
            for one in fish.samples
        ],
        unfed=unfed,
        worst=[frame.left(one.at) for one in worst_days(fish.deaths)],
        gaps=gaps,
        gap_words=gap_words_of(gaps, words),
        nights_unknown=sum(one.lowest is None for one in nights),
        months=months(frame, words),
    )


def worst_days(deaths: Sequence[Deaths]) -> list[Deaths]:
    """Return the finds of the most dead fish, at most four, rising by time."""
    most = sorted(deaths, key=lambda one: -one.fish)[:MOST_WORST]
    return sorted((one for one in most if one.fish * 10 >= most[0].fish), key=lambda one: one.at)


def _oxygen(found: PondConditions, span: Span, words: Words) -> tuple[Row, Tick]:
    limit = found.oxygen.limit
    known = [
        (Mark(_dawn(one, words), one.lowest), one.lowest < limit)
        for one in found.oxygen.nights
        if one.lowest is not None
    ]
    low, high, step = rounded(0.0, max([limit * 2, *(mark.value for mark, _ in known)]), steps=2)
    frame = Frame(span.start, span.end, low, high)
    under = [mark for mark, is_low in known if is_low]
    row = Row(
        (
            (dots((mark for mark, is_low in known if not is_low), frame), "pts"),
            (stems(under, frame, foot=limit), "stem"),
            (dots(under, frame), "pts low"),
        ),
        value_ticks(frame, step, words),
        _word(min(under, key=lambda one: one.value), frame, words, 1) if under else (),
    )
    return row, Tick(frame.top(limit), words.amount(limit))


def _dawn(night: ExposureNight, words: Words) -> int:
    """Return where a night stands on the axis: at the midnight in its middle [s UTC]."""
    return words.midnight(night.evening) + DAY_S


def _word(mark: Mark, frame: Frame, words: Words, decimals: int) -> tuple[tuple[float, float, str], ...]:
    return ((frame.left(mark.at), frame.top(mark.value), words.number(mark.value, decimals)),)


def _hours(nights: Sequence[ExposureNight], span: Span, words: Words) -> Row:
    marks = [Mark(_dawn(one, words), one.hours_below) for one in nights if one.hours_below > 0]
    low, high, step = rounded(0.0, max([2.0, *(one.value * 1.15 for one in marks)]), steps=3)
    frame = Frame(span.start, span.end, low, high)
    highest = _word(max(marks, key=lambda one: one.value), frame, words, 1) if marks else ()
    return Row(((stems(marks, frame, foot=0.0), "stem"),), value_ticks(frame, step, words), highest)


def _feed(
    fish: FishFigures, feed: Good | None, unfed: Sequence[Span], span: Span, words: Words
) -> tuple[Row, list[Gap]]:
    """Return the kilos of each week, and the weeks of which nobody wrote anything down."""
    if feed is None:
        return Row(), []
    starts = [*range(span.start, span.end, WEEK_S), span.end]
    kilos = kg_by_span(fish.feeding.meals, starts, of=feed)
    low, high, step = rounded(0.0, max(10.0, *(float(one or 0) for one in kilos)), steps=2)
    frame = Frame(span.start, span.end, low, high)
    weeks = [
        (first, end, 0.0 if kg is None and _is_within(first, end, unfed) else kg)
        for (first, end), kg in zip(pairwise(starts), kilos, strict=True)
    ]
    unknown = [
        Gap(frame.left(first), round(frame.left(end) - frame.left(first), 1), 7)
        for first, end, kg in weeks
        if kg is None
    ]
    zero = tuple((frame.left((first + end) / 2), 100.0, "0") for first, end, kg in weeks if kg == 0)
    bars = blocks((Block(first, end, float(kg)) for first, end, kg in weeks if kg), frame)
    return Row(((bars, "feed"),), value_ticks(frame, step, words), zero), unknown


def _is_within(first: int, end: int, spans: Iterable[Span]) -> bool:
    return any(one.start - DAY_S <= first and end <= one.end + DAY_S for one in spans)


def _deaths(found: Sequence[Deaths], span: Span, words: Words) -> Row:
    if not found:
        return Row()
    marks = [Mark(one.at, float(one.fish)) for one in found]
    low, high, step = rounded(0.0, max(4.0, 1.2 * max(one.value for one in marks)), steps=2)
    frame = Frame(span.start, span.end, low, high)
    told: list[tuple[float, float, str]] = []
    for one in sorted(worst_days(found), key=lambda one: -one.fish):
        left = frame.left(one.at)
        if all(abs(left - other) >= APART_PERCENT for other, _, _ in told):
            told.append((left, frame.top(float(one.fish)), words.number(one.fish)))
    return Row(((stems(marks, frame, foot=0.0), "stem dead"),), value_ticks(frame, step, words), tuple(told))


def _sample(mean_g: Decimal, more: Decimal, words: Words) -> str:
    return f"{words.number(mean_g)} g ±{words.number(more)}"


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


def _water(buckets: Buckets, span: Span, words: Words) -> Row:
    if not len(buckets):
        return Row()
    low, high, step = rounded(float(buckets.low.min()), float(buckets.high.max()), steps=2)
    frame = Frame(span.start, span.end, low, high)
    drawn = ((band(buckets, frame), "band water"), (line(buckets, buckets.mean, frame), "line water"))
    return Row(drawn, value_ticks(frame, step, words))


def night_gaps(nights: Sequence[ExposureNight], frame: Frame, words: Words) -> list[Gap]:
    """Return the runs of nights without a reading."""
    found: list[Gap] = []
    run: list[date] = []
    for evening, known in [(one.evening, one.lowest is not None) for one in nights] + [(None, True)]:
        if not known and evening is not None:
            run.append(evening)
        elif run:
            left = frame.left(words.midnight(run[0]) + DAY_S // 2)
            width = round(frame.left(words.midnight(run[-1]) + 3 * DAY_S // 2) - left, 1)
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


def months(frame: Frame, words: Words) -> list[Tick]:
    """Return the middle of each month that has room for its name."""
    first, last = words.local(frame.start).date(), words.local(frame.end).date()
    found: list[Tick] = []
    month = first.replace(day=1)
    while month <= last:
        left, right = frame.left(words.midnight(month)), frame.left(words.midnight(_next_month(month)))
        if right - left >= WIDE_PERCENT * 2:
            found.append(Tick((left + right) / 2, words.month(month)))
        month = _next_month(month)
    return found


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
