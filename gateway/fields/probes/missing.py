"""What the probes of a field say of the water missing in its root zone."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import sqrt
from typing import Final

from gateway.fields.probes.filtering import CALIBRATED_MM, PROBE, PROBE_NOISE, Heard

ENOUGH_DEPTHS: Final = 3
"""So many depths know a root zone well.

Source:
    34 measured profiles of maize, Greeley (Colorado) 2023: three depths miss 4 mm, two miss 9 mm even
    without fault.
"""

WETTER: Final = 0.01
"""By so much a depth must stand above field capacity to count as too wet [m3/m3]. Ours."""


def said(
    soil: Mapping[int, float],
    capacity: Mapping[int, float],
    *,
    depth_m: float,
    is_trusted: bool,
    is_calibrated: bool = False,
) -> Heard | None:
    """Return what the probes say of a root zone; None where no field capacity is known for any of them.

    Each depth speaks for the soil that lies nearer to it than to any other one, the uppermost to the
    surface and the lowest to the end of the roots. The whole zone is one sum: what drains at the top is
    still the roots' further down.

    Args:
        soil: Water [m3/m3] by depth [cm].
        capacity: Field capacity in the probe's own water [m3/m3] by depth [cm].
        depth_m: Of the root zone [m].
        is_trusted: Whether the capacities are the probes' own, so that a steady fault cancels.
        is_calibrated: Whether each probe was calibrated in this soil.
    """
    parts = _parts(sorted(set(soil) & set(capacity)), depth_m)
    if not parts:
        return None
    missing = sum(1000 * thick * (capacity[depth] - soil[depth]) for depth, thick in parts.items())
    if is_calibrated and len(parts) >= ENOUGH_DEPTHS:
        noise = CALIBRATED_MM
    else:
        noise = (PROBE if is_trusted else PROBE_NOISE) * 1000 * depth_m / sqrt(len(parts))
    return Heard(missing, noise, 1000 * depth_m)


def _parts(depths: list[int], depth_m: float) -> dict[int, float]:
    """Return for how much of the root zone each depth speaks [m]; only those that speak for some of it."""
    if not depths:
        return {}
    borders = [0.0, *((upper + lower) / 200 for upper, lower in pairwise(depths)), depth_m]
    found = {
        depth: min(below, depth_m) - above
        for depth, (above, below) in zip(depths, pairwise(borders), strict=True)
        if min(below, depth_m) > above
    }
    deepest = list(found)[-1]
    return {**found, deepest: found[deepest] + depth_m - sum(found.values())}


def wet_depths(soil: Mapping[int, float], capacity: Mapping[int, float]) -> tuple[int, ...]:
    """Return the depths that stand above field capacity, the uppermost first [cm]."""
    return tuple(
        depth for depth in sorted(soil) if depth in capacity and soil[depth] > capacity[depth] + WETTER
    )
