"""A chart as the template draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dashboard.charts.frame import Tick


class Stroke(NamedTuple):
    """One path of the drawing with its look."""

    path: str
    look: str

    @property
    def is_band(self) -> bool:
        """Whether it is filled."""
        return self.look.startswith("band")


class Zone(NamedTuple):
    """A horizontal stretch of the chart that means something.

    Attributes:
        top: Its upper edge from the top [%].
        height: [%].
        look: `danger` or `caution`.
    """

    top: float
    height: float
    look: str


class Hole(NamedTuple):
    """A vertical stretch without readings.

    Attributes:
        left: From the left [%].
        width: [%].
    """

    left: float
    width: float


class Dot(NamedTuple):
    """One value that somebody measured by hand.

    Attributes:
        left: From the left [%].
        top: From the top [%].
        told: Its value and its moment, in words.
    """

    left: float
    top: float
    told: str


class Extreme(NamedTuple):
    """A value that is told beside the chart, and when it was, in words."""

    value: float
    when: str


class Row(NamedTuple):
    """A line of the table behind a chart.

    Attributes:
        left: The middle of what it tells of, from the left [%].
    """

    when: str
    low: str
    high: str
    left: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """One series over time.

    Attributes:
        sunrises: Where the sun rose, from the left [%].
        runs: When the aerator ran.
        dots: What was measured by hand, rising by time.
        rows: What a reader without eyes or with doubts gets instead of the drawing.
    """

    strokes: tuple[Stroke, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    unit: str
    zones: tuple[Zone, ...] = ()
    holes: tuple[Hole, ...] = ()
    sunrises: tuple[float, ...] = ()
    runs: tuple[Hole, ...] = ()
    dots: tuple[Dot, ...] = ()
    lowest: Extreme | None = None
    highest: Extreme | None = None
    rows: tuple[Row, ...] = ()
