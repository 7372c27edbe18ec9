"""The coefficients of FAO-56 that make a day's evapotranspiration of its reference."""

from __future__ import annotations

from typing import Final

from gateway.fields.balance.surface import Surface
from gateway.fields.crop.maize import maize

MIDDLING_WIND: Final = 2.0
"""For such wind, two metres above the ground, the tables hold [m/s]. Source: FAO-56, table 12."""

MIDDLING_HUMIDITY: Final = 45.0
"""For such lowest relative humidity of a day the tables hold [%]. Source: FAO-56, table 12."""


def dryness(height_m: float, *, wind: float | None, lowest_humidity: float | None) -> float:
    """Return by how much a day's wind and dry air raise a crop coefficient of the tables [-].

    Args:
        height_m: Of the crop [m].
        wind: Two metres above the ground [m/s]; what nobody measured is taken as middling.
        lowest_humidity: Relative [%]; likewise.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 62, 70 and 72, and their limits.
    """
    blowing = MIDDLING_WIND if wind is None else min(6.0, max(1.0, wind))
    humid = MIDDLING_HUMIDITY if lowest_humidity is None else min(80.0, max(20.0, lowest_humidity))
    lift: float = (height_m / 3) ** 0.3
    return (0.04 * (blowing - MIDDLING_WIND) - 0.004 * (humid - MIDDLING_HUMIDITY)) * lift


def mended(kcb: float, raised: float) -> float:
    """Return a basal crop coefficient of the table for the day's own air [-].

    The book mends the coefficient of the middle stage with the mean air of that stage and goes straight
    from stage to stage. Here the air of each day mends it, by as much as the crop is on its way from the
    coefficient of bare ground to that of the middle stage.

    Args:
        kcb: Of the table [-].
        raised: What `dryness` gives for the crop as tall as it is [-].

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 70; the way there is ours.
    """
    basal = maize().basal
    return kcb + max(0.0, (kcb - basal.initial) / (basal.middle - basal.initial)) * raised


def highest(kcb: float, raised: float) -> float:
    """Return Kc max, what wet ground and plants give together at most, against grass [-].

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 72.
    """
    return max(1.2 + raised, kcb + 0.05)


def highest_of_alfalfa(kcb: float) -> float:
    """Return Kc max where the reference is alfalfa [-].

    Source:
        Jensen and Allen 2016, ASCE Manual 70, as pyfao56 1.4.3 has it.
    """
    return max(1.0, kcb + 0.05)


def exposed(kcb: float, most: float, *, height_m: float, wetted: float) -> float:
    """Return few, what part of the ground is both wet and in the sun, 0.01 to 1 [-].

    Args:
        kcb: Basal crop coefficient of the day [-].
        most: Kc max [-].
        height_m: Of the crop [m].
        wetted: fw, what part of the ground is wet [-].

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 75 and 76.
    """
    lowest = maize().basal.lowest
    if kcb <= lowest:
        return wetted
    covered: float = ((kcb - lowest) / (most - lowest)) ** (1 + 0.5 * height_m)
    return max(0.01, min(1 - covered, wetted))


def drying(surface_mm: float, surface: Surface) -> float:
    """Return Kr, how much a surface that has dried so far still gives, 0 to 1 [-].

    Args:
        surface_mm: De [mm].
        surface: What it can lose.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 74.
    """
    return min(1.0, max(0.0, (surface.total_mm - surface_mm) / (surface.total_mm - surface.readily_mm)))


def without_thirst(crop_mm: float, *, at_five_mm: float) -> float:
    """Return p, what part of a full root zone a crop takes without thirst on such a day, 0.1 to 0.8 [-].

    Args:
        crop_mm: What the day asks of it [mm].
        at_five_mm: p of a day of 5 mm [-].

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, table 22, note 2.
    """
    return min(0.8, max(0.1, at_five_mm + 0.04 * (5 - crop_mm)))


def stress(depletion_mm: float, *, total_mm: float, fraction: float) -> float:
    """Return Ks, 1 without thirst, 0 at the wilting point [-].

    Args:
        depletion_mm: Dr, at the end of the day before [mm].
        total_mm: TAW [mm].
        fraction: p [-].

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 84.
    """
    return min(1.0, max(0.0, (total_mm - depletion_mm) / (total_mm * (1 - fraction))))
