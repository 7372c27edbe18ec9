"""Shares as a person reads them."""

from __future__ import annotations

import math


def whole_percent(share: float) -> int:
    """Return a share [0 to 1] in whole percent; only the whole is 100."""
    return min(math.floor(100 * share + 0.5), 100 if share >= 1 else 99)
