"""The water that a field was given, and what it gave for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gateway.domain.entries import Irrigated

MM_IN_A_METRE = 1000


@dataclass(frozen=True, slots=True)
class WaterGiven:
    """Irrigation that was written down.

    Attributes:
        times: How often.
        cubic_metres: What is known of it [m³].
        unknown: How many times only hours are told, and nobody knows how much water.
        hours: Of those [h].
    """

    times: int
    cubic_metres: Decimal
    unknown: int
    hours: Decimal


def cubic_metres(said: Irrigated, area_m2: Decimal, *, efficiency: Decimal) -> Decimal | None:
    """Return how much water left the pump for a field [m³], None where only its hours are told.

    Millimetres are what reached the roots, so more than that left the pump.

    Args:
        said: What was written down.
        area_m2: The area that it was given to [m²].
        efficiency: Of the water that leaves the pump so much reaches the roots, above 0 to 1 [-].
    """
    if said.cubic_metres is not None:
        return said.cubic_metres
    return None if said.millimetres is None else said.millimetres * area_m2 / MM_IN_A_METRE / efficiency


def water_given(
    said: Iterable[Irrigated], area_m2: Decimal, *, efficiency: Decimal = Decimal(1)
) -> WaterGiven | None:
    """Return the irrigation of a field, None where nobody wrote any down."""
    found = [(one, cubic_metres(one, area_m2, efficiency=efficiency)) for one in said]
    if not found:
        return None
    return WaterGiven(
        times=len(found),
        cubic_metres=sum((amount for _, amount in found if amount is not None), Decimal(0)),
        unknown=sum(amount is None for _, amount in found),
        hours=sum((one.hours or Decimal(0) for one, amount in found if amount is None), Decimal(0)),
    )


def kg_per_m3_given(kg: Decimal, given: WaterGiven | None) -> Decimal | None:
    """Return the yield for each cubic metre of irrigation [kg/m³]; rain stands beside it, never in it.

    None where nothing was given or a part of it was not measured.
    """
    if given is None or given.unknown or not given.cubic_metres:
        return None
    return kg / given.cubic_metres
