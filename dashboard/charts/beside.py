"""A cycle beside others: one dot a cycle, a cross for a lost one, no line through them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from dashboard.charts.frame import Frame, Tick, value_ticks
from dashboard.production.comparing import Compared, Neighbours
from dashboard.production.cycle import Cycle
from dashboard.words.written import Words
from gateway.domain.entries import ReferenceSet

APART_PERCENT: Final = 11.0
"""How far apart two dots must stand for both of their numbers to be read [%]."""

NAMED_PERCENT: Final = 6.0
"""How far apart for both of their names [%]."""


class Mark(NamedTuple):
    """A cycle in its place [%].

    Attributes:
        is_told: Whether there is room for its number under it.
        is_named: Whether there is room for its name above it.
    """

    left: float
    number: str
    name: str
    unit: str
    uid: str
    is_lost: bool
    is_told: bool = True
    is_named: bool = True


class Stretch(NamedTuple):
    """A range from elsewhere in its place [%]."""

    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Kilos a hectare of cycles of the same product and basis.

    Attributes:
        this: None while it has no yield.
        plan: Where the plan of this cycle stands, None where there is none.
        mean: Where the mean of the earlier cycles stands, None under four.
        outside: Where the comparable ranges from elsewhere stand, in their order.
    """

    this: Mark | None
    plan: Tick | None
    before: list[Mark]
    after: list[Mark]
    others: list[Mark]
    other_units: int
    mean: Tick | None
    outside: list[Stretch]
    across: list[Tick]


def beside(
    own: Compared | None,
    found: Neighbours,
    *,
    plan: Decimal | None,
    references: Sequence[ReferenceSet],
    words: Words,
) -> Beside | None:
    """Return a cycle beside others, None while nothing stands anywhere.

    Args:
        own: The cycle with its yield, None while it has none.
        found: What stands beside it.
        plan: Its plan [kg/ha].
        references: Comparable ranges from elsewhere [kg/ha].
        words: Of the visitor.
    """
    every = [*found.before, *found.after, *found.others, *([own] if own else [])]
    values = [*(one.value for one in every), *([plan] if plan else []), *(one.most for one in references)]
    if not values or (not found.before and not found.others and not found.after and not (own and plan)):
        return None
    high, step = _scale(max(10.0, float(max(values)) * 1.08))
    frame = Frame(0, 1, 0.0, high)
    mean = found.mean
    return Beside(
        this=_mark(own, frame, words) if own else None,
        plan=Tick(_left(plan, frame), words.number(plan)) if plan else None,
        before=_marks(found.before, frame, words),
        after=_marks(found.after, frame, words),
        others=_marks(found.others, frame, words),
        other_units=len({one.cycle.unit.slug for one in found.others}),
        mean=None if mean is None else Tick(_left(mean, frame), words.number(mean)),
        outside=[_stretch(one, frame) for one in references],
        across=[Tick(round(100 - tick.percent, 1), tick.label) for tick in value_ticks(frame, step, words)],
    )


def _scale(highest: float) -> tuple[float, float]:
    """Return the top of a scale from zero and its step, in three to five steps."""
    power = 10.0 ** math.floor(math.log10(highest))
    step = next(size for size in (power / 5, power / 2, power, power * 2) if highest <= 5 * size)
    return math.ceil(highest / step) * step, step


def _marks(found: Sequence[Compared], frame: Frame, words: Words) -> list[Mark]:
    """Return dots; only those that stand apart from all others have room for their names."""
    marks = [_mark(one, frame, words) for one in found]
    apart = [
        min((abs(one.left - other.left) for other in marks if other is not one), default=100.0)
        for one in marks
    ]
    return [
        one._replace(is_told=room >= APART_PERCENT, is_named=room >= NAMED_PERCENT)
        for one, room in zip(marks, apart, strict=True)
    ]


def _mark(found: Compared, frame: Frame, words: Words) -> Mark:
    cycle: Cycle = found.cycle
    year = words.local(cycle.ended or cycle.began)
    return Mark(
        _left(found.value, frame),
        words.number(found.value),
        f"{words.month(year.date())} {year.year}",
        cycle.unit.name,
        cycle.uid,
        cycle.lost is not None,
    )


def _stretch(one: ReferenceSet, frame: Frame) -> Stretch:
    left = _left(one.least, frame)
    return Stretch(left, max(0.5, round(_left(one.most, frame) - left, 1)))


def _left(value: Decimal, frame: Frame) -> float:
    return round(100 - frame.top(float(value)), 1)
