"""How much of the water that plants can take is left, between wilting point and field capacity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import overload

import numpy as np

from gateway.domain.columns import Floats

DEPLETION_FRACTION = 0.55
"""How much of the available water grain maize may use before it suffers [-].

Source:
    Allen et al. 1998, FAO Irrigation and Drainage Paper 56, table 22, maize for grain.
"""

ROOT_DEPTH_CM = 80
"""How deep maize roots in soils of the llanos with a plough pan [cm].

Source:
    facts of the fields, section 1.2: 0.8 m unless a pit says otherwise; not verified.
"""

_DEPTH = re.compile(r"-(\d{1,3})cm$")


def depth_of(channel: str) -> int | None:
    """Return the depth that a channel's name carries [cm], None when it carries none."""
    found = _DEPTH.search(channel)
    return int(found[1]) if found else None


@overload
def available_fraction(water: float, *, field_capacity: float, wilting_point: float) -> float: ...
@overload
def available_fraction(water: Floats, *, field_capacity: float, wilting_point: float) -> Floats: ...
def available_fraction(
    water: float | Floats, *, field_capacity: float, wilting_point: float
) -> float | Floats:
    """Return how much is there of the water that plants can take [-].

    It is 0 at wilting point and 1 at field capacity, and goes on beyond both marks.

    Args:
        water: In the soil [m3/m3].
        field_capacity: What the soil holds after draining [m3/m3].
        wilting_point: What plants cannot take [m3/m3]; below field capacity.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 82.
    """
    return (water - wilting_point) / (field_capacity - wilting_point)


def layer_thickness_cm(depths: tuple[int, ...]) -> Floats:
    """Return how much of the root zone each probe speaks for [cm]; the borders lie halfway between probes.

    Args:
        depths: Of the probes, rising [cm].
    """
    middles = [(upper + lower) / 2 for upper, lower in pairwise(depths)]
    borders = np.array([0.0, *middles, max(ROOT_DEPTH_CM, depths[-1])])
    return np.diff(borders)


def root_zone_fraction(fraction_by_depth: Mapping[int, float]) -> float:
    """Return how much of the available water is left in the whole root zone, 0 to 1 [-].

    Each depth counts by the layer it speaks for, and no layer counts as more than full: water
    that is draining below must not hide a dry layer above.

    Args:
        fraction_by_depth: Available fraction [-] by depth [cm]; at least one.

    Source:
        facts of the fields, section 1.4: unmeasured layers borrow the fraction of the nearest measured one.
    """
    depths = tuple(sorted(fraction_by_depth))
    thickness = layer_thickness_cm(depths)
    fractions = np.clip([fraction_by_depth[depth] for depth in depths], 0.0, 1.0)
    return float(np.dot(thickness, fractions) / thickness.sum())


def is_dry(fraction: float, *, depletion_fraction: float = DEPLETION_FRACTION) -> bool:
    """Tell whether so little of the available water is left that maize suffers."""
    return fraction < 1 - depletion_fraction
