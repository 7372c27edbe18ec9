"""A pond's past in rows, each night counted from the same time after its sunset.

A forecaster compares tonight with other nights at the same hour, so a row holds the day
before that hour and the day after it in half hours. What it says of the day before is all
that a forecast of that row may know; the day after is what came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gateway.domain.columns import Derived, Floats, Ints
from gateway.ponds.night import ENOUGH_COVERAGE, Night
from gateway.ponds.spans import lowest_of_each_moment
from gateway.ponds.sun import DAY_S

STEP_S: Final = 1800
STEPS: Final = DAY_S // STEP_S
_LONGEST_DAY_S: Final = DAY_S + STEP_S
"""From one row to the next the sunset moves by minutes; what is later belongs to no row [s]."""

_APART: Final = 1024.0
"""Farther apart than any two values of oxygen or temperature; a power of two, which adds no rounding."""

Marked = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Intervention:
    """A time in which somebody helped the water: from then on that night is not the pond's own.

    Attributes:
        start: [s UTC].
        end: [s UTC], None while it goes on.
    """

    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class PondRecord:
    """All that is known of a pond's water.

    Attributes:
        oxygen: [mg/L], rising by time; failed and missing rows are passed over.
        temperature: Of the water [°C], rising by time; None or empty where there is no thermometer.
        interventions: In any order.
    """

    oxygen: Derived
    temperature: Derived | None = None
    interventions: Sequence[Intervention] = ()

    def until(self, now: int) -> PondRecord:
        """Return what was known at a moment [s UTC], that of its own second included."""
        begun = [one for one in self.interventions if one.start <= now]
        return replace(self._between(0, now + 1), interventions=begun)

    def since(self, oldest: int) -> PondRecord:
        """Return what is known of the time from a moment on [s UTC]."""
        return self._between(oldest, 2**62)

    def _between(self, start: int, end: int) -> PondRecord:
        warmth = None if self.temperature is None else self.temperature.between(start, end)
        return PondRecord(self.oxygen.between(start, end), warmth, self.interventions)


@dataclass(frozen=True, slots=True)
class Evenings:
    """The nights of a pond in rows, rising by night; n rows.

    Attributes:
        nights: The night of each row, n.
        issue: From when each row looks ahead [s UTC], shape (n,).
        before: Oxygen of the 24 h up to the issue [mg/L], shape (n, 48); the last column is "now". A half
            hour's value is the median of its readings, or that of the half hour before where it has none.
        warmth: Temperature of the same half hours [°C], shape (n, 48).
        after: Oxygen of the 24 h from the issue on [mg/L], smoothed as `minimum` is; NaN beyond the night,
            where nothing was measured and where the water was helped, shape (n, 48).
        minimum: The lowest value from the issue to the night's end, of a median of three half hours, which
            one bad reading cannot make [mg/L]; NaN where it is not known, shape (n,).
        helped: From when somebody helped the water of that night, its end if nobody did [s UTC], shape (n,).
    """

    nights: tuple[Night, ...]
    issue: Ints
    before: Floats
    warmth: Floats
    after: Floats
    minimum: Floats
    helped: Ints

    def __len__(self) -> int:
        return len(self.issue)

    @property
    def now(self) -> Floats:
        """Oxygen at the issue [mg/L], shape (n,)."""
        return self.before[:, -1]

    @property
    def censored(self) -> Marked:
        """Whether somebody helped the water in that night, shape (n,)."""
        return np.asarray(self.helped < np.array([one.end for one in self.nights]))

    @property
    def hours_to_sunrise(self) -> Floats:
        """From the issue to sunrise [h], shape (n,)."""
        return (np.array([one.sunrise for one in self.nights]) - self.issue) / 3600


def evenings(record: PondRecord, nights: Sequence[Night], *, after_sunset_s: int) -> Evenings:
    """Return a pond's nights in rows.

    Args:
        record: Of the pond; what lies outside of the nights is passed over.
        nights: One after the other, at least one.
        after_sunset_s: From when each night is looked at, counted from its sunset [s].
    """
    issue = np.array([one.sunset + after_sunset_s for one in nights], dtype=np.int64)
    ends = np.array([one.end for one in nights], dtype=np.int64)
    helped = _helped_from(nights, record.interventions)
    oxygen = _half_hours(*_unhelped(record.oxygen, helped, ends), issue)
    warmth = np.full_like(oxygen, np.nan)
    if record.temperature is not None and len(record.temperature):
        warmth = _half_hours(*lowest_of_each_moment(record.temperature), issue)
    within = issue[:, None] + STEP_S * np.arange(1, STEPS + 1) <= ends[:, None]
    after = np.where(within, _median_of_three(oxygen)[1:], np.nan)
    measured = (~np.isnan(after)).sum(axis=1) / np.maximum(within.sum(axis=1), 1)
    lowest = np.where(np.isnan(after), np.inf, after).min(axis=1)
    return Evenings(
        nights=tuple(nights),
        issue=issue,
        before=oxygen[:-1],
        warmth=warmth[:-1],
        after=after,
        minimum=np.where((measured >= ENOUGH_COVERAGE) & (helped >= ends), lowest, np.nan),
        helped=helped,
    )


def _helped_from(nights: Sequence[Night], interventions: Sequence[Intervention]) -> Ints:
    """Return from when on each night is not the pond's own [s UTC], its end where nobody helped."""
    first = [one.end for one in nights]
    for place, night in enumerate(nights):
        for one in interventions:
            ends = night.end if one.end is None else one.end
            if one.start < night.end and ends > night.sunset:
                first[place] = min(first[place], max(one.start, night.sunset))
    return np.array(first, dtype=np.int64)


