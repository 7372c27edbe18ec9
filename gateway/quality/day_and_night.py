"""Whether a series follows the day: living water does, and so does a thermometer in it."""

from __future__ import annotations

from typing import Final

import numpy as np

from gateway.domain.columns import Floats, Ints
from gateway.quality.medians import Medians, medians

LEAST_DAYS: Final = 3
"""Fewer days can all be cloudy [days]; ours."""
LEAST_SHARE: Final = 0.6
"""Of the hours of those days so many must have been measured [-]; ours."""
FOLLOWED: Final = 0.2
"""What follows the day owes it at least this share of its variance [-].

Source:
    99 % of the three-day stretches of Sapelo 2012 have more than 0.31, half of those of the tidal Cat Point
    less than 0.27; so it decides nothing alone.
"""
SHAKEN: Final = 0.75
"""Half the mean square of the hour's step over the variance: 1 for numbers drawn at random [-].

Source:
    von Neumann 1941, Annals of Mathematical Statistics 12:367. 99 % of the three-day stretches of Sapelo
    2012, Cat Point 2012-2013 and Peconic 2013-2018 stay under 0.16, 0.65 and 0.35.
"""
STILL: Final = 0.05
"""Three days that move less do not move [the quantity's unit]; theirs is over 0.4 mg/L."""
ANOXIC: Final = 0.7
"""Water with less oxygen may stand still for days [mg/L]; that of the flat line."""


def follows_no_day(time: Ints, value: Floats, *, may_stand_up_to: float = ANOXIC) -> bool | None:
    """Tell whether a series has neither day nor night: it stands still, or its hours are drawn at random.

    None where nobody can tell: fewer than three days, or too many gaps.

    Args:
        time: When [s UTC], in any order, shape (n,).
        value: What, without what failed, shape (n,).
        may_stand_up_to: Water may stand still at this value or below.
    """
    hours = hourly(medians(time, value))
    count = len(hours)
    if count < 24 * LEAST_DAYS * LEAST_SHARE or count < LEAST_SHARE * _span_hours(hours):
        return None
    if hours.time[-1] - hours.time[0] < (24 * LEAST_DAYS - 2) * 3600:
        return None
    if np.ptp(hours.value) < STILL:
        return bool(np.median(hours.value) > may_stand_up_to)
    return _share_of_the_day(hours) < FOLLOWED and _shaking(hours) > SHAKEN


def hourly(of: Medians) -> Medians:
    """Return the median of each hour's bins, rising."""
    if not len(of):
        return of
    start = of.time // 3600 * 3600
    order = np.lexsort((of.value, start))
    first = np.flatnonzero(np.diff(start, prepend=start[0] - 1))
    count = np.diff(np.append(first, len(start)))
    rising = of.value[order]
    middle = (rising[first + (count - 1) // 2] + rising[first + count // 2]) / 2
    return Medians(start[first], middle)


def _span_hours(hours: Medians) -> float:
    return float(hours.time[-1] - hours.time[0]) / 3600 + 1


def _share_of_the_day(hours: Medians) -> float:
    """Return which share of the variance a wave of a day and one of half a day explain [-]."""
    turn = 2 * np.pi * (hours.time % 86400) / 86400
    waves = np.column_stack(
        [np.ones(len(hours)), np.cos(turn), np.sin(turn), np.cos(2 * turn), np.sin(2 * turn)]
    )
    rest = hours.value - waves @ np.linalg.lstsq(waves, hours.value, rcond=None)[0]
    return float(1 - rest.var() / hours.value.var())


def _shaking(hours: Medians) -> float:
    step = np.diff(hours.value)[np.diff(hours.time) == 3600]
    return float((step**2).mean() / 2 / hours.value.var()) if len(step) else 0.0
