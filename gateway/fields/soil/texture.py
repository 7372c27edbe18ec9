"""How much water a soil holds, guessed from its texture where nobody has measured it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple, get_args

from gateway.domain.entries import SoilTexture

TEXTURES: Final[tuple[SoilTexture, ...]] = get_args(SoilTexture)


class Held(NamedTuple):
    """What a soil holds of water [m3/m3]."""

    field_capacity: Decimal
    wilting_point: Decimal


HELD: Final[dict[SoilTexture, Held]] = {
    "loamy_sand": Held(Decimal("0.16"), Decimal("0.08")),
    "sandy_loam": Held(Decimal("0.22"), Decimal("0.10")),
    "loam": Held(Decimal("0.31"), Decimal("0.15")),
    "silt_loam": Held(Decimal("0.33"), Decimal("0.13")),
    "sandy_clay_loam": Held(Decimal("0.32"), Decimal("0.20")),
    "clay_loam": Held(Decimal("0.39"), Decimal("0.23")),
    "silty_clay_loam": Held(Decimal("0.44"), Decimal("0.23")),
    "silty_clay": Held(Decimal("0.50"), Decimal("0.32")),
    "clay": Held(Decimal("0.54"), Decimal("0.39")),
}
"""A guess to begin with [m3/m3]: two soils of one name differ by half of it.

Source:
    FAO AquaCrop, default soil classes, as in AquaCrop-OSPy's soil.py.
"""

MOST_HELD: Final = Decimal("0.9")
"""More water than this no soil holds: it is a share and not a percentage [m3/m3]."""
