"""What the rules of quality found in a file, so that whoever imports it knows what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Derived, Signals
from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import Flag, SeriesKey
from gateway.quality.day_and_night import ANOXIC, LEAST_DAYS, follows_no_day
from gateway.quality.gap import Gap, gaps
from gateway.quality.judging import JUDGED

DAY_S: Final = 86400


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one series of a file.

    Attributes:
        readings: How many it has.
        suspect: How many of them are SUSPECT.
        failed: How many of them FAIL.
        gaps: Where it is silent for more than two of its intervals, rising.
        stretches: How many stretches of three days could be looked at for day and night.
        without_day: How many of those have neither.
    """

    series: SeriesKey
    readings: int
    suspect: int
    failed: int
    gaps: tuple[Gap, ...]
    stretches: int
    without_day: int

    @property
    def longest_gap_s(self) -> int:
        """How long it is silent at most [s], 0 without a gap."""
        return max((one.until - one.since for one in self.gaps), default=0)

    @property
    def has_no_day_and_night(self) -> bool:
        """Whether more than half of its stretches have neither day nor night."""
        return 2 * self.without_day > self.stretches


def findings(
    series: Mapping[SeriesKey, Signals],
    derive: Callable[[Mapping[SeriesKey, Signals]], Mapping[SeriesKey, Derived]],
) -> list[Findings]:
    """Return what was found in the series of a file that the rules know, sorted by name.

    Each node is judged by itself: its own thermometer stands beside its probe.
    """
    found: list[Findings] = []
    for node in {one.node for one in series}:
        own = {one: rows for one, rows in series.items() if one.node == node and _is_judged(one)}
        found += [findings_of(one, rows) for one, rows in derive(own).items() if one.quantity in JUDGED]
    return sorted(found, key=lambda one: one.series)


def _is_judged(series: SeriesKey) -> bool:
    return any(one in JUDGED for one in derived_quantities(series.quantity))


def findings_of(series: SeriesKey, rows: Derived) -> Findings:
    """Return what was found in one series that was derived whole."""
    # What stood still for long FAILS, and is just what has no day and night.
    possible = rows.take(np.isfinite(rows.value))
    still = ANOXIC if series.quantity == "oxygen" else float("-inf")
    judged = []
    if len(possible):
        for start in range(int(possible.time[0]), int(possible.time[-1]) + 1, LEAST_DAYS * DAY_S):
            part = possible.between(start, start + LEAST_DAYS * DAY_S)
            judged.append(follows_no_day(part.time, part.value, may_stand_up_to=still))
    return Findings(
        series=series,
        readings=len(rows),
        suspect=int((rows.flag == Flag.SUSPECT).sum()),
        failed=int((rows.flag == Flag.FAIL).sum()),
        gaps=tuple(gaps(rows.time)),
        stretches=sum(one is not None for one in judged),
        without_day=sum(one is True for one in judged),
    )
