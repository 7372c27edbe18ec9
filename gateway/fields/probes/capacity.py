"""The field capacity of a field, learnt from how its own probes come to rest after a wetting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from gateway.fields.course import Learned
from gateway.fields.observed import FieldDay

FILLING_MM: Final = 40.0
"""So much water in three days is a wetting from which to learn if it nearly filled the soil [mm]. Not
verified.
"""

NEARLY: Final = 0.1
"""What may be missing of a full root zone by the balance after such a wetting [-].

Source:
    Ours. Without it wettings of 40 mm into a dry soil taught too little: in simulated seasons probes without
    any fault made the depletion three times worse than none.
"""

WETTING_DAYS: Final = 3

DRY_ENOUGH_MM: Final = 5.0
"""With less than this a soil goes on draining as if it were dry [mm]. Ours."""

ROSE: Final = 0.01
"""A depth that rose by less was not reached by the wetting [m3/m3]. Ours."""

FIRST_PLATEAUS: Final = 3
"""Of so many plateaus the highest counts; later ones move it slowly. Ours."""

SLOWLY: Final = 0.1
"""Of the way to a later, higher plateau [-]. Ours."""

SPARSE_DAYS: Final = 2
"""Readings further apart are sparse: no plateau can be seen in them [d]."""

WARM_UP: Final = 5
"""Of so many sparse readings the wettest one of each depth counts as full.

Source:
    Two measures against each other over 32 plots of cotton, Maricopa (Arizona) 2018: root mean square error
    of the balance 60 mm with the surveyed field capacity, 36 mm with this one.
