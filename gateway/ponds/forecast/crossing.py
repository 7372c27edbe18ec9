"""When a pond goes under a limit: a window, from how earlier nights went down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Floats, Ints
from gateway.ponds.forecast.evenings import STEP_S, STEPS, Evenings
from gateway.ponds.forecast.spread import probability_under

LEAST_DROP_MGL: Final = 0.3
"""A night that fell less says nothing of how a night falls [mg/L]."""

FEWEST_SHAPES: Final = 5


@dataclass(frozen=True, slots=True)
class Window:
    """Between when and when a pond is expected to go under a limit, if it does.

    Attributes:
        earliest: Eight of ten nights that cross do so from here [s UTC] ...
        middle: ... half of them before this [s UTC] ...
        latest: ... and until here [s UTC].
    """

    earliest: int
    middle: int
    latest: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """Whether and when a pond goes under a limit before its night ends.

    Attributes:
        limit: [mg/L].
        probability: That it does, 0 to 1 [-].
        window: None where nobody can tell when.
    """

    limit: float
    probability: float
    window: Window | None


@dataclass(frozen=True, slots=True)
class Shapes:
    """How earlier nights went down; m nights.

    Attributes:
        drop: From the issue to the minimum [mg/L], shape (m,).
        fallen: How much of that drop was behind after each half hour, rising, shape (m, 48) [-].
    """

    drop: Floats
    fallen: Floats

    def most_like(self, drop: float) -> Floats:
        """Return `fallen` of that half of the nights whose drop was nearest to a drop [mg/L]."""
        nearest = np.argsort(np.abs(self.drop - drop), kind="stable")
        return self.fallen[nearest[: max((len(nearest) + 1) // 2, FEWEST_SHAPES)]]


def shapes(rows: Evenings, which: Ints) -> Shapes:
    """Return how the chosen nights went down; those that hardly fell are left out."""
    drop = rows.now[which] - rows.minimum[which]
    fell = drop >= LEAST_DROP_MGL
    drop, chosen = drop[fell], which[fell]
    down = (rows.now[chosen, None] - rows.after[chosen]) / drop[:, None]
    return Shapes(drop, np.maximum.accumulate(np.where(np.isnan(down), 0.0, down), axis=1))


def crossing(possible: Floats, past: Shapes, limit: float, *, now: float, issue: int) -> Crossing:
    """Return whether and when a pond goes under a limit.

    Each possible minimum under the limit is reached along each of the earlier nights that fell most
    alike; the crossing is where that path goes under the limit, in the middle of its half hour. A pond
    that is under it already crosses now.

    Args:
        possible: Minima as likely as each other, rising [mg/L].
        past: How earlier nights went down.
        limit: [mg/L].
        now: Oxygen at the issue [mg/L].
        issue: [s UTC].
    """
    if now < limit:
        return Crossing(limit, 1.0, Window(issue, issue, issue))
    probability = probability_under(possible, limit)
    under = possible[possible < limit]
    if not len(under) or len(past.drop) < FEWEST_SHAPES:
        return Crossing(limit, probability, None)
    needed = (now - limit) / (now - under)
    alike = past.most_like(now - float(np.median(under)))
    reached = np.concatenate([np.searchsorted(one, needed) for one in alike])
    half_hours = np.minimum(reached, STEPS - 1) + 0.5
    moments = np.quantile(half_hours, [0.1, 0.5, 0.9]) * STEP_S + issue
    return Crossing(limit, probability, Window(*(round(float(one)) for one in moments)))
