"""How far around a moment one must look to judge what was measured then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gateway.domain.readings import SeriesKey

BEFORE_S: Final = 11 * 3600
"""What is measured changes the flags of what follows for so long [s].

The longest rule looks back eight hours, over a gap of an hour and a half, from the end of its ten
minutes; what it sees there may rest on a thermometer an hour earlier.
"""
AFTER_S: Final = 2 * 3600
"""What is measured revises the flags of what went before for so long [s]: the next bin of the spike test,
and a thermometer an hour later."""

BESIDE: Final = frozenset({"oxygen_signal", "oxygen", "water_temperature"})
"""The quantities received whose flags hang on the hours around them."""


def has_context(series: Iterable[SeriesKey]) -> bool:
    """Tell whether any of some series of a node is judged beside its hours."""
    return any(one.quantity in BESIDE for one in series)
