"""What a comparison of a probe with another method says, and for how long its word is doubted then."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

FINE_PERCENT: Final = 5
"""Up to so much a probe may differ and is right [%].

Source:
    facts of the ponds, section 6, upkeep: up to 5 % is fine, above 10 % calibrate.
"""
OFF_PERCENT: Final = 10
"""Above so much a probe is called off [%]; the source is that of FINE_PERCENT."""
HAND_METER_MG_L: Final = Decimal("0.2")
"""Two instruments closer than this agree, whatever that is in percent [mg/L].

Source:
    what makers of hand meters state, 0.2 mg/L or 2 %; not verified for the commune's own.
"""
FOREVER: Final = 2**62
"""The end of a doubt that nobody has ended yet [s UTC]."""

Agreement = Literal["fine", "watch", "off"]


@dataclass(frozen=True, slots=True)
class Distrust:
    """What an oxygen probe said in [start, end) [s UTC] is in doubt: a comparison found it off.

    Attributes:
        start: When it was last known to be right; 0 where it never was checked.
        end: When it was right again, FOREVER while it is not.
    """

    node: str
    channel: str
    start: int
    end: int


def deviation_percent(said: Decimal, reference: Decimal) -> Decimal:
    """Return how far a probe is off, in percent of the reference: positive where it says too much [%].

    Args:
        said: What the probe said.
        reference: What the other method said at the same moment, above zero, in the same unit.
    """
    return (said - reference) * 100 / reference


def whole_percent(said: Decimal, reference: Decimal) -> int:
    """Return how far a probe is off in whole percent, as people are told it [%]."""
    return int(deviation_percent(said, reference).quantize(Decimal(1), ROUND_HALF_UP))


def agreement(said: Decimal, reference: Decimal) -> Agreement:
    """Return whether a probe of oxygen is right, deserves a look, or is off [mg/L both]."""
    percent = abs(whole_percent(said, reference))
    if abs(said - reference) <= HAND_METER_MG_L or percent <= FINE_PERCENT:
        return "fine"
    return "off" if percent > OFF_PERCENT else "watch"
