"""The lowest and the highest of many stretches of a column at once."""

from __future__ import annotations

import numpy as np

from gateway.domain.columns import Floats, Ints


def spread(value: Floats, first: Ints, last: Ints) -> Floats:
    """Return highest minus lowest of `value[first]` to `value[last]`, both within, shape of `first`.

    A stretch is two overlapping ones of a power of two, whose extremes were taken once for all.

    Args:
        value: The column, shape (n,).
        first: Where each stretch begins, at least 0.
        last: Where it ends, at least `first`.
    """
    if not len(first):
        return np.empty(0)
    level = np.frexp(last - first + 1)[1].astype(np.int64) - 1
    low, high = value, value
    found = np.empty(len(first))
    for step in range(int(level.max()) + 1):
        now = level == step
        left, right = first[now], last[now] - 2**step + 1
        found[now] = np.maximum(high[left], high[right]) - np.minimum(low[left], low[right])
        low = np.minimum(low[: -(2**step)], low[2**step :])
        high = np.maximum(high[: -(2**step)], high[2**step :])
    return found
