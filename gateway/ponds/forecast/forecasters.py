"""Forecasters of a night's lowest oxygen: each cheap, each right in some water.

They run beside each other for every night; `weighing` believes those that have been right in that pond.
Where one knows too little it says NaN.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gateway.domain.columns import Floats
from gateway.ponds.forecast.evenings import STEP_S, Evenings
from gateway.ponds.forecast.ridge import corrected
from gateway.ponds.forecast.rolling import last_before, mean_before
from gateway.ponds.forecast.signs import WEEK, changes, levels

NAMES: Final = (
    "last_night",
    "ratio",
    "drop",
    "mean_of_three",
    "exponential",
    "ridge_of_levels",
    "ridge_from_last_night",
    "ridge_of_changes",
)
_LONGER_NIGHTS: Final = 3 * WEEK
"""Where nights are missing or were helped, a week's worth is sought in three weeks."""

_AFTER_SUNRISE_H: Final = 1.0
"""When the exponential ends: the lowest comes about an hour after sunrise. Source: as `AFTER_SUNRISE_S`."""


def forecasts(rows: Evenings) -> Floats:
    """Return what each forecaster says of each night [mg/L], shape (n, 8), in the order of NAMES."""
    last, ratio, drop = last_night(rows), ratio_of_a_week(rows), drop_of_a_week(rows)
    three = np.stack([last, ratio, drop])
    mean = np.where(np.isnan(three).any(axis=0), np.nan, three.sum(axis=0) / 3)
    learnt, changed = levels(rows), changes(rows)
    found = [
        last,
        ratio,
        drop,
        mean,
        exponential(rows),
        corrected(mean, rows.minimum, learnt, penalty=30.0),
        corrected(last, rows.minimum, learnt, penalty=30.0),
        corrected(last, rows.minimum, changed, penalty=10.0),
    ]
    said = np.maximum(np.stack(found, axis=1), 0.0)
    return np.where(np.isnan(rows.now)[:, None], np.nan, said)


def last_night(rows: Evenings) -> Floats:
    """Return the newest known minimum of a week, shape (n,): persistence, the bar for all others."""
    return last_before(rows.minimum, nights=WEEK)


def ratio_of_a_week(rows: Evenings) -> Floats:
    """Return the oxygen now by the share of it that was left at the minimum, in a week's mean, shape (n,).

    Source:
        facts of the ponds, section 0.3; proportional loss as Madenjian et al. 1987, Aquac. Eng. 6:191.
    """
    known = ~np.isnan(rows.minimum) & ~np.isnan(rows.now)
    left = np.where(known, rows.minimum / np.maximum(rows.now, 0.2), np.nan)
    return rows.now * _mean_of_a_week(left)


def drop_of_a_week(rows: Evenings) -> Floats:
    """Return the oxygen now less a week's mean loss from this hour on, shape (n,).

    Source:
        facts of the ponds, section 0.3; absolute loss as Boyd, Romaire and Johnston 1978.
    """
    return rows.now - _mean_of_a_week(rows.now - rows.minimum)


def exponential(rows: Evenings) -> Floats:
    """Return tonight's decay since sunset carried on to the morning, less a week's mean error, shape (n,).

    Source:
        Madenjian, Rogers and Fast 1987, Aquac. Eng. 6:191: log-linear beats linear.
    """
    sunset = np.array([one.sunset for one in rows.nights])
    steps = np.clip((rows.issue - sunset) // STEP_S, 0, rows.before.shape[1] - 1)
    dusk = rows.before[np.arange(len(rows)), rows.before.shape[1] - 1 - steps]
    now = np.maximum(rows.now, 0.05)
    rate = np.log(np.maximum(dusk, 0.05) / now) / np.maximum(steps * STEP_S / 3600, 1.0)
    ahead = np.maximum(rows.hours_to_sunrise + _AFTER_SUNRISE_H, 0.0)
    carried = now * np.exp(-np.maximum(rate, 0.0) * ahead)
    return np.asarray(carried + _mean_of_a_week(rows.minimum - carried))


def _mean_of_a_week(values: Floats) -> Floats:
    """Return the mean of a week's nights, of three weeks' where fewer than three are known, shape (n,)."""
    week = mean_before(values, nights=WEEK, at_least=3)
    longer = mean_before(values, nights=_LONGER_NIGHTS, at_least=2)
    return np.where(np.isnan(week), longer, week)