"""


@dataclass(frozen=True, slots=True)
class Learning:
    """How far the learning is; a new one knows nothing.

    Attributes:
        learned: What is known, None before the first wetting.
        plateaus: How many each depth [cm] has shown.
        wettest: Of readings that come days apart, by depth [cm]: water [m3/m3].
        sparse: How many of those there were, up to `WARM_UP`.
        is_daily: Whether readings ever came close enough to show a plateau.
        before: The last reading before the wetting that is going on.
        heard_on: When a probe was last heard.
        filled_on: The last wet day of a wetting that filled the soil, None where none is under way.
        full_cm: How deep that one filled the soil by the balance [cm].
        wetting_mm: Of that wetting [mm].
        at_rest: The last dawn, where three days without water lay before it, by depth [cm]: water [m3/m3].
        rested: What the wettest two such dawns in a row both had, by depth.
    """

    learned: Learned | None = None
    plateaus: Mapping[int, int] = field(default_factory=dict)
    wettest: Mapping[int, float] = field(default_factory=dict)
    sparse: int = 0
    is_daily: bool = False
    before: Mapping[int, float] = field(default_factory=dict)
    heard_on: date | None = None
    filled_on: date | None = None
    full_cm: float = 0.0
    wetting_mm: float = 0.0
    at_rest: Mapping[int, float] = field(default_factory=dict)
    rested: Mapping[int, float] = field(default_factory=dict)


class Filled(NamedTuple):
    """What the balance says of a root zone at the end of a day.

    Attributes:
        full_cm: How deep it is full: to the end of the roots where they could not hold what came, to any
            depth where water sank out of reach of them, else 0 [cm].
        missing: Its depletion as a part of what it holds [-].
        taken: What crop and sun took of it on the day [m3/m3].
        depth_cm: How deep it reaches [cm].
    """

    full_cm: float
    missing: float
    taken: float
    depth_cm: float


def taught(before: Learning, seen: FieldDay, *, supply: Sequence[float], filled: Filled) -> Learning:
    """Return what is known of field capacity with one day more.

    After a wetting that fills the soil (the balance overflows, or 40 mm come in three days and hardly
    anything is missing) each depth's water at the second dawn, 24 to 48 h later, is a plateau, with what the
    day took from the root zone added. A depth under the roots shows one only once water sank out of their
    reach: it was not filled before. What a depth held after three days without water it can hold: no plateau
    lies below that, as one of an irrigation that did not go deep enough would. Readings that come days apart
    show no plateaus: of the first five the wettest counts.

    Args:
        before: Up to the day before.
        seen: The day.
        supply: Rain and irrigation of the last `WETTING_DAYS`, the day's own last [mm].
        filled: What the balance says of its end.
    """
    now = before
    if supply[-1] >= DRY_ENOUGH_MM:
        now = _wetted(now, seen, sum(supply), filled)
    elif now.filled_on is not None and (seen.day - now.filled_on).days > SPARSE_DAYS:
        now = replace(now, filled_on=None, full_cm=0.0)
    if not seen.soil:
        return now
    now = _rested(now, seen, supply)
    if now.heard_on is not None and (seen.day - now.heard_on).days <= SPARSE_DAYS:
        now = now if now.is_daily else replace(now, is_daily=True)
        if now.filled_on is not None and seen.day > now.filled_on:
            now = _risen(now, seen, filled)
    elif not now.is_daily and now.sparse < WARM_UP:
        now = _wettest(now, seen, sum(supply))
    return replace(now, heard_on=seen.day, before=seen.soil if now.filled_on is None else now.before)


def _wetted(now: Learning, seen: FieldDay, wetting_mm: float, filled: Filled) -> Learning:
    if filled.full_cm <= 0 and (wetting_mm < FILLING_MM or filled.missing > NEARLY):
        return replace(now, filled_on=None, full_cm=0.0)
    full = max(filled.full_cm, now.full_cm if now.filled_on is not None else 0.0)
    return replace(now, filled_on=seen.day, full_cm=full, wetting_mm=wetting_mm)


def _risen(now: Learning, seen: FieldDay, filled: Filled) -> Learning:
    """Take the plateau of each depth that the wetting filled, with what the day took of it added."""
    reached = {
        depth: water + (filled.taken if depth <= filled.depth_cm else 0.0)
        for depth, water in seen.soil.items()
        if depth <= now.full_cm or (depth <= filled.depth_cm and water >= now.before.get(depth, water) + ROSE)
    }
    capacity = {} if now.learned is None else dict(now.learned.capacity)
    plateaus = dict(now.plateaus)
    for depth, water in reached.items():
        shown = max(water, now.rested.get(depth, water))
        known = capacity.get(depth, shown)
        share = 1.0 if plateaus.get(depth, 0) < FIRST_PLATEAUS else SLOWLY
        capacity[depth] = known + share * max(0.0, shown - known)
        plateaus[depth] = plateaus.get(depth, 0) + 1
    done = replace(now, filled_on=None, full_cm=0.0, plateaus=plateaus)
    return replace(done, learned=Learned(capacity, seen.day, now.wetting_mm)) if reached else done


def _rested(now: Learning, seen: FieldDay, supply: Sequence[float]) -> Learning:
    """Take a dawn after three days without water; a capacity that is known rises to it slowly."""
    if len(supply) < WETTING_DAYS or sum(supply) >= DRY_ENOUGH_MM:
        return replace(now, at_rest={})
    is_next = now.heard_on is not None and (seen.day - now.heard_on).days == 1
    last = now.at_rest if is_next else {}
    both = {depth: min(water, last[depth]) for depth, water in seen.soil.items() if depth in last}
    rested = dict(now.rested) | {depth: max(one, now.rested.get(depth, one)) for depth, one in both.items()}
    done = replace(now, at_rest=seen.soil, rested=rested)
    if now.learned is None:
        return done
    capacity = {
        depth: known + SLOWLY * max(0.0, both.get(depth, known) - known)
        for depth, known in now.learned.capacity.items()
    }
    return replace(done, learned=replace(now.learned, capacity=capacity))


def _wettest(now: Learning, seen: FieldDay, wetting_mm: float) -> Learning:
    """Take one sparse reading more; the last one of the warm-up teaches."""
    wettest = {
        depth: max(now.wettest.get(depth, 0.0), seen.soil.get(depth, 0.0))
        for depth in {*now.wettest, *seen.soil}
    }
    done = replace(now, wettest=wettest, sparse=now.sparse + 1)
    if done.sparse < WARM_UP:
        return done
    return replace(done, learned=Learned(wettest, seen.day, wetting_mm))
