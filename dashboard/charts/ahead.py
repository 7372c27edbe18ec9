"""The water in the roots of a field: seven days back, the days to come, and what fell or was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from dashboard.charts.chart import Hole
from dashboard.charts.frame import SIDE, Frame, Tick, rounded, value_ticks
from dashboard.words.written import Words
from gateway.fields.advice.advised import Between, Window
from gateway.fields.course import SURE_80, Course, DayAhead, DayOfField

DAYS_BACK: Final = 7
DAYS_AHEAD: Final = 6
"""Today and five more."""
LEAST_MM: Final = 40.0


class Held(NamedTuple):
    """How much water for plants there is at a moment [mm].

    Attributes:
        at: [s UTC].
        limit: Under which the crop is thirsty.
        full: What the roots can hold.
        likely: Between which it lies in eight of ten cases.
    """

    at: int
    middle: float
    limit: float
    full: float
    likely: Between


class WaterRow(NamedTuple):
    """A line of the table behind the drawing.

    Attributes:
        left: Where it stands in the drawing, from the left [%].
        likely: How much water there is at the end of the day [mm].
    """

    when: str
    likely: Between
    limit: float
    left: int


@dataclass(frozen=True, slots=True)
class WaterChart:
    """The water in the roots over time [mm].

    Attributes:
        dry: The outline of where the crop is thirsty, as CSS draws polygons.
        limit, full: The lines of the limit and of full roots.
        past, later: The line up to now, and how it goes on without rain and water.
        band: Between what it lies in eight of ten cases.
        now: From the left, from the top [%]; None where nothing is said of now.
        window: When to begin to water.
        ticks: The days, by the middle of each; those to come are `ahead`.
        is_measured: Whether a probe told any of it, and none is doubted.
    """

    dry: str
    limit: str
    full: str
    past: str
    later: str
    band: str
    today: float
    now: tuple[float, float] | None
    window: Hole | None
    up: tuple[Tick, ...]
    across: tuple[Tick, ...]
    ahead: tuple[Tick, ...]
    rows: tuple[WaterRow, ...]
    is_measured: bool


def days_shown(course: Course, *, is_told_ahead: bool) -> list[date]:
    """Return the days of the drawing, rising: seven back, and today with those to come."""
    today = course.today.day
    last = min(DAYS_AHEAD, len(course.ahead)) if is_told_ahead else 1
    return [today + timedelta(days=number) for number in range(-DAYS_BACK, last)]


def water_chart(
    course: Course, words: Words, *, window: Window | None = None, is_told_ahead: bool = True
) -> WaterChart:
    """Return the drawing of a course.

    Args:
        course: Of a field.
        words: Of who looks, with the moment.
        window: When to begin to water.
        is_told_ahead: Whether anything may be said of now and of the days to come.
    """
    days = days_shown(course, is_told_ahead=is_told_ahead)
    past = [_of_day(one, words) for one in course.days[-DAYS_BACK - 1 :]]
    later = [_of_ahead(one, words) for one in course.ahead[:DAYS_AHEAD]] if is_told_ahead else []
    now = _now(course, words) if is_told_ahead else None
    every = [*past, *([now] if now else []), *later]
    _low, high, step = rounded(0.0, max(LEAST_MM, *(one.full for one in every)) * 1.04, steps=4)
    start, end = words.midnight(days[0]), words.midnight(days[-1] + timedelta(days=1))
    frame = Frame(start, end, 0.0, high)
    # While something is asked of the probes the line is reckoned without them.
    is_believed = course.question is None
    is_measured = is_believed and any(one.observed_mm is not None for one in course.days[-DAYS_BACK:])
    going = [now, *later] if now else []
    banded = going if is_measured else every
    return WaterChart(
        dry=_outline([(one.at, one.limit) for one in every], frame),
        limit=_path([(one.at, one.limit) for one in every], frame),
        full=_path([(one.at, one.full) for one in every], frame),
        past=_path([(one.at, one.middle) for one in (*past, *going[:1])], frame),
        later=_path([(one.at, one.middle) for one in going], frame),
        band=_band(banded, frame),
        today=frame.left(words.midnight(course.today.day)),
        now=(frame.left(now.at), frame.top(now.middle)) if now else None,
        window=_window(window, frame, words) if window and now else None,
        up=value_ticks(frame, step, words),
        across=_ticks([day for day in days if day < course.today.day], frame, words),
        ahead=_ticks([day for day in days if day >= course.today.day], frame, words),
        rows=_rows([*past[-DAYS_BACK:], *later], frame, words),
        is_measured=is_measured,
    )


def _of_day(one: DayOfField, words: Words) -> Held:
    reach = SURE_80 * one.sigma_mm
    return _held(
        words.midnight(one.day + timedelta(days=1)),
        one.depletion_mm,
        (one.total_available_mm, one.readily_available_mm),
        (one.depletion_mm - reach, one.depletion_mm + reach),
    )


def _of_ahead(one: DayAhead, words: Words) -> Held:
    return _held(
        words.midnight(one.day + timedelta(days=1)),
        one.depletion_mm,
        (one.total_available_mm, one.readily_available_mm),
        one.likely_mm,
    )


def _now(course: Course, words: Words) -> Held:
    size = course.ahead[0] if course.ahead else course.last
    reach = SURE_80 * course.sigma_mm
    return _held(
        words.now,
        course.depletion_mm,
        (size.total_available_mm, size.readily_available_mm),
        (course.depletion_mm - reach, course.depletion_mm + reach),
    )


def _held(at: int, depletion: float, size: tuple[float, float], likely: tuple[float, float]) -> Held:
    total, readily = size
    least, most = (min(total, max(0.0, one)) for one in likely)
    return Held(at, total - depletion, total - readily, total, Between(total - most, total - least))


def _points(told: Iterable[tuple[int, float]], frame: Frame) -> list[tuple[int, int]]:
    return [(frame.x(at), frame.y(value)) for at, value in told]


def _path(told: Sequence[tuple[int, float]], frame: Frame) -> str:
    """Return a line from point to point; a lonely one is a dot."""
    points = _points(told, frame)
    if not points:
        return ""
    rest = "".join(f"L{x} {y}" for x, y in points[1:]) or "h0"
    return f"M{points[0][0]} {points[0][1]}{rest}"


def _band(held: Sequence[Held], frame: Frame) -> str:
    if len(held) < 2:
        return ""
    lower = _points([(one.at, one.likely.low) for one in held], frame)
    upper = _points([(one.at, one.likely.high) for one in reversed(held)], frame)
    return "M" + "L".join(f"{x} {y}" for x, y in (*lower, *upper)) + "z"


def _outline(told: Sequence[tuple[int, float]], frame: Frame) -> str:
    """Return what lies under a line, held to the edges of the drawing, as `0% 100%,0% 40%,...`."""
    points = [(x / 10, y / 10) for x, y in _points(told, frame)]
    edge = [(0.0, points[0][1]), *points, (SIDE / 10, points[-1][1])]
    return ",".join(f"{x:g}% {y:g}%" for x, y in ((0.0, 100.0), *edge, (100.0, 100.0)))


def _window(window: Window, frame: Frame, words: Words) -> Hole | None:
    """Return the days of the window that are drawn; None where all of them lie beyond the drawing."""
    first = max(words.midnight(window.first), words.now)
    left = frame.left(first)
    right = frame.left(words.midnight(window.last + timedelta(days=1)))
    return Hole(left, round(right - left, 1)) if right > left else None


def _ticks(days: Iterable[date], frame: Frame, words: Words) -> tuple[Tick, ...]:
    return tuple(Tick(frame.left(words.midnight(day) + 43_200), words.weekday(day)[:2]) for day in days)


def _rows(held: Iterable[Held], frame: Frame, words: Words) -> tuple[WaterRow, ...]:
    return tuple(
        WaterRow(words.day(words.local(one.at - 1).date()), one.likely, one.limit, round(frame.left(one.at)))
        for one in held
    )
