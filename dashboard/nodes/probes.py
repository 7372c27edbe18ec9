"""How a probe was looked after: when, and what it said beside another method."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gateway.domain.care import Agreement, agreement, whole_percent
from gateway.domain.due import DAY_S, RULES
from gateway.domain.entries import Entry, ProbeCared

_EVERY_DAYS: Final = {one.work: one.every_days for one in RULES["oxygen_signal"]}
WIPE_EVERY_DAYS: Final = _EVERY_DAYS["wipe"]
"""How often the probe of a fertile pond is wiped [days]."""
COMPARE_EVERY_DAYS: Final = _EVERY_DAYS["check"]
"""How often a probe is compared with another method or set in air [days]."""

Verdict = Agreement


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a probe said, and what another method said at the same moment.

    Attributes:
        at: When [s UTC].
    """

    said: Decimal
    reference: Decimal
    at: int

    @property
    def percent(self) -> int:
        """How much more (or less, below zero) the probe says, of the other number [%]."""
        return whole_percent(self.said, self.reference)

    @property
    def verdict(self) -> Verdict:
        """Whether the probe is right, deserves a look, or is off."""
        return agreement(self.said, self.reference)


@dataclass(frozen=True, slots=True)
class Care:
    """How the probe of a node was looked after; every moment is None where it never was [s UTC].

    Attributes:
        last: When anybody did anything to it, or compared it.
        checked: When it was compared or calibrated.
        comparison: The last one, None where it was calibrated since.
    """

    last: int | None = None
    checked: int | None = None
    comparison: Comparison | None = None

    def days(self, *, now: int) -> int | None:
        """Return how many whole days ago the last care was, None where there was none."""
        return None if self.last is None else max(0, now - self.last) // DAY_S

    def needs_wiping(self, *, now: int) -> bool:
        """Tell whether it is time to wipe the probe; nobody knows of one that was never cared for."""
        return self.last is not None and now - self.last >= WIPE_EVERY_DAYS * DAY_S

    def needs_comparing(self, *, now: int) -> bool:
        """Tell whether it is time to compare the probe again."""
        return self.checked is not None and now - self.checked >= COMPARE_EVERY_DAYS * DAY_S


def care_of(cares: Iterable[Entry]) -> Care:
    """Return how a probe was looked after, from its cares rising by time; without any it never was."""
    last: int | None = None
    checked: int | None = None
    comparison: Comparison | None = None
    for entry in cares:
        if not isinstance(entry.body, ProbeCared):
            continue
        last = entry.happened
        if entry.body.care in ("compared", "calibrated"):
            checked = entry.happened
            comparison = _comparison(entry.body, entry.happened)
    return Care(last, checked, comparison)


def _comparison(body: ProbeCared, at: int) -> Comparison | None:
    if body.care != "compared" or body.said is None or body.reference is None:
        return None
    return Comparison(body.said, body.reference, at)
