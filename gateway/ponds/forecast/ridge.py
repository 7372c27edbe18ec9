"""Linear regression that stays close to a simple guess until the pond has shown more."""

from __future__ import annotations

from typing import Final

import numpy as np

from gateway.domain.columns import Floats
from gateway.ponds.forecast.rolling import count_before, sums_before

LEARNT_FROM: Final = 90
"""How many nights back it learns from: one season, so that old seasons are forgotten."""

FEWEST: Final = 15
"""With fewer nights it says nothing. Source: facts of the ponds, section 5: burn-in of 15 to 25 nights."""

_SHY: Final = 5.0
"""As many nights with no error at all are added to the mean error, against a lucky start."""

_FARTHEST: Final = 3.0
"""A sign farther from its mean counts as this many of its standard deviations: no bold extrapolation."""


def corrected(guess: Floats, truth: Floats, signs: Floats, *, penalty: float) -> Floats:
    """Return the guess plus what a ridge regression on earlier nights expects it to be wrong by, shape (n,).

    Each row is fitted on the rows before it alone. A sign that is missing in a row counts as its mean.

    Args:
        guess: A forecast of each night, NaN where there is none [mg/L], shape (n,).
        truth: What came, NaN where it is not known [mg/L], shape (n,).
        signs: Of each evening, shape (n, p).
        penalty: Weight of the squared coefficients of standardised signs [-].

    Source:
        Hoerl and Kennard 1970, Technometrics 12(1):55-67.
    """
    error = truth - guess
    whole = ~np.isnan(signs).any(axis=1) & ~np.isnan(error)
    x, y = np.where(whole[:, None], signs, np.nan), np.where(whole, error, np.nan)
    count = count_before(y, nights=LEARNT_FROM)
    nights = np.maximum(count, 1)[:, None]
    mean_x, mean_y = _sums(x) / nights, _sums(y) / nights[:, 0]
    spread = _sums(x[:, :, None] * x[:, None, :]) - nights[:, :, None] * mean_x[:, :, None] * mean_x[:, None]
    shared = _sums(x * y[:, None]) - nights * mean_x * mean_y[:, None]
    deviation = np.sqrt(np.maximum(np.einsum("nii->ni", spread) / nights, 0.0)) + 1e-3
    spread = spread / (deviation[:, :, None] * deviation[:, None]) + penalty * np.eye(x.shape[1])
    slope = np.linalg.solve(spread, (shared / deviation)[:, :, None])[:, :, 0]
    tonight = (signs - mean_x) / deviation
    tonight = np.clip(np.where(np.isnan(tonight), 0.0, tonight), -_FARTHEST, _FARTHEST)
    expected = mean_y * nights[:, 0] / (nights[:, 0] + _SHY) + (tonight * slope).sum(axis=1)
    return np.where(count >= FEWEST, guess + expected, np.nan)


def _sums(values: Floats) -> Floats:
    return sums_before(values, nights=LEARNT_FROM)
