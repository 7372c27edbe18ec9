"""How far around a moment one must look to judge what was measured then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from gateway.domain.readings import SeriesKey


class Reach(NamedTuple):
    """How far what is measured changes the flags of what is measured beside it.

    Attributes:
        before_s: So far back a rule looks at it from what it judges [s].
        after_s: So far ahead [s]: the next bin of the spike test, and a thermometer an hour later.
    """

    before_s: int
    after_s: int


BEFORE_S: Final = 11 * 3600
"""How far back the rules of ponds look [s].

The longest looks back eight hours, over a gap of an hour and a half, from the end of its ten
minutes; what it sees there may rest on a thermometer an hour earlier.
"""
AFTER_S: Final = 2 * 3600

OF_WATER: Final = Reach(BEFORE_S, AFTER_S)
OF_SOIL: Final = Reach(9 * 3600, AFTER_S)
"""A rise looks back six hours, at bins whose own neighbours tell whether they are spikes. What takes ten
days to see is no flag (`gateway.quality.soil_fault`)."""
OF_RAIN: Final = Reach(32 * 3600, AFTER_S)
"""A rise of the soil within six hours asks for the rain of the day before them."""
OF_AIR: Final = Reach(51 * 3600, AFTER_S)
"""Two days at a hundred percent, over a gap of an hour and a half."""

_REACHES: Final[dict[str, Reach]] = {
    "oxygen_signal": OF_WATER,
    "oxygen_probe": OF_WATER,
    "oxygen": OF_WATER,
    "water_temperature": OF_WATER,
    "soil_signal": OF_SOIL,
    "soil_probe": OF_SOIL,
    "soil_water": OF_SOIL,
    "rain_tips": OF_RAIN,
    "rain": OF_RAIN,
    "air_temperature": OF_AIR,
    "air_humidity": OF_AIR,
}

BESIDE: Final = frozenset(_REACHES)
"""The quantities received whose flags hang on the hours around them, or that others' flags hang on."""


def reach_of(series: Iterable[SeriesKey]) -> Reach:
    """Return the furthest reach of some series of a node; that of water where none reaches anywhere."""
    return max((_REACHES[one.quantity] for one in series if one.quantity in _REACHES), default=OF_WATER)


def has_context(series: Iterable[SeriesKey]) -> bool:
    """Tell whether any of some series of a node is judged beside its hours."""
    return any(one.quantity in BESIDE for one in series)
