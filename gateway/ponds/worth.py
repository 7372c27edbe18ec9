"""What the forecasts of past nights were worth, counted from what was really said and what came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from gateway.domain.outlook import CrossingSaid, ForecastSaid, NightCame
from gateway.ponds.scores import WARNED_FROM

FEWEST_NIGHTS: Final = 5
"""With fewer nights a count says little and is not shown; ours, not verified."""

Verdict = Literal["held", "lower", "higher", "helped", "unmeasured", "unsaid"]
"""How a night ended against its band: within, under, above; or why that cannot be told."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Many nights counted together.

    Attributes:
        nights: All of them.
        judged: Those with a forecast of which it is known what came without help.
        held: Of these, within the band that eight of ten should hold.
        warned_true: Warned of, and under the limit.
        warned_false: Warned of, and not under it.
        missed: Under the limit without a warning.
        hour_told: Of `warned_true`, those whose window of the crossing was told ...
        hour_held: ... and held it.
        helped: Nights in which somebody helped the water, of which nobody knows how they would have ended.
    """

    nights: int = 0
    judged: int = 0
    held: int = 0
    warned_true: int = 0
    warned_false: int = 0
    missed: int = 0
    hour_told: int = 0
    hour_held: int = 0
    helped: int = 0

    @property
    def warned(self) -> int:
        """How often it warned of nights that can be judged."""
        return self.warned_true + self.warned_false

    @property
    def is_enough(self) -> bool:
        """Whether there are nights enough to speak of."""
        return self.judged >= FEWEST_NIGHTS


def verdict(night: NightCame) -> Verdict:
    """Return how a night ended against the forecast of dusk + 2 h."""
    if night.helped is not None:
        return "helped"
    if night.said is None or night.said.band80 is None:
        return "unsaid"
    if night.lowest is None:
        return "unmeasured"
    low, high = night.said.band80
    if low <= night.lowest <= high:
        return "held"
    return "lower" if night.lowest < low else "higher"


def first_crossing(said: ForecastSaid | None) -> CrossingSaid | None:
    """Return what was said of the first limit that a pond falls under; None where nothing was said."""
    return max(said.crossings, key=lambda one: one.limit, default=None) if said else None


def is_warned(said: ForecastSaid | None) -> bool:
    """Tell whether a forecast warns of the first limit."""
    crossing = first_crossing(said)
    return crossing is not None and crossing.probability >= WARNED_FROM


def worth(nights: Iterable[NightCame]) -> Worth:
    """Return what the forecasts of some nights were worth together, of one pond or of many.

    A pond that went under its limit before anybody helped it counts for the warnings: that was no doubt.
    """
    rows = list(nights)
    known = [one for one in rows if verdict(one) in ("held", "lower", "higher")]
    fell = [one for one in rows if _fell(one)]
    true = [one for one in fell if is_warned(one.said)]
    told = [one for one in true if _window(one) is not None and one.crossed is not None]
    return Worth(
        nights=len(rows),
        judged=len(known),
        held=sum(verdict(one) == "held" for one in known),
        warned_true=len(true),
        warned_false=sum(is_warned(one.said) and not _fell(one) for one in known),
        missed=len(fell) - len(true),
        hour_told=len(told),
        hour_held=sum(_is_in_window(one) for one in told),
        helped=sum(one.helped is not None for one in rows),
    )


def _fell(night: NightCame) -> bool:
    crossing = first_crossing(night.said)
    if crossing is None:
        return False
    return night.crossed is not None or (night.lowest is not None and night.lowest < crossing.limit)


def _window(night: NightCame) -> tuple[int, int] | None:
    crossing = first_crossing(night.said)
    if crossing is None or crossing.earliest is None or crossing.latest is None:
        return None
    # A pond that was under its limit already was told no hour: that is no forecast.
    return (crossing.earliest, crossing.latest) if crossing.earliest < crossing.latest else None


def _is_in_window(night: NightCame) -> bool:
    window = _window(night)
    return window is not None and night.crossed is not None and window[0] <= night.crossed <= window[1]
