"""A day of a field without what no instrument can have measured."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import Final

from gateway.fields.observed import AirOfDay, FieldDay

MOST: Final = 2000.0
"""More rain [mm], wind [m/s], sun [MJ/m2] or air pressure [hPa] a day never brought."""


def sound(seen: FieldDay) -> FieldDay:
    """Return a day of which every number can be reckoned with; the same day where nothing was wrong.

    What is not a number, a rain below zero or of metres, water in the soil beyond 0 to 1 and a lowest
    temperature not below the highest count as not measured. The last door, not the quality control.
    """
    air = None if seen.air is None else _air(seen.air)
    rain = seen.rain_mm if _is_amount(seen.rain_mm) else None
    irrigation = seen.irrigation_mm if _is_amount(seen.irrigation_mm) else None
    soil = {depth: water for depth, water in seen.soil.items() if depth > 0 and 0 < water < 1}
    felt = seen.felt if seen.felt is not None and 0 <= seen.felt <= 1 else None
    same = (air is seen.air, rain is seen.rain_mm, irrigation is seen.irrigation_mm, felt is seen.felt)
    if all(same) and len(soil) == len(seen.soil):
        return seen
    return replace(seen, air=air, rain_mm=rain, irrigation_mm=irrigation, soil=soil, felt=felt)


def _is_amount(amount: float | None) -> bool:
    return amount is not None and 0 <= amount <= MOST


def _air(air: AirOfDay) -> AirOfDay | None:
    if not (isfinite(air.lowest_c) and isfinite(air.highest_c) and air.lowest_c < air.highest_c):
        return None
    lowest, highest = _humidity(air.lowest_humidity), _humidity(air.highest_humidity)
    wind = air.wind if _is_amount(air.wind) else None
    radiation = air.radiation if _is_amount(air.radiation) else None
    pressure = air.pressure if _is_amount(air.pressure) else None
    same = (
        lowest is air.lowest_humidity,
        highest is air.highest_humidity,
        wind is air.wind,
        radiation is air.radiation,
        pressure is air.pressure,
    )
    if all(same):
        return air
    return AirOfDay(air.lowest_c, air.highest_c, lowest, highest, radiation, wind, pressure)


def _humidity(percent: float | None) -> float | None:
    return percent if percent is not None and 0 <= percent <= 100 else None
