"""How much of the ammonia in water is the part that harms fish."""

from __future__ import annotations

import numpy as np

from gateway.domain.columns import Floats


def unionised_share(temperature_c: Floats, ph: Floats) -> Floats:
    """Return which part of total ammonia is NH3, 0 to 1 [-], in the common shape of both.

    For fresh water; salt lowers the share a little.

    Source:
        Emerson, Russo, Lund and Thurston 1975, J. Fish. Res. Board Can. 32(12):2379-2383:
        pKa = 0.09018 + 2729.92 / T.
    """
    acidity = 0.09018 + 2729.92 / (temperature_c + 273.15)
    return np.asarray(1 / (1 + 10 ** (acidity - ph)), dtype=np.float64)


def unionised_ammonia(total_mgl: Floats, temperature_c: Floats, ph: Floats) -> Floats:
    """Return NH3 as nitrogen [mg/L] of total ammonia nitrogen [mg/L], in the common shape of all.

    Source:
        Emerson et al. 1975, as in `unionised_share`.
    """
    return np.asarray(total_mgl * unionised_share(temperature_c, ph), dtype=np.float64)
