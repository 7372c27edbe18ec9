"""What the filter would have said of measured seasons, one reading ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import sqrt
from typing import Final, Literal

from gateway.fields.balance.root_zone import Demand, Reservoir, Terms, step
from gateway.fields.course import SURE_80
from gateway.fields.crop.stages import Growth
from gateway.fields.observed import FieldDay
from gateway.fields.probes.capacity import WARM_UP
from gateway.fields.probes.filtering import (
    CALIBRATED_MM,
    Belief,
    Heard,
    Passed,
    doubting,
    expected,
    heard,
    passed,
    trusting,
)
from gateway.fields.season.following import carried, overflow
from gateway.fields.setting import Soil
from gateway.fields.soil.layers import Layer, Layers, available_to
from gateway.fields.weather.evapotranspiration import Reference

Way = Literal["open", "filter", "insertion"]
WAYS: Final[tuple[Way, ...]] = ("open", "filter", "insertion")

BEGINNING_MM: Final = 10.0
"""How well a depletion is known that was written down for the first day, one sigma [mm]. Ours."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The water of a soil as it was measured from the top down.

    Attributes:
        day: At whose end it was so.
        water: Of each layer [m3/m3] by its bottom [cm], rising.
    """

    day: date
    water: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Trial:
    """A measured season of one plot.

    Attributes:
        days: One after the other, from sowing on.
        grown: How far the crop was on each.
        references: Of each.
        limits: The soil's two marks.
        terms: Of its balance.
        profiles: As they were measured, rising.
        begins_mm: What was missing before the first day; None where nobody knows [mm].
    """

    name: str
    days: Sequence[FieldDay]
    grown: Sequence[Growth]
    references: Sequence[Reference]
    limits: Layers
    terms: Terms
    profiles: Sequence[Profile]
    begins_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A profile, and what was said of it before it was seen; all are depletions of the root zone [mm].

    Attributes:
        day: At whose end it was measured.
        measured_mm: Below 0 where more was there than a full soil holds.
        open_mm: By the balance alone, that never heard of a profile.
        filter_mm, filter_sigma_mm: By the filter.
        insertion_mm: By the balance that begins anew at each profile.
        persistence_mm: As at the profile before; None for the first one.
    """

    day: date
    measured_mm: float
    open_mm: float
    filter_mm: float
    filter_sigma_mm: float
    insertion_mm: float
    persistence_mm: float | None

    @property
    def is_within(self) -> bool:
        """Whether it came within the band of eight in ten."""
        return abs(self.measured_mm - self.filter_mm) <= SURE_80 * self.filter_sigma_mm


def backtest(trial: Trial, *, is_learnt: bool, every: int = 1) -> list[Ahead]:
    """Return what was said of each profile before it was seen.

    Where field capacity is learnt, or nobody knows how it began, the first five profiles only teach.

    Args:
        trial: The season.
        is_learnt: Whether field capacity is taken from the wettest of the first five profiles and not from
            the survey; what plants can take of it stays that of the survey.
        every: So many-th profiles are heard, the others only judge; where all are heard, all judge.
    """
    apart = WARM_UP if is_learnt or trial.begins_mm is None else 0
    limits = learnt(trial.limits, trial.profiles[:WARM_UP]) if is_learnt else trial.limits
    under = replace(trial, limits=limits)
    ways = [list(walked(under, Manner(way, apart, every))) for way in WAYS]
    found, before = [], None
    for place, (alone, filtered, inserted) in enumerate(zip(*ways, strict=True)):
        is_heard = place % every == 0
        if place >= apart and (every == 1 or not is_heard):
            found.append(
                Ahead(
                    day=alone.day,
                    measured_mm=alone.measured_mm,
                    open_mm=alone.said_mm,
                    filter_mm=filtered.said_mm,
                    filter_sigma_mm=filtered.sigma_mm,
                    insertion_mm=inserted.said_mm,
                    persistence_mm=before,
                )
            )
        before = alone.measured_mm if is_heard else before
    return found


def learnt(limits: Layers, profiles: Sequence[Profile]) -> list[Layer]:
    """Return the soil with the wettest of some profiles for its field capacity, by the measured layers."""
    wettest: dict[int, float] = {}
    for profile in profiles:
        for bottom, water in profile.water.items():
            wettest[bottom] = max(water, wettest.get(bottom, 0.0))
    found, top = [], 0
    for bottom, water in sorted(wettest.items()):
        available = soil_at(limits, (top + bottom) / 200).available
        found.append(Layer(bottom / 100, Soil(water, water - available)))
        top = bottom
    return found


def soil_at(limits: Layers, depth_m: float) -> Soil:
    """Return the soil at a depth; under the last layer that one goes on."""
    return next((layer.soil for layer in limits if depth_m <= layer.bottom_m), limits[-1].soil)


