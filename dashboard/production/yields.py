"""How much a cycle gave for what it had: area, water, fish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.production.cycles import Cycle
from dashboard.production.growth import survival_percent
from gateway.domain.places import Place

M2_IN_A_HECTARE = Decimal(10_000)
DAY_S = 86_400

FEWEST_FOR_AN_AVERAGE = 4
"""Under this many cycles no average is shown.

Source:
    facts of the enterprises, section 5.3 rule 1.
"""


@dataclass(frozen=True, slots=True)
class Yields:
    """What a cycle gave; None wherever it cannot be known, never zero.

    Grain counts at its base where it has one; `is_at_base` tells which kilos these are.

    Attributes:
        kg_per_ha_harvested: On the area harvested of a field, or the area of a pond [kg/ha].
        kg_per_ha_sown: On the area sown of a field [kg/ha].
        kg_per_m3: On the water of a pond [kg/m³].
        survival: Fish counted at the harvest of those stocked [%].
        gain_kg: What fish were harvested less what they weighed when stocked [kg].
        days: From its beginning to its end [d].
    """

    kg: Decimal
    is_at_base: bool
    kg_per_ha_harvested: Decimal | None
    kg_per_ha_sown: Decimal | None
    kg_per_m3: Decimal | None
    survival: Decimal | None
    gain_kg: Decimal | None
    days: int | None


def yields(cycle: Cycle, place: Place) -> Yields:
    """Return what a cycle gave so far; survival, gain and days only once it has ended."""
    at_base = cycle.kg_at_base
    kg = cycle.kg if at_base is None else at_base
    is_field = cycle.sort == "sowing"
    harvested_m2 = _harvested_m2(cycle) if is_field else cycle.unit.area_m2
    gained = cycle.ended is not None and cycle.stocked_kg is not None
    return Yields(
        kg=kg,
        is_at_base=at_base is not None,
        kg_per_ha_harvested=kg_per_hectare(kg, harvested_m2),
        kg_per_ha_sown=kg_per_hectare(kg, cycle.sown_m2),
        kg_per_m3=None if is_field else kg_per_cubic_metre(kg, cycle.unit.area_m2, place.depth_m),
        survival=_survival(cycle),
        gain_kg=kg - cycle.stocked_kg if gained and cycle.stocked_kg is not None else None,
        days=None if cycle.ended is None else (cycle.ended - cycle.began) // DAY_S,
    )


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
    if cycle.ended is None or None in counted:
        return None
    return survival_percent(sum(one for one in counted if one is not None), cycle.fish)
