"""What the nights before each night say; a row never sees itself nor what came after."""

from __future__ import annotations

import numpy as np

from gateway.domain.columns import Floats, Ints


def sums_before(values: Floats, *, nights: int) -> Floats:
    """Return the sum over the rows before each row, at most `nights` of them; NaN counts as nothing.

    Args:
        values: One row a night, any further shape.
        nights: How many to look back.
    """
    known = np.where(np.isnan(values), 0.0, values)
    running = np.concatenate([np.zeros((1, *known.shape[1:])), np.cumsum(known, axis=0)])
    row = np.arange(len(values))
    return np.asarray(running[row] - running[np.maximum(row - nights, 0)])


def count_before(values: Floats, *, nights: int) -> Floats:
    """Return how many of the rows before each row are known, at most `nights` back; shape of `values`."""
    return sums_before((~np.isnan(values)).astype(np.float64), nights=nights)


def mean_before(values: Floats, *, nights: int, at_least: int) -> Floats:
    """Return the mean of the rows before each row, NaN where fewer than `at_least` are known."""
    count = count_before(values, nights=nights)
    mean = sums_before(values, nights=nights) / np.maximum(count, 1)
    return np.where(count >= at_least, mean, np.nan)


def last_before(values: Floats, *, nights: int) -> Floats:
    """Return the newest known value before each row, NaN where the last `nights` have none; shape (n,)."""
    row = np.arange(len(values))
    newest: Ints = np.maximum.accumulate(np.where(np.isnan(values), -1, row))
    newest = np.concatenate([[-1], newest[:-1]])[: len(values)]
    within = (newest >= 0) & (row - newest <= nights)
    return np.where(within, values[np.maximum(newest, 0)], np.nan)


def shifted(values: Floats, nights: int) -> Floats:
    """Return the value of so many rows before each row, NaN before the first; shape of `values`."""
    return np.concatenate([np.full(nights, np.nan), values])[: len(values)]
