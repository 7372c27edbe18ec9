"""What is believed of a field's water, between what is reckoned and what the probes say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import erf, exp, pi, sqrt
from typing import Final

MODEL_MM: Final = 2.0
"""How far a day's balance goes astray, as a standard deviation [mm].

Source:
    The best of a filter over 34 measured profiles of maize, Greeley (Colorado) 2023. Not verified in the
    tropics.
"""

SUPPLY: Final = 0.15
"""Of rain and irrigation so much is not known, as a standard deviation [-]. Source: as `MODEL_MM`."""

DEMAND: Final = 0.2
"""How far a crop's need lies from its table at first, as a standard deviation [-].

Source:
    Ours: 0.10 to 0.30 score alike over 32 plots of cotton, Maricopa (Arizona) 2018, and on the maize of
    `MODEL_MM`; without it the cotton goes astray by half as much again.
"""

DEMAND_A_DAY: Final = 0.01
"""How much that may change from a day to the next, as a standard deviation [-]. Ours."""

DEMAND_MOST: Final = 0.5
"""Further from its table no crop's need is believed to lie [-]. Ours."""

CALIBRATED_MM: Final = 5.0
"""What three depths of calibrated probes miss of the root zone [mm]. Source: as `MODEL_MM`."""

PROBE: Final = 0.03
"""What one probe of an unknown calibration misses of the soil around it [m3/m3].

Source:
    METER for the TEROS 12, generic calibration; 0.035 in a laboratory of Kansas State University.
"""

PROBE_NOISE: Final = 0.02
"""What its readings miss beside its steady fault [m3/m3]. Not verified."""

OFFSET: Final = 0.04
"""How far a probe's readings lie from the truth, always to the same side [m3/m3]. Not verified."""


@dataclass(frozen=True, slots=True)
class Belief:
    """The water missing in a root zone, and what is learnt of crop and probes along the way.

    Attributes:
        depletion_mm: What is missing [mm].
        demand: By which share the crop takes more than its table says [-].
        offset: By how much the probes tell too wet [m3/m3].
        depletion_variance: [mm2].
        demand_variance: 0 until a probe is trusted [-].
        offset_variance: 0 where the probes are trusted [m6/m6].
        depletion_demand, depletion_offset, demand_offset: Their covariances.
    """

    depletion_mm: float
    depletion_variance: float
    demand: float = 0.0
    demand_variance: float = 0.0
    offset: float = 0.0
    offset_variance: float = 0.0
    depletion_demand: float = 0.0
    depletion_offset: float = 0.0
    demand_offset: float = 0.0

    @property
    def sigma_mm(self) -> float:
        """Standard deviation of the depletion [mm]."""
        return sqrt(self.depletion_variance)


@dataclass(frozen=True, slots=True)
class Heard:
    """What probes said of a root zone.

    Attributes:
        depletion_mm: What is missing by them, below 0 where it stands above field capacity [mm].
        noise_mm: Standard deviation of that, beside a steady fault [mm].
        reach_mm: How much it moves with the steady fault of the probes [mm for 1 m3/m3].
    """

    depletion_mm: float
    noise_mm: float
    reach_mm: float


@dataclass(frozen=True, slots=True)
class Passed:
    """What a day did, as the balance has it.

    Attributes:
        depletion_mm: At its end [mm].
        taken_mm: What crop and sun took [mm].
        supply_mm: Rain and irrigation [mm].
        overflow_mm: What the root zone could not hold of that [mm].
        unknown_mm: Standard deviation of what nobody knows: unread rain, the air's rung, an
            irrigation without an amount, roots that reach a soil of which nothing is known [mm].
        holds_mm: What a full root zone holds [mm].
        carried: Of an error of the depletion so much is still there at the day's end, 0 to 1 [-]: a thirsty
            crop takes less the drier it is, so two depletions come together.
    """

    depletion_mm: float
    taken_mm: float
    supply_mm: float
    overflow_mm: float
    unknown_mm: float
    holds_mm: float
    carried: float = 1.0


def passed(before: Belief, day: Passed) -> Belief:
    """Return what is believed at the end of a day before the probes are heard.

    Nobody knows less than that the water stands somewhere between full and empty: the variance ends there.
    A soil that overflows is full, however unsure it was before.

    Source:
        Kalman 1960, Journal of Basic Engineering 82, 35; the need of the crop as a state of its own is ours.
    """
    taken = day.taken_mm if day.overflow_mm <= 0 else 0.0
    with_demand, with_offset = day.carried * before.depletion_demand, day.carried * before.depletion_offset
    grown = day.carried**2 * before.depletion_variance
    grown += taken * (2 * with_demand + taken * before.demand_variance)
    grown += MODEL_MM**2 + (SUPPLY * day.supply_mm) ** 2 + day.unknown_mm**2
    kept = _kept(day.overflow_mm, sqrt(grown)) if day.overflow_mm > 0 else 1.0
    kept = min(max(kept, MODEL_MM**2 / grown), _widest(day) / grown)
    less = sqrt(kept)
    return Belief(
        depletion_mm=day.depletion_mm,
        depletion_variance=kept * grown,
        demand=before.demand,
        demand_variance=before.demand_variance + (DEMAND_A_DAY**2 if before.demand_variance > 0 else 0.0),
        offset=before.offset,
        offset_variance=before.offset_variance,
        depletion_demand=less * (with_demand + taken * before.demand_variance),
        depletion_offset=less * (with_offset + taken * before.demand_offset),
        demand_offset=before.demand_offset,
    )


