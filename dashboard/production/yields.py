"""How much a cycle gave for what it had: area, water, fish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.production.amounts import Share
from dashboard.production.cycle import Cycle
from dashboard.production.growth import survival_percent
from gateway.domain.goods import Amount
from gateway.domain.places import Place

M2_IN_A_HECTARE = Decimal(10_000)
DAY_S = 86_400

FEWEST_FOR_AN_AVERAGE = 4
"""Under this many cycles no average is shown.

Source:
    Ours: of three values one more is outside of their range half of the time.
"""


@dataclass(frozen=True, slots=True)
class Yields:
    """What a cycle gave; None wherever it cannot be known, never zero.

    Attributes:
        amount: What it gave so far, None where it has no harvest or its kilos have two bases.
        plan: How much of what was planned that is.
        kg_per_ha_harvested: On the area harvested of a field, or the area of a pond [kg/ha].
        kg_per_ha_sown: On the area sown of a field [kg/ha].
        kg_per_ha_gained: What fish gained, on the area of their pond [kg/ha].
        kg_per_m3: On the water of a pond [kg/m³].
        survival: Fish counted at the harvest of those stocked [%].
        gain_kg: What fish were harvested less what they weighed when stocked [kg].
        days: From its beginning to its end [d].
    """

    amount: Amount | None
    plan: Share | None
    kg_per_ha_harvested: Decimal | None
    kg_per_ha_sown: Decimal | None
    kg_per_ha_gained: Decimal | None
    kg_per_m3: Decimal | None
    survival: Decimal | None
    gain_kg: Decimal | None
    days: int | None

    @property
    def kg(self) -> Decimal | None:
        """The kilos of the amount [kg]."""
        return None if self.amount is None else self.amount.amount

    @property
    def is_at_base(self) -> bool:
        """Whether they are kilos of grain at a base."""
        return self.amount is not None and self.amount.good.base is not None


def yields(cycle: Cycle, place: Place) -> Yields:
    """Return what a cycle gave so far; survival, gain and days only once it has ended."""
    amount = cycle.yielded
    kg = None if amount is None else amount.amount
    is_field = cycle.sort == "sowing"
    harvested_m2 = _harvested_m2(cycle) if is_field else cycle.unit.area_m2
    gained = kg is not None and cycle.ended is not None and cycle.stocked_kg is not None
    gain = kg - cycle.stocked_kg if gained and kg is not None and cycle.stocked_kg is not None else None
    return Yields(
        amount=amount,
        plan=_plan(amount, cycle.plan_kg),
        kg_per_ha_harvested=_per_hectare(kg, harvested_m2),
        kg_per_ha_sown=_per_hectare(kg, cycle.sown_m2),
        kg_per_ha_gained=_per_hectare(gain, cycle.unit.area_m2),
        kg_per_m3=None
        if is_field or kg is None
        else kg_per_cubic_metre(kg, cycle.unit.area_m2, place.depth_m),
        survival=_survival(cycle),
        gain_kg=gain,
        days=None if cycle.ended is None else (cycle.ended - cycle.began) // DAY_S,
    )


def _plan(amount: Amount | None, plan_kg: Decimal | None) -> Share | None:
    """Return how much of the plan an amount is; a plan of grain is meant at the base of its harvest."""
    return Share(amount, Amount(amount.good, plan_kg)) if amount is not None and plan_kg else None


def _per_hectare(kg: Decimal | None, area_m2: Decimal | None) -> Decimal | None:
    return None if kg is None else kg_per_hectare(kg, area_m2)


def kg_per_hectare(kg: Decimal, area_m2: Decimal | None) -> Decimal | None:
    """Return a yield on an area [kg/ha], None when the area is not known."""
    return kg * M2_IN_A_HECTARE / area_m2 if area_m2 else None


def kg_per_cubic_metre(kg: Decimal, area_m2: Decimal, depth_m: Decimal | None) -> Decimal | None:
    """Return a yield on a pond's water [kg/m³], None when its depth is not known."""
    return kg / (area_m2 * depth_m) if depth_m else None


def average(values: Sequence[Decimal]) -> Decimal | None:
    """Return the mean of one number over cycles, None under four cycles."""
    if len(values) < FEWEST_FOR_AN_AVERAGE:
        return None
    return sum(values, Decimal(0)) / len(values)


def _harvested_m2(cycle: Cycle) -> Decimal | None:
    """Return the area harvested [m²], None when one harvest did not say it."""
    areas = [one.said.area_m2 for one in cycle.harvests]
    known = [area for area in areas if area is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(areas) else None


def _survival(cycle: Cycle) -> Decimal | None:
    counted = [one.said.fish for one in cycle.harvests]
    if cycle.ended is None or None in counted or not (counted or cycle.lost):
        return None
    return survival_percent(sum(one for one in counted if one is not None), cycle.fish)
