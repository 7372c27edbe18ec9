"""Buckets to the paths of a drawing; where nothing was measured nothing is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from dashboard.charts.frame import Frame
from gateway.domain.columns import Floats, Ints
from gateway.store.base import Buckets

MOST_POINTS: Final = 200
"""A telephone has fewer pixels across than a year has days: above this, two buckets are one point."""

GAP_IN_STEPS: Final = 2.5
"""So many times the usual step without a reading is a gap."""


def pieces(buckets: Buckets) -> list[slice]:
    """Return the runs of buckets between the gaps, in order; none when there are no buckets.

    The usual step is the middle one, at least a bucket: a probe that measures each half hour
    has no gaps in a chart of ten-minute buckets.
    """
    if not len(buckets):
        return []
    steps = np.diff(buckets.start)
    usual = max(float(buckets.width), float(np.median(steps)) if len(steps) else 0.0)
    breaks = np.flatnonzero(steps > GAP_IN_STEPS * usual) + 1
    edges = [0, *breaks.tolist(), len(buckets)]
    return [slice(first, last) for first, last in pairwise(edges)]


def line(buckets: Buckets, values: Floats, frame: Frame) -> str:
    """Return the path of one value a bucket; a lonely bucket is a dot."""
    middle, every = _middle(buckets), _every(buckets)
    return "".join(_open(middle[run][::every], _lowest(values[run], every), frame) for run in pieces(buckets))


def band(buckets: Buckets, frame: Frame) -> str:
    """Return the closed path between the lowest and the highest of each bucket.

    It begins with the lowest: where the line is drawn through them it has the same steps, which
    then travel once.
    """
    middle, every = _middle(buckets), _every(buckets)
    parts = []
    for run in pieces(buckets):
        there = _points(middle[run][::every], _lowest(buckets.low[run], every), frame)
        back = _points(middle[run][::every], -_lowest(-buckets.high[run], every), frame)[::-1]
        if len(there) > 1:
            parts.append(_path(there + back) + "z")
    return "".join(parts)


def gaps(buckets: Buckets, frame: Frame, *, end: int) -> list[tuple[int, int]]:
    """Return the spans [s UTC] within the frame, up to `end`, where nothing was measured."""
    runs = pieces(buckets)
    edges = [frame.start]
    for run in runs:
        edges += [int(buckets.start[run][0]), int(buckets.start[run][-1]) + buckets.width]
    edges.append(end)
    found = list(zip(edges[::2], edges[1::2], strict=True))
    return [(first, last) for first, last in found if last - first > 1.5 * buckets.width]


def _every(buckets: Buckets) -> int:
    return -(-len(buckets) // MOST_POINTS)


def _lowest(values: Floats, every: int) -> Floats:
    """Return the lowest of each so many values in a row."""
    return np.minimum.reduceat(values, np.arange(0, len(values), every))


def _middle(buckets: Buckets) -> Ints:
    return buckets.start + buckets.width // 2


def _open(times: Ints, values: Floats, frame: Frame) -> str:
    points = _points(times, values, frame)
    return _path(points) if len(points) > 1 else f"M{points[0][0]} {points[0][1]}h0"


def _points(times: Ints, values: Floats, frame: Frame) -> list[tuple[int, int]]:
    moments: Sequence[float] = times.tolist()
    numbers: Sequence[float] = values.tolist()
    return [(frame.x(at), frame.y(value)) for at, value in zip(moments, numbers, strict=True)]


def _path(points: Sequence[tuple[int, int]]) -> str:
    """Return a path by its steps: they repeat where places do not, and so weigh half when packed."""
    steps = " ".join(f"{right - left} {lower - upper}" for (left, upper), (right, lower) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{steps}".replace(" -", "-")
