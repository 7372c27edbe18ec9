"""How fish grew: numbers out of what was stocked, sampled, fed, found dead and harvested."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

GRAMS_IN_A_KILO: Final = 1000
HUNDRED: Final = Decimal(100)

WEIGHTS_VARY: Final = Decimal("0.25")
"""How much the weights of fish of one pond are taken to vary, standard deviation by mean [-].

Source:
    Ours, not verified: a sample tells only its sum. Printed beside each range.
"""


class Range(NamedTuple):
    """Between which two values something lies."""

    low: Decimal
    high: Decimal


def mean_weight_g(total_g: Decimal, fish: int) -> Decimal:
    """Return what a fish of a sample weighs [g].

    Args:
        total_g: What all of them weighed together [g].
        fish: How many, at least one.
    """
    return total_g / fish


def sampling_error(fish: int, *, vary: Decimal = WEIGHTS_VARY) -> Decimal:
    """Return by which share the mean of a sample may miss that of the pond, 0 to 1 [-].

    Args:
        fish: How many were weighed, at least one.
        vary: How much their weights vary, standard deviation by mean [-].

    Source:
        Twice the standard error of a mean, 2·CV/√n: 95 of 100 samples taken at random.
    """
    return 2 * vary / Decimal(fish).sqrt()


def sampling_range_g(total_g: Decimal, fish: int, *, vary: Decimal = WEIGHTS_VARY) -> Range:
    """Return between which weights the mean of the pond's fish lies [g]; never below zero."""
    mean, share = mean_weight_g(total_g, fish), sampling_error(fish, vary=vary)
    return Range(max(Decimal(0), mean * (1 - share)), mean * (1 + share))


def fish_alive(stocked: int, *, dead: int) -> int:
    """Return how many fish may still live: a ceiling, nobody counts all that die."""
    return max(0, stocked - dead)


def biomass_kg(fish: int, mean_g: Decimal) -> Decimal:
    """Return what so many fish weigh together [kg]."""
    return fish * mean_g / GRAMS_IN_A_KILO


def survival_percent(harvested: int | None, stocked: int | None) -> Decimal | None:
    """Return how many of the stocked fish were harvested [%], None when either was not counted.

    Above 100 where more were counted than were said to be stocked: shown as it is.
    """
    if harvested is None or not stocked:
        return None
    return HUNDRED * harvested / stocked


def feed_conversion(concentrate_kg: Decimal, gain_kg: Decimal) -> Decimal | None:
    """Return the kilos of concentrate for each kilo gained [-], None without a gain: never infinite.

    Dead fish are not taken off: it is the apparent conversion.
    """
    return concentrate_kg / gain_kg if gain_kg > 0 and concentrate_kg > 0 else None


def grams_per_day(first_g: Decimal, last_g: Decimal, *, days: int) -> Decimal | None:
    """Return how much a fish gained a day [g/d], None when no day went by."""
    return (last_g - first_g) / days if days > 0 else None


def specific_growth_rate(first_g: Decimal, last_g: Decimal, *, days: int) -> Decimal | None:
    """Return by how much a fish grew a day [%/d], None when no day went by or nothing was weighed.

    Source:
        SGR = 100·(ln W2 - ln W1)/days, as in reports of aquaculture.
    """
    if days <= 0 or first_g <= 0 or last_g <= 0:
        return None
    return HUNDRED * (last_g / first_g).ln() / days
