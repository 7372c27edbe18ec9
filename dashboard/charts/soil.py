"""Charts of a field: the water at each depth, and the rain of each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final, NamedTuple

import numpy as np

from dashboard.charts.bars import Bar, Bars, bar_chart
from dashboard.charts.chart import Chart, Hole, Row, Stroke, Zone
from dashboard.charts.frame import Frame, time_ticks, value_ticks
from dashboard.charts.paths import gaps, line
from dashboard.history import Span
from dashboard.words import Words
from gateway.domain.columns import Floats
from gateway.fields.threshold import available_fraction
from gateway.store.base import Buckets

HIGH_PERCENT: Final = 120.0
"""After a storm the soil holds more than field capacity for a day [%]."""


class Layer(NamedTuple):
    """What one depth told over a span, in percent of the water that plants can take."""

    depth_cm: int
    buckets: Buckets


def in_percent(buckets: Buckets, *, field_capacity: float, wilting_point: float) -> Buckets:
    """Return soil water [m3/m3] as percent of what plants can take."""

    def percent(values: Floats) -> Floats:
        shares = available_fraction(values, field_capacity=field_capacity, wilting_point=wilting_point)
        return 100 * np.clip(shares, 0.0, HIGH_PERCENT / 100)

    return replace(buckets, low=percent(buckets.low), high=percent(buckets.high), mean=percent(buckets.mean))


def soil_chart(layers: Sequence[Layer], *, span: Span, limit: float, words: Words) -> Chart:
    """Return the chart of all depths over a span; under the limit [0 to 1] maize suffers."""
    highest = max((float(one.buckets.high.max()) for one in layers if len(one.buckets)), default=100.0)
    frame = Frame(span.start, span.end, 0.0, HIGH_PERCENT if highest > 100 else 100.0)
    dry = frame.top(limit * 100)
    holes = gaps(layers[0].buckets, frame, end=min(span.end, words.now)) if layers else []
    return Chart(
        strokes=tuple(
            Stroke(line(one.buckets, one.buckets.mean, frame), f"line soil-{number}")
            for number, one in enumerate(layers, 1)
        ),
        across=time_ticks(frame, words),
        up=value_ticks(frame, 20.0, words),
        unit="%",
        zones=(Zone(dry, 100 - dry, "danger"),),
        holes=tuple(Hole(frame.left(first), frame.left(last) - frame.left(first)) for first, last in holes),
        rows=tuple(Row(f"{one.depth_cm} cm", *_ends(one.buckets, words)) for one in layers),
    )


def _ends(buckets: Buckets, words: Words) -> tuple[str, str]:
    if not len(buckets):
        return "?", "?"
    return f"{words.number(float(buckets.low.min()))} %", f"{words.number(float(buckets.high.max()))} %"


def rain_chart(days: Buckets, *, span: Span, words: Words) -> Bars:
    """Return the rain of each day [mm]; a day without readings is not a dry day."""
    told = {
        words.local(int(start)).date(): float(total)
        for start, total in zip(days.start, days.total, strict=True)
    }
    first, last = words.local(span.start).date(), words.local(span.end - 1).date()
    dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    bars = [Bar(words.weekday(day)[:2], words.day(day), told.get(day)) for day in dates]
    return bar_chart(bars, unit="mm", decimals=0, words=words)
