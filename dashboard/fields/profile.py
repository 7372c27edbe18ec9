"""The soil of a field by depth, with what is known of it and how deep the roots are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from dashboard.fields.look import DepthLook, FieldLook, Trend
from gateway.fields.advice.advised import Between
from gateway.quality.soil_fault import SoilTrouble

STEP: Final = 5
"""Of the water in the soil nobody knows more than a twentieth [%]."""
HALF: Final = 5


class DepthRow(NamedTuple):
    """One depth as it is drawn.

    Attributes:
        share: Of the water that plants can take, what is left [%]; None where nobody knows.
        fill: How full its bar is [%].
        is_rooted: Whether the roots come so deep.
        trouble: What is wrong with its probe, None where nothing is seen.
    """

    depth_cm: int
    share: Between | None
    fill: float
    trend: Trend | None
    at: int | None
    is_rooted: bool
    trouble: SoilTrouble | None = None


def profile(look: FieldLook) -> tuple[DepthRow, ...]:
    """Return the depths of a field's probe, from the surface down; none where no probe ever told."""
    if not any(one.at is not None for one in look.depths):
        return ()
    root_cm = root_depth_cm(look)
    return tuple(_row(one, root_cm) for one in look.depths)


def root_depth_cm(look: FieldLook) -> int | None:
    """Return how deep the roots are, in steps of five [cm]; None where nothing grows."""
    if look.course is None or look.course.last.stage is None:
        return None
    return STEP * round(look.course.last.root_depth_m * 100 / STEP)


def limit_share(look: FieldLook) -> float | None:
    """Return of the water that plants can take, what must be left [%]; None where nothing grows."""
    if look.course is None or look.course.last.stage is None:
        return None
    last = look.course.last
    return round(100 * (1 - last.readily_available_mm / last.total_available_mm), 1)


def place_of_depth(depth_cm: float, depths: Sequence[int]) -> float | None:
    """Return where a depth lies in the drawing of rows of one height, from the top [%].

    The surface is the upper edge and each row's depth its middle. None where there is no row.
    """
    if not depths:
        return None
    middles = [100 * (number + 0.5) / len(depths) for number in range(len(depths))]
    marks = [(0.0, 0.0), *zip(map(float, depths), middles, strict=True)]
    for (above, top), (below, bottom) in pairwise(marks):
        if depth_cm <= below:
            return round(top + (bottom - top) * (depth_cm - above) / (below - above), 1)
    return round(min(100.0, marks[-1][1] + 100 / len(depths) / 2), 1)


def _row(one: DepthLook, root_cm: int | None) -> DepthRow:
    share = None if one.share is None else _range(one.share)
    fill = 0.0 if one.share is None else round(100 * min(1.0, max(0.0, one.share)), 1)
    is_rooted = root_cm is None or one.depth_cm <= root_cm + HALF
    return DepthRow(one.depth_cm, share, fill, one.trend, one.at, is_rooted, one.trouble)


def _range(share: float) -> Between:
    """Return the range that a share stands for [%]: ten wide, and no more precise than the probe."""
    middle = STEP * round(100 * share / STEP)
    if middle > 100 + HALF:
        return Between(100, 100)
    return Between(max(0, middle - HALF), min(100, max(HALF, middle + HALF)))