def _widest(day: Passed) -> float:
    """Return the most that the variance of a depletion can be [mm2].

    Source:
        Bhatia and Davis 2000, The American Mathematical Monthly 107, 353: of numbers between two ends the
        variance is at most the product of their mean's distances to both. At the full end the mean is cut
        off, and `_kept` stands for it.
    """
    anywhere = day.holds_mm**2 / 12
    if day.depletion_mm < day.holds_mm / 2:
        return anywhere
    return min(anywhere, max(MODEL_MM**2, day.depletion_mm * (day.holds_mm - day.depletion_mm)))


def _kept(overflow_mm: float, sigma_mm: float) -> float:
    """Return how much of its variance a depletion keeps that is cut off at 0 [-].

    Source:
        Moments of the rectified normal distribution, its mean `overflow_mm` below the cut.
    """
    mean = -overflow_mm / sigma_mm
    density = exp(-mean * mean / 2) / sqrt(2 * pi)
    above = 0.5 * (1 + erf(mean / sqrt(2)))
    first = mean * above + density
    second = (mean * mean + 1) * above + mean * density
    return max(0.0, second - first * first)


def expected(belief: Belief, heard: Heard) -> tuple[float, float]:
    """Return how far the probes lie from what is believed, and the standard deviation of that [mm, mm].

    More than full is full: what stands above field capacity is on its way down. Where the probes have a
    steady fault, nobody knows what is more than full.
    """
    reach = -heard.reach_mm
    variance = (
        belief.depletion_variance
        + reach * (2 * belief.depletion_offset + reach * belief.offset_variance)
        + heard.noise_mm**2
    )
    told = heard.depletion_mm if belief.offset_variance > 0 else max(0.0, heard.depletion_mm)
    # Never less than the probe's own noise, whatever rounding made of the rest.
    return told - belief.depletion_mm - reach * belief.offset, sqrt(max(variance, heard.noise_mm**2))


def heard(belief: Belief, said: Heard, *, holds_mm: float) -> Belief:
    """Return what is believed once the probes are heard.

    Args:
        belief: Before.
        said: By the probes.
        holds_mm: What a full root zone holds [mm]; the depletion stays within 0 and that.

    Source:
        Kalman 1960, Journal of Basic Engineering 82, 35.
    """
    apart, sigma = expected(belief, said)
    reach = -said.reach_mm
    depletion = belief.depletion_variance + reach * belief.depletion_offset
    demand = belief.depletion_demand + reach * belief.demand_offset
    offset = belief.depletion_offset + reach * belief.offset_variance
    by = 1 / sigma**2
    return Belief(
        depletion_mm=min(holds_mm, max(0.0, belief.depletion_mm + depletion * by * apart)),
        demand=min(DEMAND_MOST, max(-DEMAND_MOST, belief.demand + demand * by * apart)),
        offset=belief.offset + offset * by * apart,
        depletion_variance=max(0.0, belief.depletion_variance - depletion * depletion * by),
        demand_variance=max(0.0, belief.demand_variance - demand * demand * by),
        offset_variance=max(0.0, belief.offset_variance - offset * offset * by),
        depletion_demand=belief.depletion_demand - depletion * demand * by,
        depletion_offset=belief.depletion_offset - depletion * offset * by,
        demand_offset=belief.demand_offset - demand * offset * by,
    )


def shrunk(belief: Belief, share: float) -> Belief:
    """Return the belief of a root zone of which only a share is left, 0 to 1 [-]."""
    return replace(
        belief,
        depletion_mm=share * belief.depletion_mm,
        depletion_variance=share * share * belief.depletion_variance,
        depletion_demand=share * belief.depletion_demand,
        depletion_offset=share * belief.depletion_offset,
    )


def sown(belief: Belief) -> Belief:
    """Return the belief on the day of sowing: what bare soil gave off its table teaches nothing of a crop."""
    return replace(
        belief,
        demand=0.0,
        demand_variance=DEMAND**2 if belief.demand_variance > 0 else 0.0,
        depletion_demand=0.0,
        demand_offset=0.0,
    )


def trusting(belief: Belief) -> Belief:
    """Return the belief with probes whose field capacity is known: they can teach the crop's need."""
    return Belief(
        depletion_mm=belief.depletion_mm,
        depletion_variance=belief.depletion_variance,
        demand=belief.demand,
        demand_variance=max(belief.demand_variance, DEMAND**2),
    )


def doubting(belief: Belief) -> Belief:
    """Return the belief with probes whose steady fault is not known.

    The crop's need is not learnt from them: it cannot be told from their fault.
    """
    return Belief(
        depletion_mm=belief.depletion_mm,
        depletion_variance=belief.depletion_variance,
        offset_variance=OFFSET**2,
    )
