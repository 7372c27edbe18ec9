"""The lowest and the highest of many stretches of a column at once."""

from __future__ import annotations

import numpy as np

from gateway.domain.columns import Floats, Ints


def extremes(value: Floats, first: Ints, last: Ints) -> tuple[Floats, Floats]:
    """Return the lowest and the highest of `value[first]` to `value[last]`, both within, shape of `first`.

    A stretch is two overlapping ones of a power of two, whose extremes were taken once for all.

    Args:
        value: The column, shape (n,).
        first: Where each stretch begins, at least 0.
        last: Where it ends, at least `first`.
    """
    lowest, highest = np.empty(len(first)), np.empty(len(first))
    if not len(first):
        return lowest, highest
    level = np.frexp(last - first + 1)[1].astype(np.int64) - 1
    low, high = value, value
    for step in range(int(level.max()) + 1):
        now = level == step
        left, right = first[now], last[now] - 2**step + 1
        lowest[now] = np.minimum(low[left], low[right])
        highest[now] = np.maximum(high[left], high[right])
        low = np.minimum(low[: -(2**step)], low[2**step :])
        high = np.maximum(high[: -(2**step)], high[2**step :])
    return lowest, highest


def spread(value: Floats, first: Ints, last: Ints) -> Floats:
    """Return highest minus lowest of each stretch, as `extremes` has them."""
    low, high = extremes(value, first, last)
    return np.asarray(high - low)
