"""One day of a field's water: reckoned first, then held against what the probes say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Final

from gateway.fields.balance.root_zone import Demand, Outcome, Reservoir, step
from gateway.fields.course import DayOfField
from gateway.fields.crop.stages import Growth
from gateway.fields.observed import FieldDay
from gateway.fields.probes.capacity import WETTING_DAYS, Filled, taught
from gateway.fields.probes.filtering import Belief, Heard, Passed, heard, passed, shrunk, sown
from gateway.fields.season.listening import Ended, Hearing, listened
from gateway.fields.season.stand import Ground, Stand
from gateway.fields.soil.layers import available_to
from gateway.fields.weather.evapotranspiration import Reference

FELT: Final = 0.15
"""What a hand misses of the water that a root zone holds, as a standard deviation [-].

Source:
    ours, not verified; a class of USDA NRCS, Program Aid 1619, is a quarter wide.
"""

GUESSED_IRRIGATION_MM: Final = 30.0
"""An irrigation without an amount brought so much, or what was missing if that is less [mm]. Ours."""

GUESSED_SIGMA_MM: Final = 15.0
"""Standard deviation of that [mm]. Ours, not verified."""

DEEPEST_CM: Final = 1000.0
"""Deeper nobody puts a probe [cm]."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a day brings.

    Attributes:
        seen: What was measured; unusable values are left out.
        usual_rain_mm: Standard deviation of a rain that nobody read [mm].
    """

    seen: FieldDay
    growth: Growth | None
    reference: Reference
    usual_rain_mm: float


def followed(before: Stand, given: Given, ground: Ground) -> tuple[Stand, DayOfField]:
    """Return how a field stands at the end of a day, and the day as it is told."""
    seen = given.seen
    if given.growth is not None and given.growth.age_days == 0:
        before = replace(before, belief=sown(before.belief))
    irrigation = watered_mm(seen, before.reservoir)
    rain = seen.rain_mm or 0.0
    outcome = step(
        before.reservoir, _demand(before, given, irrigation, rain), ground.soil, terms=ground.terms
    )
    over = overflow(before.reservoir, outcome, rain + irrigation)
    rooted, below_sigma = _rooted(before, outcome, ground)
    belief = passed(
        _narrowed(before.belief, before.reservoir, outcome, ground),
        Passed(
            depletion_mm=outcome.reservoir.depletion_mm,
            taken_mm=outcome.actual_mm / (1 + before.belief.demand),
            supply_mm=rain + irrigation,
            overflow_mm=over,
            unknown_mm=sqrt(_unknown(given) + rooted * (rooted + 2 * before.belief.sigma_mm)),
            holds_mm=outcome.total_available_mm,
            carried=carried(outcome),
        ),
    )
    supply = (*before.supply[1 - WETTING_DAYS :], rain + irrigation)
    learning = taught(before.learning, seen, supply=supply, filled=_filled(over, outcome))
    reached = Stand(
        reservoir=outcome.reservoir,
        belief=belief,
        below_sigma_mm=0.0 if outcome.drained_mm > 0 else below_sigma,
        learning=learning,
        supply=supply,
        is_over=over > 0,
        watch=before.watch,
        echo=before.echo,
        watered_on=before.watered_on if seen.irrigation_mm == 0 else seen.day,
    )
    ended = Ended(seen.day, seen.soil, outcome.total_available_mm)
    found = listened(before, reached, ended, ground) if seen.soil else Hearing(_felt(reached, seen, ended))
    return found.stand, _told(given, outcome, found)


def _felt(reached: Stand, seen: FieldDay, day: Ended) -> Stand:
    """Return how a field stands once a hand was in its soil; it teaches neither its capacity nor the crop."""
    if seen.felt is None:
        return reached
    told = Heard((1 - seen.felt) * day.holds_mm, FELT * day.holds_mm, 0.0)
    belief = heard(reached.belief, told, holds_mm=day.holds_mm)
    return replace(
        reached, belief=belief, reservoir=replace(reached.reservoir, depletion_mm=belief.depletion_mm)
    )


def watered_mm(seen: FieldDay, before: Reservoir) -> float:
    """Return the irrigation of a day [mm]; a guess where nobody knows how much it was."""
    if seen.irrigation_mm is not None:
        return seen.irrigation_mm
    return min(GUESSED_IRRIGATION_MM, before.depletion_mm)


def _demand(before: Stand, given: Given, irrigation_mm: float, rain_mm: float) -> Demand:
    air = given.seen.air
    return Demand(
        reference_mm=given.reference.millimetres * (1 + before.belief.demand),
        growth=given.growth,
        rain_mm=rain_mm,
        irrigation_mm=irrigation_mm,
        lowest_humidity=None if air is None else air.lowest_humidity,
        wind=None if air is None else air.wind,
    )


def overflow(before: Reservoir, outcome: Outcome, supply_mm: float) -> float:
    """Return what the root zone could not hold [mm]."""
    if outcome.reservoir.depletion_mm > 0:
        return 0.0
    came = supply_mm - outcome.intercepted_mm - outcome.ran_off_mm
    return max(0.0, came - outcome.actual_mm - before.depletion_mm)


def carried(outcome: Outcome) -> float:
    """Return how much of an error of the depletion a day leaves: less than all where the crop is thirsty [-].

    Source:
        The slope of the stress coefficient of Allen et al. 1998, FAO-56, eq. 84, between the limit and empty.
    """
    if outcome.stress >= 1:
        return 1.0
    slope_mm = outcome.total_available_mm - outcome.readily_available_mm
    return max(0.0, 1 - outcome.crop_mm / slope_mm) if slope_mm > 0 else 1.0


def _filled(overflow_mm: float, outcome: Outcome) -> Filled:
    return Filled(
        full_cm=_full_cm(overflow_mm, outcome),
        missing=outcome.reservoir.depletion_mm / outcome.total_available_mm,
        taken=outcome.actual_mm / 1000 / outcome.root_depth_m,
        depth_cm=100 * outcome.root_depth_m,
    )


def _full_cm(overflow_mm: float, outcome: Outcome) -> float:
    if outcome.drained_mm > 0:
        return DEEPEST_CM
    return 100 * outcome.root_depth_m if overflow_mm > 0 else 0.0


def _unknown(given: Given) -> float:
    """Return the variance of what nobody knows of a day [mm2]."""
    rain = given.usual_rain_mm if given.seen.rain_mm is None else 0.0
    irrigation = GUESSED_SIGMA_MM if given.seen.irrigation_mm is None else 0.0
    return rain * rain + irrigation * irrigation + given.reference.sigma_mm**2


def _rooted(before: Stand, outcome: Outcome, ground: Ground) -> tuple[float, float]:
    """Return what is not known of the soil that the roots reached, and of what is left below [mm, mm]."""
    if before.below_sigma_mm == 0:
        return 0.0, 0.0
    held = available_to(before.reservoir.depth_m, ground.soil)
    under = available_to(ground.terms.deepest_m, ground.soil) - held
    share = min(1.0, max(0.0, outcome.total_available_mm - held) / under) if under > 0 else 1.0
    return share * before.below_sigma_mm, (1 - share) * before.below_sigma_mm


def _narrowed(belief: Belief, before: Reservoir, outcome: Outcome, ground: Ground) -> Belief:
    """Return the belief of a root zone that became shallower, at sowing or after harvest."""
    held = available_to(before.depth_m, ground.soil)
    return shrunk(belief, outcome.total_available_mm / held) if outcome.total_available_mm < held else belief


def _told(given: Given, outcome: Outcome, found: Hearing) -> DayOfField:
    growth = given.growth
    return DayOfField(
        seen=given.seen,
        reference_mm=given.reference.millimetres,
        rung=given.reference.rung,
        stage=None if growth is None else growth.stage,
        age_days=None if growth is None else growth.age_days,
        degree_days=None if growth is None else growth.degree_days,
        root_depth_m=outcome.root_depth_m,
        total_available_mm=outcome.total_available_mm,
        readily_available_mm=outcome.readily_available_mm,
        depletion_mm=found.stand.belief.depletion_mm,
        sigma_mm=found.stand.belief.sigma_mm,
        crop_mm=outcome.crop_mm,
        actual_mm=outcome.actual_mm,
        stress=outcome.stress,
        drained_mm=outcome.drained_mm,
        ran_off_mm=outcome.ran_off_mm,
        observed_mm=found.observed_mm,
        is_believed=found.is_believed,
        predicted_mm=found.predicted_mm,
        predicted_sigma_mm=found.predicted_sigma_mm,
        wet_depths=found.wet_depths,
    )
