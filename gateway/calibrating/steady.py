"""Whether a probe has settled, so that its number may be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gateway.domain.calibration import SORTS, OxygenMarks

FEWEST: Final = 5
"""So many readings in a row are looked at; ours: five minutes of a node that measures each minute."""
OXYGEN_SHARE: Final = 0.02
"""Within so much of its mean an oxygen probe has settled [0 to 1].

Source:
    the maker gives 98 % of the end after 90 s (DFRobot SEN0237), so what still moves by more than 2 % in
    five minutes is not the probe's answer to its surroundings but a change of them.
"""
OXYGEN_MV: Final = 15.0
"""A converter of an ESP32 shakes by so much [mV]; facts of the firmware, section 6, ADC; not verified."""
SOIL_MV: Final = 25.0
"""Within so much a soil stick has settled [mV]; a spread of 25 mV is about 0.01 m3/m3, ours."""


@dataclass(frozen=True, slots=True)
class Steadiness:
    """The last numbers of a probe, looked at together.

    Attributes:
        count: How many there were to look at, FEWEST at most.
        mean: Of those [the signal's unit]; 0 where there were none.
        spread: The highest less the lowest [the signal's unit].
        allowed: Up to so much they may spread [the signal's unit].
    """

    count: int
    mean: float
    spread: float
    allowed: float

    @property
    def has_enough(self) -> bool:
        """Whether there are enough of them to tell."""
        return self.count >= FEWEST

    @property
    def is_steady(self) -> bool:
        """Whether the number may be taken."""
        return self.has_enough and self.spread <= self.allowed


def steadiness(values: Sequence[float], quantity: str) -> Steadiness:
    """Return how steady a probe is by its last FEWEST values, which rise by time.

    Args:
        values: What it gave [the quantity's unit]; without any nothing is steady.
        quantity: Of the signal, which says how much it may shake.
    """
    last = list(values[-FEWEST:])
    if not last:
        return Steadiness(0, 0.0, 0.0, 0.0)
    mean = sum(last) / len(last)
    return Steadiness(len(last), mean, max(last) - min(last), _allowed(quantity, mean))


def _allowed(quantity: str, mean: float) -> float:
    if SORTS.get(quantity) is OxygenMarks:
        return max(OXYGEN_MV, OXYGEN_SHARE * abs(mean))
    return SOIL_MV if quantity == "soil_signal" else OXYGEN_SHARE * abs(mean)
