"""How much water is in a handful of soil, by its feel."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

Feel = Literal["dry", "slightly_moist", "moist", "wet"]

SHARE_OF_FEEL: Final[Mapping[Feel, Decimal]] = {
    "dry": Decimal("0.125"),
    "slightly_moist": Decimal("0.375"),
    "moist": Decimal("0.625"),
    "wet": Decimal("0.875"),
}
"""Of the water that plants can take, what is there [0 to 1]: the middle of each class.

The four classes are 0-25, 25-50, 50-75 and 75-100 % of the available water.

Source:
    USDA NRCS, Estimating Soil Moisture by Feel and Appearance, Program Aid 1619, 1998, the table
    of four classes for four textures.
"""

STEP: Final = Decimal("0.001")


def water_of_feel(feel: Feel, *, field_capacity: Decimal, wilting_point: Decimal) -> Decimal:
    """Return the water in the soil that a class by feel stands for [m3/m3], to the thousandth.

    Args:
        feel: The class.
        field_capacity: What this soil holds after draining [m3/m3].
        wilting_point: What plants cannot take of it [m3/m3].

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 82, turned around.
    """
    water = wilting_point + SHARE_OF_FEEL[feel] * (field_capacity - wilting_point)
    return water.quantize(STEP, ROUND_HALF_UP)
