"""When an aerator that was switched on does not run, or does not help.

Source:
    A minimum current and no reliance on the switch: In-Situ, aquaculture buoy manual, pages 28 and 33. That a
    crew is to be told after 30 to 45 minutes, and the amounts of oxygen: ours, not verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.alerts.facts import AeratorSeen
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.alerts.rules.oxygen import CLEAR_MARGIN
from gateway.domain.alerts import Kind, Level, Limits
from gateway.domain.columns import Derived

STOPPED_AFTER_S: Final = 180
"""So long without current and it has stopped; a plug that is moved is back by then [s]."""
MIXED_AFTER_S: Final = 1800
"""Before that the water that it stirs up from below may still lower the oxygen [s]."""
HELPED_AFTER_S: Final = 2700
"""By then the oxygen must have risen [s]."""
FORGOTTEN_AFTER_S: Final = 16 * 3600
"""What nobody recorded as off is over by then: longer than any night of the water [s]."""

FALL: Final = 0.3
"""So much under the best since it was switched on is a fall [mg/L]."""
RISE: Final = 0.1
"""So much must have been won [mg/L]."""
BEFORE_S: Final = 900
WINDOW_S: Final = 600
"""The median of so long is one value: a probe's noise is no fall [s]."""
STALE_S: Final = 1800


def aerator(seen: AeratorSeen, limits: Limits, *, is_standing: bool, is_night: bool, now: int) -> Verdict:
    """Return whether a pond's aerator has stopped or does not help.

    Args:
        seen: The aerator and the pond's water.
        limits: Of that pond.
        is_standing: Whether it has been called already; then half of it is enough.
        is_night: Whether the dangers of the night last.
        now: When this is judged [s UTC].
    """
    on = None if seen.on is None or now - seen.on > FORGOTTEN_AFTER_S else seen.on
    wanted = min((one for one in (on, seen.held) if one is not None), default=None)
    if wanted is None:
        return None
    level = Level.CRITICAL if is_night else Level.WARN
    water = None if on is None else _water(seen.oxygen, on=on, now=now)
    value = 0.0 if water is None else water.current
    running = seen.running if seen.running is not None and seen.running.is_fresh(now) else None
    if running is not None and not running.is_on:
        since = max(wanted, running.since)
        if now - since >= STOPPED_AFTER_S:
            return Finding(Kind.AERATOR, seen.place, level, since, value)
    if on is None:
        # Only its relay says that it is on: what is judged is whether it runs.
        return Unknown(Kind.AERATOR, seen.place) if running is None else None
    if water is None:
        return Unknown(Kind.AERATOR, seen.place)
    if water.falls(limits, is_standing=is_standing) or water.stays_low(limits, is_standing=is_standing):
        return Finding(Kind.AERATOR, seen.place, level, now, value)
    return None


@dataclass(frozen=True, slots=True)
class _Water:
    """The oxygen since the aerator was switched on [mg/L].

    Attributes:
        before: As it was then, None where nothing was measured.
        best: The highest median since.
        current: The newest median.
        helped_s: How long the aerator has been on [s].
    """

    before: float | None
    best: float
    current: float
    helped_s: int

    def falls(self, limits: Limits, *, is_standing: bool) -> bool:
        """Tell whether it falls, under its limits or on the way there."""
        enough = FALL / 2 if is_standing else FALL
        is_low = self.current < limits.warn + CLEAR_MARGIN
        return self.helped_s >= MIXED_AFTER_S and is_low and self.best - self.current >= enough

    def stays_low(self, limits: Limits, *, is_standing: bool) -> bool:
        """Tell whether it is under its limits and nothing was won."""
        wanted = FALL if is_standing else RISE
        if self.before is None or self.helped_s < HELPED_AFTER_S:
            return False
        return self.current < limits.warn and self.current - self.before < wanted


def _water(oxygen: Derived, *, on: int, now: int) -> _Water | None:
    """Return how the water did; None where it was not measured lately."""
    said = oxygen.usable().between(on - BEFORE_S, now + 1)
    since = said.between(on, now + 1)
    if not len(since) or now - int(since.time[-1]) > STALE_S:
        return None
    # Counted back from the newest, so that the newest median is whole.
    window = (int(since.time[-1]) - since.time) // WINDOW_S
    medians = [float(np.median(since.value[window == one])) for one in np.unique(window)]
    before = said.between(on - BEFORE_S, on + WINDOW_S // 2).value
    return _Water(
        before=float(np.median(before)) if len(before) else None,
        best=max(medians),
        current=medians[0],
        helped_s=now - on,
    )
