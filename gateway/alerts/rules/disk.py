"""When the disk will soon hold nothing more."""

from __future__ import annotations

from typing import Final

from gateway.alerts.facts import DiskSeen
from gateway.alerts.finding import Finding, Verdict
from gateway.domain.alerts import Kind, Level

LITTLE_BYTES: Final = 1_000_000_000
"""Under this somebody should make room [bytes]: months of readings. Ours, not verified."""

NOTHING_BYTES: Final = 200_000_000
"""Under this the station stops soon [bytes]: its databases need room to be tidied. Ours, not verified."""

CLEAR_FACTOR: Final = 1.2
"""How much more must be free again [-]. Ours."""


def disk(seen: DiskSeen, *, danger: Level | None, now: int) -> Verdict:
    """Return whether the station's disk is nearly full or cannot be written.

    Args:
        seen: The disk.
        danger: How bad the alert that stands says it is, None without one.
        now: When this is judged [s UTC].
    """
    value = seen.free / 1e6
    if seen.is_read_only:
        return Finding(Kind.DISK, "", Level.CRITICAL, now, value)
    for level, limit in ((Level.CRITICAL, NOTHING_BYTES), (Level.WARN, LITTLE_BYTES)):
        factor = CLEAR_FACTOR if danger is not None and danger >= level else 1.0
        if seen.free < min(limit, seen.total / 4) * factor:
            return Finding(Kind.DISK, "", level, now, value)
    return None
