"""Kilos of grain at a stated moisture and impurity: without its basis a kilo of maize says nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from gateway.domain.entries import Harvested
from gateway.domain.goods import Base

HUNDRED = Decimal(100)
WHOLE_FROM_KG = 1000
"""From so much on grain is told in whole kilos: no scale of a lorry weighs a tenth of one [kg]."""

__all__ = ["Base", "base_of", "comparable_kg", "kg_at_base", "printed_kg"]


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


def printed_kg(kg: Decimal, *, of: Decimal) -> Decimal:
    """Return reckoned kilos as they are printed [kg]: whole of a large load, with tenths of a small one.

    Args:
        kg: What was reckoned [kg].
        of: What was weighed for it [kg].
    """
    return kg.quantize(Decimal(1) if of >= WHOLE_FROM_KG else Decimal("0.1"), ROUND_HALF_UP)


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
