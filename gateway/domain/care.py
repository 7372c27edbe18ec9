"""What a comparison of a probe with another method says."""

from __future__ import annotations

from decimal import Decimal


def deviation_percent(said: Decimal, reference: Decimal) -> Decimal:
    """Return how far a probe is off, in percent of the reference: positive where it says too much [%].

    Args:
        said: What the probe said.
        reference: What the other method said at the same moment, above zero, in the same unit.
    """
    return (said - reference) * 100 / reference
