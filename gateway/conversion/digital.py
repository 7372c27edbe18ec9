"""What a digital probe says by itself to what counts, by a dated factor."""

from __future__ import annotations

import numpy as np

from gateway.domain.calibration import ProbeFactor
from gateway.domain.columns import Floats


def corrected(said: Floats, factor: ProbeFactor) -> Floats:
    """Return what a probe's word counts as [its unit], shape of `said`."""
    with np.errstate(over="ignore", invalid="ignore"):  # a broken probe may say anything
        return np.asarray(said * float(factor.factor) + float(factor.offset))
