"""What soil and rain are measured against: weights, volumes and the area of a funnel."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from gateway.conversion.soil import Line, line_through
from gateway.domain.calibration import SoilPoints

GOOD_RESIDUAL: Final = 0.03
"""Up to so much points may lie off their line [m3/m3].

Source:
    facts of the fields, section 5: a calibrated capacitive stick is right to 0.02 to 0.04 m3/m3.
"""
MOST_WATER: Final = Decimal("0.60")
"""No soil holds more [m3/m3]; ISMN flag C02 (Dorigo et al. 2013)."""
MILLIMETRES_PER_CM: Final = 10
LEAST_TIP, MOST_TIP = Decimal("0.05"), Decimal(2)
"""No bucket of a gauge tips for less or more than this [mm]; makers offer 0.1 to 1 mm; ours."""

Fault = Literal["dry_heavier", "too_wet", "no_spread", "wrong_way", "scattered", "impossible_tip"]


def water_by_weight(wet_g: Decimal, dry_g: Decimal, volume_cm3: Decimal) -> Decimal:
    """Return the water of a sample [m3/m3]: what it lost in drying, by its volume.

    Args:
        wet_g: As it came out of the ground [g], without its ring.
        dry_g: After it no longer grew lighter at 105 °C [g].
        volume_cm3: Of the ring it was taken with [cm3].

    Source:
        Gardner 1986, Methods of Soil Analysis, part 1, chapter 21; ISO 11461: a gram of water is a cm3.
    """
    return ((wet_g - dry_g) / volume_cm3).quantize(Decimal("0.001"), ROUND_HALF_UP)


def sample_fault(wet_g: Decimal, dry_g: Decimal, volume_cm3: Decimal) -> Fault | None:
    """Return why a sample cannot be, None where it can."""
    if dry_g > wet_g:
        return "dry_heavier"
    return "too_wet" if water_by_weight(wet_g, dry_g, volume_cm3) > MOST_WATER else None


def line_of(points: SoilPoints) -> Line:
    """Return the line through weighed points, as the station will read the probe."""
    return line_through(points)


def line_fault(line: Line) -> Fault | None:
    """Return why the line through weighed points cannot be taken, None where it can."""
    if line.slope != line.slope:  # not a number: all points have the same signal
        return "no_spread"
    if line.slope >= 0:
        return "wrong_way"
    return "scattered" if line.residual > GOOD_RESIDUAL else None


def millimetres_per_tip(poured_ml: Decimal, tips: int, funnel_cm2: Decimal) -> Decimal:
    """Return how much rain one tip is [mm]: what was poured slowly, spread over the funnel, by its tips.

    Args:
        poured_ml: Water poured [mL].
        tips: Counted meanwhile, above zero.
        funnel_cm2: Area of the funnel's mouth [cm2].

    Source:
        WMO-No. 8, Guide to Instruments, part I, chapter 6 (field check by a known volume at a low rate).
    """
    return (poured_ml * MILLIMETRES_PER_CM / funnel_cm2 / tips).quantize(Decimal("0.001"), ROUND_HALF_UP)


def tip_fault(millimetres: Decimal) -> Fault | None:
    """Return why a tip cannot be so much rain, None where it can."""
    return None if LEAST_TIP <= millimetres <= MOST_TIP else "impossible_tip"
