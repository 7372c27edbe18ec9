"""A cycle beside others: one dot a cycle, no mean, no line through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from dashboard.charts.frame import Frame, Tick, rounded, value_ticks
from dashboard.production.cycles import Cycle
from dashboard.words import Words


class Mark(NamedTuple):
    """A cycle in its place [%]; `side` says where its number has room."""

    left: float
    number: str
    name: str
    uid: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Kilos a hectare of cycles of the same product and basis.

    Attributes:
        plan: Where the plan of this cycle stands [%], None where there is none.
    """

    this: Mark
    plan: Tick | None
    before: list[Mark]
    others: list[Mark]
    other_units: int
    across: list[Tick]


Yield = Callable[[Cycle], Decimal | None]


def comparable(cycle: Cycle, others: Sequence[Cycle]) -> list[Cycle]:
    """Return the ended cycles that may stand beside one: the same product, and the same base of grain."""
    return [
        one
        for one in others
        if one.uid != cycle.uid
        and one.ended is not None
        and (one.sort, one.product) == (cycle.sort, cycle.product)
        and one.base == cycle.base
    ]


def beside(
    cycle: Cycle, others: Sequence[Cycle], *, of: Yield, plan: Decimal | None, words: Words
) -> Beside | None:
    """Return a cycle beside others, None while it has no yield or nothing stands beside it."""
    own = of(cycle)
    found = [(one, value) for one in comparable(cycle, others) if (value := of(one)) is not None]
    if own is None or not (found or plan):
        return None
    highest = max([own, *(value for _, value in found), *([plan] if plan else [])])
    low, high, step = rounded(0.0, float(highest) * 1.08, steps=4)
    frame = Frame(0, 1, low, high)

    def mark(one: Cycle, value: Decimal) -> Mark:
        year = words.local(one.ended or one.began)
        return Mark(
            _left(value, frame),
            words.number(value),
            f"{words.month(year.date())} {year.year}",
            one.uid,
        )

    return Beside(
        this=mark(cycle, own),
        plan=Tick(_left(plan, frame), words.number(plan)) if plan else None,
        before=[mark(one, value) for one, value in found if one.unit.slug == cycle.unit.slug],
        others=[mark(one, value) for one, value in found if one.unit.slug != cycle.unit.slug],
        other_units=len({one.unit.slug for one, _ in found if one.unit.slug != cycle.unit.slug}),
        across=[Tick(round(100 - tick.percent, 1), tick.label) for tick in value_ticks(frame, step, words)],
    )


def _left(value: Decimal, frame: Frame) -> float:
    return round(100 - frame.top(float(value)), 1)
