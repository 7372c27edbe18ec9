"""The gateway, whose calendar leaps with that of a node that sleeps: `station.py gateway --config FILE`.

How far it has leapt stands in the file `leap` beside the configuration.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from gateway.cli import main
from gateway.domain.clock import WorldClock

_LEAP = Path(sys.argv[sys.argv.index("--config") + 1]).parent / "leap"


def now(clock: WorldClock) -> float:
    """Return the time of the world [s UTC]."""
    leap = float(_LEAP.read_text(encoding="ascii")) if _LEAP.exists() else 0.0
    return clock.start + (time.time() - clock.began) * clock.speed + leap


WorldClock.now = now  # type: ignore[method-assign]
main()
