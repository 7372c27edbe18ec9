"""The frame of a chart: which moment and which value stands where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from dashboard.words.written import Words

SIDE: Final = 1000
STEP: Final = 4
HOUR_S: Final = 3600


class Tick(NamedTuple):
    """A label on an axis.

    Attributes:
        percent: From the left or from the top [%].
    """

    percent: float
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The span of time and of values that a chart shows.

    Attributes:
        start: The left edge [s UTC].
        end: The right edge [s UTC].
        low: The value at the bottom.
        high: The value at the top.
    """

    start: int
    end: int
    low: float
    high: float

    def x(self, at: float) -> int:
        """Return how far from the left a moment stands [0 to 1000], held to the edges."""
        share = (at - self.start) / (self.end - self.start)
        return round(SIDE * min(1.0, max(0.0, share)))

    def y(self, value: float) -> int:
        """Return how far from the top a value stands [0 to 1000], held to the edges.

        In steps of half a pixel of the highest chart: finer ones are not seen, and a year of
        them is a kilobyte more to fetch.
        """
        return round(self._down(value) * SIDE / STEP) * STEP

    def left(self, at: float) -> float:
        """Return how far from the left a moment stands [%]."""
        return self.x(at) / 10

    def top(self, value: float) -> float:
        """Return how far from the top a value stands [%]."""
        return round(self._down(value) * 100, 1)

    def _down(self, value: float) -> float:
        """Return how far from the top a value stands, as a share of the chart."""
        return min(1.0, max(0.0, (self.high - value) / (self.high - self.low)))


EASY: Final = (1, 2, 3, 4, 5, 6)
"""Steps that people count in without thinking, times a power of ten."""

NARROWEST: Final = 0.4
"""Labels have one decimal: a scale of values that are all the same would repeat one number."""


class Scale(NamedTuple):
    """The bottom, the top and the step of an axis."""

    low: float
    high: float
    step: float


def rounded(low: float, high: float, *, steps: int = 4) -> Scale:
    """Return the tightest scale around values in steps that are easy to read, at most `steps`."""
    spread = max(high - low, NARROWEST)
    power = 10.0 ** (math.floor(math.log10(spread)) - 1)
    sizes = [factor * times * power for times in (1, 10, 100) for factor in EASY]
    found = [_around(low, low + spread, size) for size in sizes]
    fitting = [one for one in found if round((one.high - one.low) / one.step) <= steps]
    return min(fitting, key=lambda one: (one.high - one.low, -one.step))


def _around(low: float, high: float, step: float) -> Scale:
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def value_ticks(frame: Frame, step: float, words: Words) -> tuple[Tick, ...]:
    """Return the labels of the values, from the bottom up."""
    decimals = 0 if step >= 1 else 1
    count = round((frame.high - frame.low) / step)
    values = [frame.low + number * step for number in range(count + 1)]
    return tuple(Tick(frame.top(value), words.number(value, decimals)) for value in values)


def time_ticks(frame: Frame, words: Words) -> tuple[Tick, ...]:
    """Return the labels of the hours, days or months, as the span asks for."""
    hours = (frame.end - frame.start) / HOUR_S
    if hours <= 36:
        return _hour_ticks(frame, words)
    if hours <= 10 * 24:
        return _day_ticks(frame, words)
    return _month_ticks(frame, words)


def _hour_ticks(frame: Frame, words: Words) -> tuple[Tick, ...]:
    shift = words.offset_hours * HOUR_S
    step = 6 * HOUR_S
    first = -(-(frame.start + shift) // step) * step - shift
    moments = range(first, frame.end, step)
    return tuple(Tick(frame.left(at), words.hour(at)) for at in moments if 4 < frame.left(at) < 96)


def _day_ticks(frame: Frame, words: Words) -> tuple[Tick, ...]:
    days = _days(words.local(frame.start).date(), words.local(frame.end).date())
    noons = [(day, words.midnight(day) + 12 * HOUR_S) for day in days]
    return tuple(
        Tick(frame.left(noon), words.weekday(day)[:2])
        for day, noon in noons
        if frame.start + 4 * HOUR_S < noon < frame.end - 4 * HOUR_S
    )


def _month_ticks(frame: Frame, words: Words) -> tuple[Tick, ...]:
    days = _days(words.local(frame.start).date(), words.local(frame.end).date())
    firsts = [day for day in days if day.day == 1]
    every = 1 if len(firsts) <= 7 else 2
    return tuple(
        Tick(frame.left(words.midnight(day)), words.month(day))
        for day in firsts[::every]
        if 2 < frame.left(words.midnight(day)) < 97
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