def _unhelped(oxygen: Derived, helped: Ints, ends: Ints) -> tuple[Ints, Floats]:
    times, values = lowest_of_each_moment(oxygen)
    row = np.searchsorted(ends, times, side="right")
    inside = np.clip(row, 0, len(ends) - 1)
    own = (row == len(ends)) | (times < helped[inside])
    return times[own], values[own]


def _half_hours(times: Ints, values: Floats, issue: Ints) -> Floats:
    """Return the median of each half hour, shape (n + 1, 48): row 0 is the day before the first issue."""
    starts = np.concatenate([[issue[0] - DAY_S], issue])
    row = np.searchsorted(starts, times, side="left") - 1
    since = times - starts[row]
    taken = (row >= 0) & (since <= _LONGEST_DAY_S)
    row, since, values = row[taken], since[taken], values[taken]
    place = row * STEPS + np.minimum((since - 1) // STEP_S, STEPS - 1)
    found = _medians(place, values, places=len(starts) * STEPS)
    earlier = np.concatenate([[np.nan], found[:-1]])
    return np.where(np.isnan(found), earlier, found).reshape(-1, STEPS)


def _medians(place: Ints, values: Floats, *, places: int) -> Floats:
    """Return the median of the values at each place, NaN where there are none, shape (places,).

    One sort of numbers that hold both place and value takes a fifth of the time of sorting by two keys.
    """
    both = np.sort(place * _APART + np.clip(values, -_APART / 2, _APART / 2 - 1))
    count = np.bincount(place, minlength=places)
    filled = np.flatnonzero(count)
    first, many = (np.cumsum(count) - count)[filled], count[filled]
    found = np.full(places, np.nan)
    found[filled] = (both[first + (many - 1) // 2] + both[first + many // 2]) / 2 - filled * _APART
    return np.round(found, 6)


def _median_of_three(half_hours: Floats) -> Floats:
    """Return each value's median with its neighbours, itself where one of them is missing; same shape."""
    flat = half_hours.ravel()
    beside = np.stack([np.concatenate([[np.nan], flat[:-1]]), flat, np.concatenate([flat[1:], [np.nan]])])
    return np.where(np.isnan(beside).any(axis=0), flat, np.median(beside, axis=0)).reshape(half_hours.shape)
