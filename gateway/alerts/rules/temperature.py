"""When the water is too cold or too warm for the fish to eat and grow."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Kind, Level, Limits
from gateway.domain.readings import Reading

AGREEING: Final = 3
"""The median of so many readings counts: one glitch calls nobody."""
STALE_S: Final = 3600
CLEAR_MARGIN: Final = 0.5
"""How far within its limits the water must be again [°C]. Ours, not verified."""


def temperature(
    place: str, recent: Sequence[Reading], limits: Limits, *, is_standing: bool, now: int
) -> Verdict:
    """Return whether a pond's water is outside its limits of temperature.

    Args:
        place: The pond's short name.
        recent: Its last readings of the water's temperature that did not fail [°C], rising by time.
        limits: Of that pond.
        is_standing: Whether it has been called already.
        now: When this is judged [s UTC].
    """
    last = recent[-AGREEING:]
    if len(last) < AGREEING or now - last[0].at > STALE_S:
        return Unknown(Kind.TEMPERATURE, place)
    value = median(one.value for one in last)
    margin = CLEAR_MARGIN if is_standing else 0.0
    if limits.cold + margin <= value <= limits.warm - margin:
        return None
    return Finding(Kind.TEMPERATURE, place, Level.WARN, last[-1].at, value)
