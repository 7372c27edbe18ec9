"""Bars: one number for each of a few days, months or nights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from dashboard.charts.frame import Frame, Tick, rounded, value_ticks
from dashboard.words.written import Words

FILLED: Final = 0.62
"""How much of its place a bar takes [-]."""


class Bar(NamedTuple):
    """One number.

    Attributes:
        label: Under the bar.
        name: What it is called in words.
        value: None where nobody knows.
        doubtful: How much more it could be, because something was not measured.
    """

    label: str
    name: str
    value: float | None
    doubtful: float = 0.0


class Drawn(NamedTuple):
    """A bar in its place [%]."""

    left: float
    width: float
    height: float
    label: str
    name: str
    doubtful: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars."""

    drawn: tuple[Drawn, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    unit: str
    total: float
    unknown: int


def bar_chart(
    bars: Sequence[Bar], *, unit: str, words: Words, decimals: int = 0, least: float = 20.0
) -> Bars:
    """Return bars on a scale from zero; a missing one stays missing."""
    highest = max((one.value + one.doubtful for one in bars if one.value is not None), default=0.0)
    # A seventh of air above, so that the highest bar's number has where to stand.
    low, high, step = rounded(0.0, max(least, highest * 1.15), steps=2)
    frame = Frame(0, max(1, len(bars)), low, high)
    place = 100 / max(1, len(bars))
    return Bars(
        drawn=tuple(
            Drawn(
                left=round(place * (number + 0.5 - FILLED / 2), 2),
                width=round(place * FILLED, 2),
                height=round(100 - frame.top(one.value), 1) if one.value is not None else 0.0,
                label="" if one.value is None else words.number(one.value, decimals),
                name=one.name,
                doubtful=round(100 - frame.top(one.doubtful), 1),
            )
            for number, one in enumerate(bars)
        ),
        across=tuple(Tick(round(place * (number + 0.5), 2), one.label) for number, one in enumerate(bars)),
        up=value_ticks(frame, step, words),
        unit=unit,
        total=sum(one.value for one in bars if one.value is not None),
        unknown=sum(one.value is None for one in bars),
    )
