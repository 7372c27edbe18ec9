"""How many are enough."""

from __future__ import annotations

from gateway.domain.entries import Threshold


def needed(threshold: Threshold, whole: int) -> int:
    """Return how many of a whole are enough, at least one; it may be more than there are.

    More than half of 16 are 9 and of 17 are 9; at least three fifths of 16 are 10.
    """
    if threshold.sort == "count":
        return threshold.numerator
    part, rest = divmod(whole * threshold.numerator, threshold.denominator)
    if threshold.sort == "more_than" or rest:
        part += 1
    return max(part, 1)
