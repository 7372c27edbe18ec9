"""How much water plants can take from a soil down to a depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gateway.fields.setting import Soil


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a soil, under the one before it.

    Attributes:
        bottom_m: Where it ends, below the surface [m].
        soil: Its two marks.
    """

    bottom_m: float
    soil: Soil


Layers = Sequence[Layer]
"""The layers of a soil from the top down; the last one goes on below its bottom."""


def available_to(depth_m: float, ground: Soil | Layers) -> float:
    """Return what a full soil holds for plants down to a depth [mm].

    Args:
        depth_m: From the surface [m].
        ground: One soil, or its layers; at least one.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 82.
    """
    if isinstance(ground, Soil):
        return 1000 * ground.available * depth_m
    held, top = 0.0, 0.0
    for layer in ground:
        if depth_m <= layer.bottom_m:
            break
        held += 1000 * layer.soil.available * (layer.bottom_m - top)
        top = layer.bottom_m
    else:
        layer = ground[-1]
    return held + 1000 * layer.soil.available * (depth_m - top)
