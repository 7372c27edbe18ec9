"""Many small marks as one path of a drawing: dots, stems, bars, blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.charts.frame import SIDE, Frame


class Mark(NamedTuple):
    """A value at a moment [s UTC]."""

    at: int
    value: float


class Block(NamedTuple):
    """A stretch of time [s UTC] with a value."""

    start: int
    end: int
    value: float = 0.0


def dots(marks: Iterable[Mark], frame: Frame) -> str:
    """Return a dot for each mark: a line without length, whose round ends are seen.

    Each is told from the one before: nights are evenly apart, so that most of it repeats and weighs little.
    """
    steps, left, top = [], 0, 0
    for one in marks:
        x, y = frame.x(one.at), frame.y(one.value)
        steps.append(f"m{x - left} {y - top}h0")
        left, top = x, y
    return "".join(steps).replace(" -", "-")


def stems(marks: Iterable[Mark], frame: Frame, *, foot: float) -> str:
    """Return an upright line from a foot to each mark."""
    low, left, steps = frame.y(foot), 0, []
    for one in marks:
        x = frame.x(one.at)
        steps.append(f"m{x - left} 0V{frame.y(one.value)}V{low}")
        left = x
    return f"M0 {low}" + "".join(steps) if steps else ""


def blocks(found: Iterable[Block], frame: Frame) -> str:
    """Return a filled bar from the bottom for each block, with a slit between neighbours."""
    bars = []
    for one in found:
        left, right = frame.x(one.start), frame.x(one.end)
        if right > left and (top := frame.y(one.value)) < SIDE:
            bars.append(f"M{left} {SIDE}V{top}H{max(left + 1, right - 4)}V{SIDE}z")
    return "".join(bars)


def stretches(found: Iterable[Block], frame: Frame) -> str:
    """Return a bar as high as the drawing for each stretch of time, never thinner than can be seen."""
    bars = []
    for one in found:
        left = frame.x(one.start)
        bars.append(f"M{left} 0h{max(3, frame.x(one.end) - left)}V{SIDE}H{left}z")
    return "".join(bars)
