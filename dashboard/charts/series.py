"""Charts of one measured series: oxygen with its limits, water temperature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from dashboard.charts.chart import Chart, Dot, Extreme, Hole, Row, Stroke, Zone
from dashboard.charts.frame import HOUR_S, Frame, rounded, time_ticks, value_ticks
from dashboard.charts.paths import band, gaps, line
from dashboard.measured.hand import HandValue
from dashboard.words.written import Words
from gateway.domain.alerts import Limits
from gateway.domain.columns import Floats
from gateway.store.base import Buckets

WIDE_S: Final = 12 * HOUR_S
"""Buckets from half a day on hide a night within them, so their lowest is drawn, not their mean [s]."""


def oxygen_chart(
    buckets: Buckets,
    *,
    span: tuple[int, int],
    limits: Limits,
    words: Words,
    by_hand: Sequence[HandValue] = (),
) -> Chart:
    """Return the chart of a pond's oxygen with the zones of its limits [mg/L]."""
    highest = float(buckets.high.max()) if len(buckets) else 0.0
    highest = max([highest, *(one.value for one in by_hand)])
    low, high, step = rounded(0.0, max(6.0, limits.warn * 1.5, highest))
    frame = Frame(*span, low, high)
    zones = (
        Zone(frame.top(limits.warn), frame.top(limits.critical) - frame.top(limits.warn), "caution"),
        Zone(frame.top(limits.critical), 100 - frame.top(limits.critical), "danger"),
    )
    chart = _chart(buckets, frame, (step, "mg/L", "oxygen"), words=words, zones=zones)
    return replace(chart, dots=_dots(by_hand, frame, words))


def temperature_chart(
    buckets: Buckets, *, span: tuple[int, int], words: Words, by_hand: Sequence[HandValue] = ()
) -> Chart:
    """Return the chart of the water's temperature [°C]."""
    values = [one.value for one in by_hand]
    lowest = min([float(buckets.low.min()) if len(buckets) else 24.0, *values])
    highest = max([float(buckets.high.max()) if len(buckets) else 30.0, *values])
    low, high, step = rounded(lowest - 0.5, max(highest, lowest + 3) + 0.5, steps=3)
    frame = Frame(*span, low, high)
    chart = _chart(buckets, frame, (step, "°C", "water"), words=words)
    return replace(chart, dots=_dots(by_hand, frame, words))


def _dots(by_hand: Sequence[HandValue], frame: Frame, words: Words) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            frame.left(one.at),
            frame.top(one.value),
            f"{words.number(one.value, 1)} ({words.moment(one.at)})",
        )
        for one in by_hand
    )


def _chart(
    buckets: Buckets,
    frame: Frame,
    ink: tuple[float, str, str],
    *,
    words: Words,
    zones: tuple[Zone, ...] = (),
) -> Chart:
    step, unit, look = ink
    drawn = buckets.low if buckets.width >= WIDE_S else buckets.mean
    holes = gaps(buckets, frame, end=min(frame.end, words.now))
    return Chart(
        strokes=(
            Stroke(band(buckets, frame), f"band {look}"),
            Stroke(line(buckets, drawn, frame), f"line {look}"),
        ),
        across=time_ticks(frame, words),
        up=value_ticks(frame, step, words),
        unit=unit,
        zones=zones,
        holes=tuple(Hole(frame.left(first), frame.left(last) - frame.left(first)) for first, last in holes),
        lowest=_extreme(buckets, -buckets.low, words),
        highest=_extreme(buckets, buckets.high, words),
        rows=tuple(_rows(buckets, frame, words)),
    )


def _extreme(buckets: Buckets, heights: Floats, words: Words) -> Extreme | None:
    """Return the bucket that stands highest and its moment, as exact as a bucket is."""
    if not len(buckets):
        return None
    found = int(np.argmax(heights))
    start = int(buckets.start[found])
    when = words.moment(start) if buckets.width < WIDE_S else words.short_day(words.local(start).date())
    return Extreme(abs(float(heights[found])), when)


def _rows(buckets: Buckets, frame: Frame, words: Words) -> Iterator[Row]:
    """Yield what a person reads instead: hours of a day, days of a week, months of a year."""
    for label, members in _grouped(buckets, words):
        low, high = float(buckets.low[members].min()), float(buckets.high[members].max())
        middle = float(buckets.start[members].mean()) + buckets.width / 2
        yield Row(label, words.number(low, 1), words.number(high, 1), round(frame.left(middle)))


def _grouped(buckets: Buckets, words: Words) -> Iterator[tuple[str, list[int]]]:
    groups: dict[str, list[int]] = {}
    for number, start in enumerate(buckets.start.tolist()):
        groups.setdefault(_label(buckets, int(start), words), []).append(number)
    yield from groups.items()


def _label(buckets: Buckets, start: int, words: Words) -> str:
    span = int(buckets.start[-1] - buckets.start[0])
    day = words.local(start).date()
    if span <= 36 * HOUR_S:
        return words.moment(start - start % HOUR_S)
    if span <= 10 * 24 * HOUR_S:
        return words.day(day)
    return f"{words.month(day)} {day.year}"
