"""How much grain thirst may have cost: a wide range, never a number."""

from __future__ import annotations

import math
from typing import Final

from gateway.fields.advice.advised import Between

RESPONSE: Final = 1.25
"""Ky of maize over the whole season: of the yield so much more is lost than of the water [-].

Source:
    Doorenbos and Kassam 1979, FAO Irrigation and Drainage Paper 33.
"""

OFF_BY: Final = 1773 / 8400
"""How far that lies from what was harvested, as a share of the yield [-].

Source:
    Root mean square error of 1,773 kg/ha of dry grain in 17 treatments and years of irrigated maize at
    Zaragoza, whose mean was about 8,400 kg/ha. Not verified in the llanos.
"""

EXPECTED_KG_HA: Final = 5500.0
"""What a field gives that is never thirsty [kg/ha].

Source:
    Portuguesa 2023: 5,000 to 6,000 were expected (La Prensa de Lara). Not verified: a field may give another.
"""

STEP_KG_HA: Final = 100.0
"""Finer no loss is told [kg/ha]."""


def lost_to_thirst(actual_mm: float, crop_mm: float, *, expected_kg_ha: float = EXPECTED_KG_HA) -> Between:
    """Return between what and what thirst cost [kg/ha], in steps of 100; nothing where there was no thirst.

    The range is as wide as the method was wrong where it was tested, but a small loss may be none or twice
    as large: it never reaches below nothing, nor beyond the whole harvest.

    Args:
        actual_mm: What the crop took over the season, ETa [mm].
        crop_mm: What it would have taken with enough water, ETc [mm]; without any, nothing was lost.
        expected_kg_ha: Grain of a field without thirst [kg/ha].

    Raises:
        ValueError: Less than nothing was taken, or expected.

    Source:
        Doorenbos and Kassam 1979, FAO-33: 1 - Ya/Ym = Ky (1 - ETa/ETc), over the season.
    """
    if min(actual_mm, crop_mm, expected_kg_ha) < 0:
        raise ValueError(f"less than nothing: {actual_mm} of {crop_mm} mm, {expected_kg_ha} kg/ha")
    if actual_mm >= crop_mm:
        return Between(0.0, 0.0)
    middle = min(1.0, RESPONSE * (1 - actual_mm / crop_mm))
    reach = min(OFF_BY, middle)
    low, high = (share * expected_kg_ha / STEP_KG_HA for share in (middle - reach, min(1.0, middle + reach)))
    # Rounded outwards, but not for the last digit of a float.
    return Between(STEP_KG_HA * math.floor(round(low, 6)), STEP_KG_HA * math.ceil(round(high, 6)))