def missing(water: Mapping[int, float], limits: Layers, *, depth_m: float) -> float:
    """Return the depletion of a root zone by a measured profile [mm]; below 0 where it is more than full.

    Where the profile ends above the roots, its last layer speaks for the rest.

    Args:
        water: Of each layer [m3/m3] by its bottom [cm], rising; at least one.
        limits: The soil's two marks.
        depth_m: Of the root zone [m].
    """
    bottoms = [*sorted(water)]
    borders = sorted({0.0, depth_m, *(one / 100 for one in bottoms), *(one.bottom_m for one in limits)})
    total = 0.0
    for top, bottom in pairwise(one for one in borders if one <= depth_m):
        middle = (top + bottom) / 2
        layer = next((one for one in bottoms if middle <= one / 100), bottoms[-1])
        total += 1000 * (bottom - top) * (soil_at(limits, middle).field_capacity - water[layer])
    return total


@dataclass(frozen=True, slots=True)
class Step:
    """A profile, and what one way had to say of it.

    Attributes:
        measured_mm: Depletion by the profile [mm].
        said_mm, sigma_mm: What was said before it was heard, and how far the profile may lie from it [mm].
        after_mm: What is believed once it was heard [mm].
    """

    day: date
    measured_mm: float
    said_mm: float
    sigma_mm: float
    after_mm: float


@dataclass(frozen=True, slots=True)
class Manner:
    """How a season is walked through.

    Attributes:
        way: Balance alone, filter, or a balance that begins anew at each profile.
        warm_up: So many profiles are taken as they are, whatever the way.
        every: So many-th profiles are heard.
        ears: What is heard of a profile in a root zone of a depth [m]; None: the profile itself.
    """

    way: Way
    warm_up: int = 0
    every: int = 1
    ears: Callable[[Profile, float], Heard] | None = None


def walked(trial: Trial, manner: Manner) -> Iterator[Step]:
    """Yield what one way says of each profile within the days, in their order."""
    profiles = {one.day: one for one in trial.profiles}
    reservoir, belief = _begun(trial, is_trusted=manner.ears is None)
    place = 0
    for seen, growth, reference in zip(trial.days, trial.grown, trial.references, strict=True):
        reservoir, belief, holds = _passed(trial, (reservoir, belief), (seen, growth, reference))
        profile = profiles.get(seen.day)
        if profile is None:
            continue
        measured = missing(profile.water, trial.limits, depth_m=reservoir.depth_m)
        told = Heard(measured, CALIBRATED_MM, 1000 * reservoir.depth_m)
        if manner.ears is not None:
            told = manner.ears(profile, reservoir.depth_m)
        said, sigma = belief.depletion_mm, expected(belief, told)[1]
        is_heard = place % manner.every == 0
        if place < manner.warm_up or (manner.way == "insertion" and is_heard):
            belief = trusting(Belief(min(holds, max(0.0, told.depletion_mm)), CALIBRATED_MM**2))
        elif manner.way == "filter" and is_heard:
            belief = heard(belief, told, holds_mm=holds)
        yield Step(seen.day, measured, said, sigma, belief.depletion_mm)
        reservoir = replace(reservoir, depletion_mm=belief.depletion_mm)
        place += 1


def _begun(trial: Trial, *, is_trusted: bool) -> tuple[Reservoir, Belief]:
    depth = trial.grown[0].root_depth_m
    holds = available_to(depth, trial.limits)
    begins = holds / 2 if trial.begins_mm is None else min(holds, max(0.0, trial.begins_mm))
    variance = holds * holds / 12 if trial.begins_mm is None else BEGINNING_MM**2
    belief = Belief(begins, variance)
    reservoir = Reservoir(begins, trial.terms.surface.total_mm, depth)
    return reservoir, trusting(belief) if is_trusted else doubting(belief)


def _passed(
    trial: Trial, before: tuple[Reservoir, Belief], given: tuple[FieldDay, Growth, Reference]
) -> tuple[Reservoir, Belief, float]:
    """Return what is reckoned and believed a day later, and what a full root zone holds [mm]."""
    (reservoir, belief), (seen, growth, reference) = before, given
    rain, irrigation = seen.rain_mm or 0.0, seen.irrigation_mm or 0.0
    demand = Demand(
        reference_mm=reference.millimetres * (1 + belief.demand),
        growth=growth,
        rain_mm=rain,
        irrigation_mm=irrigation,
        lowest_humidity=None if seen.air is None else seen.air.lowest_humidity,
        wind=None if seen.air is None else seen.air.wind,
    )
    outcome = step(reservoir, demand, trial.limits[0].soil, terms=trial.terms, layers=trial.limits)
    later = passed(
        belief,
        Passed(
            depletion_mm=outcome.reservoir.depletion_mm,
            taken_mm=outcome.actual_mm / (1 + belief.demand),
            supply_mm=rain + irrigation,
            overflow_mm=overflow(reservoir, outcome, rain + irrigation),
            unknown_mm=reference.sigma_mm,
            holds_mm=outcome.total_available_mm,
            carried=carried(outcome),
        ),
    )
    return outcome.reservoir, later, outcome.total_available_mm


@dataclass(frozen=True, slots=True)
class Score:
    """How far a way of saying lay from what was measured, both in mm; above 0 it says too dry."""

    profiles: int
    rmse_mm: float
    bias_mm: float


def score(said: Sequence[float], measured: Sequence[float]) -> Score | None:
    """Return the score of a way; None where there is nothing to score."""
    apart = [one - other for one, other in zip(said, measured, strict=True)]
    if not apart:
        return None
    return Score(len(apart), sqrt(sum(one * one for one in apart) / len(apart)), sum(apart) / len(apart))
