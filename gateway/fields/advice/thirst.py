"""How many days a field was thirsty, by stage of the crop, or stood too wet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from gateway.fields.course import DayOfField, Stage

DRAINS_IN_DAYS: Final = 2
"""So long a soil above field capacity is draining, not drowning [d].

Source:
    Field capacity is what a soil holds after draining for a day or two. That each later day counts as a day
    of excess is ours, not verified.
"""

FULL_MM: Final = 0.5
"""A root zone that lacks less is full, as no gauge reads finer [mm]. Ours."""


@dataclass(frozen=True, slots=True)
class Ordeal:
    """What a crop had to stand in a row of days.

    Attributes:
        thirst_by_stage: Days on which it took less than it would have, only stages that had some [d].
        excess_days: Days at whose end the soil had been too wet for 48 hours, with a crop or without [d].
        days_known: Days whose water somebody knew: by a gauge, or by a probe [d].
        days: All of them [d].
        excess_now: Days of excess in a row up to the last day [d].
        thirst_now: Days of thirst in a row up to the last day [d].
    """

    thirst_by_stage: Mapping[Stage, int]
    excess_days: int
    days_known: int
    days: int
    excess_now: int
    thirst_now: int

    @property
    def thirst_days(self) -> int:
        """Days of thirst in all stages [d]."""
        return sum(self.thirst_by_stage.values())


def ordeal(days: Sequence[DayOfField]) -> Ordeal:
    """Return what a crop had to stand; nothing of anything where there are no days.

    A ripe crop is not thirsty any more. Too wet is a day that ends a row of three or more, on which the same
    depth stood above field capacity by its probe, or, where no probe was heard, on which the balance was full
    and more drained away.

    Args:
        days: Rising, one after the other.
    """
    thirsty = [is_suffering(day) for day in days]
    excess = excess_of(days)
    return Ordeal(
        thirst_by_stage=dict(
            Counter(day.stage for day, is_one in zip(days, thirsty, strict=True) if is_one and day.stage)
        ),
        excess_days=sum(excess),
        days_known=sum(is_known(day) for day in days),
        days=len(days),
        excess_now=_in_a_row(excess),
        thirst_now=_in_a_row(thirsty),
    )


def is_suffering(day: DayOfField) -> bool:
    """Tell whether thirst cost a crop something: it stood, was not ripe, and took less than it would have."""
    return day.is_thirsty and day.stage is not Stage.RIPE


def is_heard(day: DayOfField) -> bool:
    """Tell whether a probe told how wet the soil was; one that is still learning did not."""
    return day.observed_mm is not None or bool(day.wet_depths)


def is_known(day: DayOfField) -> bool:
    """Tell whether somebody knew a day's water: rain and irrigation, or a probe."""
    return is_heard(day) or (day.seen.rain_mm is not None and day.seen.irrigation_mm is not None)


def excess_of(days: Sequence[DayOfField]) -> list[bool]:
    """Tell of each day whether the soil had been too wet for 48 hours at its end."""
    wet_for: dict[int | None, int] = {}
    found = []
    for day in days:
        wet_for = _wet_for(day, wet_for)
        found.append(max(wet_for.values(), default=0) > DRAINS_IN_DAYS)
    return found


def _wet_for(day: DayOfField, before: Mapping[int | None, int]) -> dict[int | None, int]:
    """Return for how many days each depth has been wet; None stands for the root zone of the balance.

    Where a probe falls silent the balance goes on for all its depths; where it comes back it takes over.
    """
    if is_heard(day):
        return {depth: before.get(depth, before.get(None, 0)) + 1 for depth in day.wet_depths}
    if day.depletion_mm > FULL_MM or day.drained_mm <= 0:
        return {}
    return {None: max(before.values(), default=0) + 1}


def _in_a_row(marks: Sequence[bool]) -> int:
    return sum(1 for _ in takewhile(bool, reversed(marks)))
