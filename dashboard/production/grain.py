"""Kilos of grain at a stated moisture and impurity: without its basis a kilo of maize says nothing."""

from __future__ import annotations

from decimal import Decimal

from gateway.domain.entries import Harvested
from gateway.domain.goods import Base

HUNDRED = Decimal(100)

__all__ = ["Base", "base_of", "comparable_kg", "kg_at_base"]


def kg_at_base(kg: Decimal, *, moisture: Decimal, impurity: Decimal, base: Base) -> Decimal:
    """Return what grain would weigh at the base [kg].

    Impurity below that of the base is not rewarded.

    Args:
        kg: As weighed, less the tare [kg].
        moisture: Of the grain as weighed [%].
        impurity: Of the grain as weighed [%].
        base: At which it is compared.

    Source:
        facts of the enterprises, section 5.1: 14 % and 2 % at reception in Venezuela since
        2022, before 12 % and 0 %; COVENIN 1935. A rule that the commune enters, not a law here.
    """
    dry = kg * (HUNDRED - moisture) / (HUNDRED - base.moisture)
    if impurity <= base.impurity:
        return dry
    return dry * (HUNDRED - impurity) / (HUNDRED - base.impurity)


def base_of(harvest: Harvested) -> Base | None:
    """Return the base that a harvest was entered with, None when its kilos have none."""
    if harvest.moisture is None or harvest.base_moisture is None:
        return None
    return Base(harvest.base_moisture, harvest.base_impurity or Decimal(0))


def comparable_kg(harvest: Harvested) -> Decimal | None:
    """Return a harvest's kilos at the base it was entered with [kg], None when it has no base."""
    base = base_of(harvest)
    if base is None or harvest.moisture is None:
        return None
    return kg_at_base(
        harvest.kg, moisture=harvest.moisture, impurity=harvest.impurity or Decimal(0), base=base
    )
