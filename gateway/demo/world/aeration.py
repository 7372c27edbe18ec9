"""What an aerator, a pump or an exchange of water does to a pond."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gateway.domain.columns import Floats

Means = Literal["aerator", "pump", "exchange"]


@dataclass(frozen=True, slots=True)
class Switch:
    """Something was switched on or off at a place.

    Attributes:
        at: When [s UTC].
    """

    place: str
    means: Means
    is_on: bool
    at: int


@dataclass(frozen=True, slots=True)
class _Power:
    """Which oxygen a means brings a pond to [mg/L] and how fast [s]."""

    target: float
    rise_s: float


# So strong that a pond at 1.5 mg/L is above 3 within 45 minutes, as a crew expects of its aerator
# (not verified: a paddle wheel's real effect depends on its power and the pond's volume).
_POWER: dict[Means, _Power] = {
    "aerator": _Power(target=5.2, rise_s=2_700.0),
    "exchange": _Power(target=4.8, rise_s=5_400.0),
    "pump": _Power(target=4.8, rise_s=5_400.0),
}
_LOST_S = 5_400.0
"""How fast what was brought in is used up again [s]."""


def aerated(alone: Floats, moments: Floats, switches: Sequence[Switch]) -> Floats:
    """Return the oxygen of a pond with what people did to it [mg/L].

    Args:
        alone: What the pond alone would have [mg/L], shape (n,).
        moments: When [s UTC], shape (n,).
        switches: Of this pond, in any order.
    """
    value = alone
    for means, power in _POWER.items():
        own = sorted((one for one in switches if one.means == means), key=lambda one: one.at)
        if own:
            value = value + _strength(moments, own, power.rise_s) * np.maximum(power.target - value, 0)
    return value


def _strength(moments: Floats, switches: Sequence[Switch], rise_s: float) -> Floats:
    """Return how far a means has brought the pond towards its target, 0 to 1."""
    level, levels = 0.0, [0.0]
    for before, after in itertools.pairwise(switches):
        level = _after(level, before.at, after.at, rise_s=rise_s, is_on=before.is_on)
        levels.append(level)
    row = np.searchsorted([one.at for one in switches], moments, side="right") - 1
    known = np.maximum(row, 0)
    at = np.array([one.at for one in switches])[known]
    is_on = np.array([one.is_on for one in switches])[known]
    begun = np.array(levels)[known]
    passed = np.maximum(moments - at, 0)
    risen = 1 - (1 - begun) * np.exp(-passed / rise_s)
    lost = begun * np.exp(-passed / _LOST_S)
    return np.where(row < 0, 0.0, np.where(is_on, risen, lost))


def _after(level: float, at: int, moment: int, *, rise_s: float, is_on: bool) -> float:
    """Return the strength at a moment after a switch at which it was `level`."""
    passed = moment - at
    return float(1 - (1 - level) * np.exp(-passed / rise_s) if is_on else level * np.exp(-passed / _LOST_S))
