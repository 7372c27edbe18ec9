"""What must hold of every night of a commune, whoever slept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from village import NIGHT_STEP_S, Commune

from gateway.demo.world.cast import PONDS, DemoPond
from gateway.demo.world.cycles import CALENDAR
from gateway.domain.alerts import Change

WARN = 3.0
COMPLETES_S = 3 * NIGHT_STEP_S
"""Two of three readings complete the rule; one more for the probe's own noise [s]."""

MOST_CALLS = 4
"""An alarm opens, becomes worse twice, and may call again after the water had recovered."""


CALLING = ("opened", "raised", "again")
OF_OXYGEN = ("oxygen", "dawn", "gasping")


@dataclass(frozen=True)
class PondNight:
    """A pond's night as it really was, from sunset to three hours after sunrise.

    Attributes:
        lowest: What the water came to, with what the crew did [mg/L].
        under_at: When it had been under the limit for three minutes [s UTC], None when never.
        before: What had been said of the pond up to the noon before.
        changes: What was said of it from the noon before to the noon after.
    """

    pond: DemoPond
    evening: date
    lowest: float
    under_at: int | None
    before: Sequence[Change]
    changes: Sequence[Change]

    @property
    def name(self) -> str:
        return f"{self.pond.place} {self.evening}"

    @property
    def is_warned(self) -> bool:
        """Whether somebody was told before the water was under the limit, or at once; or it stood already."""
        if self.under_at is None:
            return True
        until = self.under_at + COMPLETES_S
        said = [
            one for one in (*self.before, *self.changes) if one.at <= until and one.alert.kind in OF_OXYGEN
        ]
        newest = {one.alert.uid: one for one in said}
        stands = any(one.alert.cleared is None for one in newest.values())
        return stands or any(one.what in CALLING for one in said if one not in self.before)

    @property
    def calls(self) -> int:
        """How often the pond's oxygen called in that night, for whatever reason."""
        return sum(one.what in CALLING and one.alert.kind == "oxygen" for one in self.changes)


def nights_of(commune: Commune, first: date, days: int) -> list[PondNight]:
    """Return every pond's night of some evenings that are over."""
    return [_night(commune, pond, first + timedelta(days=day)) for day in range(days) for pond in PONDS]


def _night(commune: Commune, pond: DemoPond, evening: date) -> PondNight:
    noon = CALENDAR.at(evening, 12.0)
    moments, oxygen = commune.oxygen(pond, CALENDAR.at(evening, 18.3), CALENDAR.at(evening, 33.5))
    low = np.convolve(oxygen < WARN, np.ones(3), mode="valid") == 3
    own = [
        replace(one, at=one.at - commune.error_s) for one in commune.changes if one.alert.place == pond.place
    ]
    return PondNight(
        pond,
        evening,
        float(oxygen.min()),
        int(moments[int(np.argmax(low))]) if low.any() else None,
        [one for one in own if one.at < noon],
        [one for one in own if noon <= one.at < noon + 86_400],
    )


def told(nights: Sequence[PondNight]) -> str:
    """Return what came of the nights, in a line."""
    under = [one for one in nights if one.under_at is not None]
    return (
        f"{len(nights)} pond-nights, {len(under)} under {WARN} mg/L, "
        f"{sum(not one.is_warned for one in under)} without a word, "
        f"at most {max(one.calls for one in nights)} calls in one"
    )
