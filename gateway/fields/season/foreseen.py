"""How the water of a field stands now, and will go without rain and without irrigation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import sqrt
from typing import Final

from gateway.fields.balance.root_zone import Demand, step
from gateway.fields.course import DayAhead
from gateway.fields.crop.stages import Growth
from gateway.fields.observed import FieldDay
from gateway.fields.probes.filtering import Belief, Passed, passed
from gateway.fields.season.following import GUESSED_SIGMA_MM, carried, overflow, watered_mm
from gateway.fields.season.stand import Ground, Stand

SPREAD_MM: Final = 1.67
SPREAD_POWER: Final = 0.794
"""The sum of the reference of n days ahead, taken as so many times the mean of the last seven days, goes
astray by 1.67 n^0.794 mm: 4 mm in 3 days, 6 mm in 5 [mm].

Source:
    Against the reference of the days that came, at stations of Kansas and Arizona. Not verified in the
    tropics.
"""


@dataclass(frozen=True, slots=True)
class Coming:
    """What the days ahead are reckoned with.

    Attributes:
        today: What came since midnight.
        reference_mm: ET0 of each day, today too [mm].
        usual_rain_mm: Standard deviation of a rain that nobody read [mm].
    """

    today: FieldDay
    reference_mm: float
    usual_rain_mm: float


def standing(stand: Stand, growth: Growth | None, coming: Coming, ground: Ground) -> Belief:
    """Return how a field stands now: as last night, with what came since."""
    return _stepped(stand, growth, replace(coming, reference_mm=0.0), ground)[0].belief


def foreseen(
    stand: Stand, grown: Sequence[Growth | None], coming: Coming, ground: Ground
) -> tuple[DayAhead, ...]:
    """Return the end of today and of each day after it, as many as growths, without more water.

    Args:
        stand: At the end of yesterday.
        grown: How far the crop is today and on the days after it.
        coming: What they are reckoned with.
        ground: The field.
    """
    told: list[DayAhead] = []
    taken = asked = 0.0
    for place, growth in enumerate(grown):
        stand, day = _stepped(stand, growth, coming, ground)
        taken, asked = taken + day.actual_mm, asked + coming.reference_mm
        share = taken / asked if asked > 0 else 0.0
        spread = share * SPREAD_MM * (place + 1) ** SPREAD_POWER
        unsure = sqrt(stand.belief.depletion_variance + spread * spread)
        told.append(replace(day, sigma_mm=min(unsure, day.total_available_mm / sqrt(12))))
        coming = replace(coming, today=FieldDay(coming.today.day + timedelta(days=1), rain_mm=0.0))
    return tuple(told)


def _stepped(stand: Stand, growth: Growth | None, coming: Coming, ground: Ground) -> tuple[Stand, DayAhead]:
    seen = coming.today
    rain, irrigation = seen.rain_mm or 0.0, watered_mm(seen, stand.reservoir)
    demand = Demand(coming.reference_mm * (1 + stand.belief.demand), growth, rain, irrigation)
    outcome = step(stand.reservoir, demand, ground.soil, terms=ground.terms)
    unread = coming.usual_rain_mm if seen.rain_mm is None else 0.0
    guessed = GUESSED_SIGMA_MM if seen.irrigation_mm is None else 0.0
    belief = passed(
        stand.belief,
        Passed(
            depletion_mm=outcome.reservoir.depletion_mm,
            taken_mm=outcome.actual_mm / (1 + stand.belief.demand),
            supply_mm=rain + irrigation,
            overflow_mm=overflow(stand.reservoir, outcome, rain + irrigation),
            unknown_mm=sqrt(unread * unread + guessed * guessed),
            holds_mm=outcome.total_available_mm,
            carried=carried(outcome),
        ),
    )
    day = DayAhead(
        day=seen.day,
        stage=None if growth is None else growth.stage,
        total_available_mm=outcome.total_available_mm,
        readily_available_mm=outcome.readily_available_mm,
        depletion_mm=belief.depletion_mm,
        sigma_mm=belief.sigma_mm,
        crop_mm=outcome.crop_mm,
        actual_mm=outcome.actual_mm,
    )
    return replace(stand, reservoir=outcome.reservoir, belief=belief), day
