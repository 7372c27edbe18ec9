"""How much water an irrigation brings, or should bring."""

from __future__ import annotations

import math
from typing import Final

from gateway.domain.entries import Irrigated
from gateway.fields.advice.advised import Amount, Between
from gateway.fields.setting import EFFICIENCY, FieldSetting

STEP_MM: Final = 5
"""Nobody gives water more finely than this [mm]. Source: ours."""

DIGITS_M3: Final = 2
"""So many digits of cubic metres are told; a pump and a field are not known more finely. Source: ours."""


def net_mm(said: Irrigated, setting: FieldSetting) -> float | None:
    """Return what reached the roots of a field [mm], None where that cannot be told.

    Millimetres are told net, cubic metres and hours are what left the pump. Where somebody wrote more than
    one of them, millimetres count before cubic metres, and those before hours.

    Args:
        said: What was written down.
        setting: The field's; without its area only millimetres can be told, without its pump's flow no hours.
    """
    if said.millimetres is not None:
        return float(said.millimetres)
    pumped_m3 = _pumped_m3(said, setting)
    if pumped_m3 is None or not setting.area_m2:
        return None
    return pumped_m3 / setting.area_m2 * 1000 * _efficiency(said, setting)


def _pumped_m3(said: Irrigated, setting: FieldSetting) -> float | None:
    if said.cubic_metres is not None:
        return float(said.cubic_metres)
    flow = setting.watering.pump_m3_h if setting.watering else None
    return None if said.hours is None or flow is None else float(said.hours) * flow


def _efficiency(said: Irrigated, setting: FieldSetting) -> float:
    """Return the field's own efficiency where it was watered as it is said to be, else what is usual [-]."""
    own = setting.watering
    return own.efficiency if own is not None and own.method == said.method else EFFICIENCY[said.method]


def gross_mm(net: float, *, efficiency: float) -> float:
    """Return what must leave the pump so that this reaches the roots [mm].

    Args:
        net: What must reach the roots [mm].
        efficiency: Of the water that leaves the pump so much reaches them, above 0 to 1 [-].
    """
    return net / efficiency


def cubic_metres(net: float, *, area_m2: float, efficiency: float) -> float:
    """Return what must leave the pump so that this reaches the roots of a field [m3].

    One millimetre on a hectare is ten cubic metres.

    Args:
        net: What must reach the roots [mm].
        area_m2: Of the field [m2].
        efficiency: Of the water that leaves the pump so much reaches the roots, above 0 to 1 [-].
    """
    return gross_mm(net, efficiency=efficiency) * area_m2 / 1000


def amount_of(net: Between, setting: FieldSetting) -> Amount:
    """Return how much to give a field, rounded so that people can act on it.

    Millimetres come in steps of 5 and are 5 at least; cubic metres are told to two digits, hours whole.

    Args:
        net: What must reach the roots [mm], the least first.
        setting: Of a field that is watered.
    """
    watering, area_m2 = setting.watering, setting.area_m2
    millimetres = Between(*(float(max(STEP_MM, round_mm(one))) for one in net))
    if watering is None or not area_m2:
        return Amount(millimetres)
    volumes = [cubic_metres(one, area_m2=area_m2, efficiency=watering.efficiency) for one in millimetres]
    hours = None
    if watering.pump_m3_h:
        hours = Between(*(float(max(1, _half_up(one / watering.pump_m3_h))) for one in volumes))
    return Amount(millimetres, Between(*(_to_digits(one) for one in volumes)), hours)


def round_mm(millimetres: float) -> int:
    """Return millimetres in steps of 5, halves upwards [mm]."""
    return STEP_MM * _half_up(millimetres / STEP_MM)


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)


def _to_digits(value: float) -> float:
    """Return a positive value with two digits that count, whole and 1 at least."""
    step = 10.0 ** max(0, math.floor(math.log10(value)) - DIGITS_M3 + 1)
    return max(1.0, step * _half_up(value / step))
