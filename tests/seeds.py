"""The seed of a proof: drawn anew where all of it runs, always the same in its short form."""

from __future__ import annotations

import os
import random


def a_seed(usual: int) -> int:
    """Return the seed that `CONUCO_SEED` names, else a drawn one, in the short form the usual one."""
    named = int(os.environ.get("CONUCO_SEED") or 0)
    is_whole = os.environ.get("CONUCO_PROOF", "all") != "ci"
    return named or (random.SystemRandom().randrange(1, 10**6) if is_whole else usual)
