"""The fish of a cycle: how many, how heavy, and what they were fed for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dashboard.production.cycle import Cycle
from dashboard.production.feeding import Feeding, feeding
from dashboard.production.growth import (
    GRAMS_IN_A_KILO,
    Range,
    biomass_kg,
    feed_conversion,
    fish_alive,
    grams_per_day,
    mean_weight_g,
    sampling_range_g,
    specific_growth_rate,
)
from dashboard.production.registers import BookRegisters
from gateway.domain.entries import Died, Entry, Sampled

DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Sample:
    """Some fish that were caught and weighed.

    Attributes:
        at: When [s UTC].
        fish: How many.
        mean_g: What one of them weighed [g].
        between: Where the mean of all fish lies [g].
    """

    at: int
    fish: int
    mean_g: Decimal
    between: Range


@dataclass(frozen=True, slots=True)
class Deaths:
    """Dead fish that were found once; `is_counted` tells whether somebody counted them."""

    at: int
    fish: int
    is_counted: bool


@dataclass(frozen=True, slots=True)
class FishFigures:
    """What became of the fish of a cycle; None wherever it cannot be known, never zero.

    Attributes:
        is_over: Whether the cycle has ended; until then fish that were not harvested are not missing.
        harvested: Fish counted at all harvests together.
        deaths: Rising by time.
        samples: Rising by time.
        days: From the stocking to the end [d], of one that goes on until now.
        final_g: What a fish weighed at the harvest [g].
        gain_kg: What was harvested less what was stocked [kg].
        conversion: Kilos of concentrate for each kilo gained; None also where other feed was given.
        grams_a_day: What a fish gained a day [g/d].
        growth_rate: By how much a fish grew a day [%/d].
    """

    stocked: int
    is_over: bool
    harvested: int | None
    deaths: tuple[Deaths, ...]
    samples: tuple[Sample, ...]
    feeding: Feeding
    days: int
    final_g: Decimal | None
    gain_kg: Decimal | None
    conversion: Decimal | None
    grams_a_day: Decimal | None
    growth_rate: Decimal | None

    @property
    def dead(self) -> int:
        """How many were found dead."""
        return sum(one.fish for one in self.deaths)

    @property
    def is_dead_counted(self) -> bool:
        """Whether all that were found dead were counted and none estimated."""
        return all(one.is_counted for one in self.deaths)

    @property
    def missing(self) -> int | None:
        """How many of the stocked were not harvested when it ended.

        None while it goes on, and where they were not counted or are more.
        """
        if not self.is_over or self.harvested is None or self.harvested > self.stocked:
            return None
        return self.stocked - self.harvested

    @property
    def unexplained(self) -> int | None:
        """How many neither were harvested nor found dead, None where nobody can tell."""
        return None if self.missing is None or self.dead > self.missing else self.missing - self.dead

    @property
    def alive(self) -> int:
        """How many may still live: a ceiling."""
        return fish_alive(self.stocked - (self.harvested or 0), dead=self.dead)

    @property
    def living_kg(self) -> Range | None:
        """Between how many kilos the living fish weigh at most, by the last sample [kg]."""
        if not self.samples:
            return None
        low, high = self.samples[-1].between
        return Range(biomass_kg(self.alive, low), biomass_kg(self.alive, high))


def fish_figures(
    cycle: Cycle, entries: Iterable[Entry], registers: BookRegisters, *, now: int
) -> FishFigures:
    """Return what became of the fish of a cycle.

    Args:
        cycle: Of a pond.
        entries: Of the cycle, that stand.
        registers: What local measures weigh.
        now: When this is [s UTC].
    """
    told = list(entries)
    fed = feeding(told, registers)
    days = max(0, ((cycle.ended or now) - cycle.began) // DAY_S)
    first_g, final_g = cycle.mean_weight_g, _final_g(cycle)
    gain = _gain_kg(cycle)
    both = None if first_g is None or final_g is None else (first_g, final_g)
    return FishFigures(
        stocked=cycle.fish or 0,
        is_over=cycle.ended is not None,
        harvested=_harvested(cycle),
        deaths=_deaths(told),
        samples=_samples(told),
        feeding=fed,
        days=days,
        final_g=final_g,
        gain_kg=gain,
        conversion=_conversion(fed, gain),
        grams_a_day=None if both is None else grams_per_day(*both, days=days),
        growth_rate=None if both is None else specific_growth_rate(*both, days=days),
    )


def _conversion(fed: Feeding, gain_kg: Decimal | None) -> Decimal | None:
    if gain_kg is None or fed.concentrate is None or not fed.is_concentrate_alone:
        return None
    return feed_conversion(fed.concentrate.amount, gain_kg)


def _gain_kg(cycle: Cycle) -> Decimal | None:
    if cycle.ended is None or cycle.stocked_kg is None or cycle.yielded is None:
        return None
    return cycle.yielded.amount - cycle.stocked_kg


def _harvested(cycle: Cycle) -> int | None:
    if not cycle.harvests:
        return 0 if cycle.lost is not None else None
    counted = [one.said.fish for one in cycle.harvests]
    return None if None in counted else sum(one for one in counted if one is not None)


def _final_g(cycle: Cycle) -> Decimal | None:
    fish = _harvested(cycle)
    return cycle.kg * GRAMS_IN_A_KILO / fish if fish and cycle.ended is not None else None


def _deaths(entries: list[Entry]) -> tuple[Deaths, ...]:
    found = [
        Deaths(one.happened, one.body.fish, one.body.quality == "counted")
        for one in entries
        if isinstance(one.body, Died)
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _samples(entries: list[Entry]) -> tuple[Sample, ...]:
    found = [
        Sample(
            one.happened,
            one.body.fish,
            mean_weight_g(one.body.total_g, one.body.fish),
            sampling_range_g(one.body.total_g, one.body.fish),
        )
        for one in entries
        if isinstance(one.body, Sampled)
    ]
    return tuple(sorted(found, key=lambda one: one.at))
