"""What ended cycles of one product gave for a hectare or a cubic metre."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dashboard.production.cycle import Cycle
from dashboard.production.yields import FEWEST_FOR_AN_AVERAGE, M2_IN_A_HECTARE

Per = Literal["ha_sown", "ha_harvested", "ha", "m3"]
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """What cycles gave for one measure of what they had.

    Attributes:
        per: For a hectare sown, harvested, of a pond, or for a cubic metre of its water.
        overall: All kilos over all of it; None of two or three cycles, which are no sum to speak of.
        least, most: Of the cycles.
        cycles: How many.
    """

    per: Per
    overall: Decimal | None
    least: Decimal
    most: Decimal
    cycles: int


def rates(cycles: Sequence[Cycle], depths: Mapping[str, Decimal | None]) -> list[Rate]:
    """Return the rates of ended cycles of one product and base; what one of them does not know is left out.

    Args:
        cycles: Of one good, lost ones included.
        depths: How deep each cycle's pond is [m], by the cycle's uid.
    """
    if any(one.yielded is None for one in cycles):
        return []
    pers: tuple[Per, ...] = ("ha_sown", "ha_harvested") if _are_fields(cycles) else ("ha", "m3")
    found = (_rate(per, cycles, depths) for per in pers)
    return [one for one in found if one is not None]


def _are_fields(cycles: Iterable[Cycle]) -> bool:
    return any(one.sort == "sowing" for one in cycles)


def _rate(per: Per, cycles: Sequence[Cycle], depths: Mapping[str, Decimal | None]) -> Rate | None:
    own = [one for one in cycles if one.lost is None or per != "ha_harvested"]
    measures = [_measure(per, one, depths.get(one.uid)) for one in own]
    known = [one for one in measures if one]
    if not known or len(known) < len(measures):
        return None
    kilos = [one.yielded.amount if one.yielded is not None else _NONE for one in own]
    each = [kg / measure for kg, measure in zip(kilos, known, strict=True)]
    may_sum_up = len(each) == 1 or len(each) >= FEWEST_FOR_AN_AVERAGE
    overall = sum(kilos, _NONE) / sum(known, _NONE) if may_sum_up else None
    return Rate(per, overall, min(each), max(each), len(each))


def _measure(per: Per, cycle: Cycle, depth_m: Decimal | None) -> Decimal | None:
    match per:
        case "ha_sown":
            return None if cycle.sown_m2 is None else cycle.sown_m2 / M2_IN_A_HECTARE
        case "ha_harvested":
            areas = [one.said.area_m2 for one in cycle.harvests]
            known = [one for one in areas if one is not None]
            return sum(known, _NONE) / M2_IN_A_HECTARE if len(known) == len(areas) else None
        case "ha":
            return cycle.unit.area_m2 / M2_IN_A_HECTARE
        case _:
            return None if depth_m is None else cycle.unit.area_m2 * depth_m
