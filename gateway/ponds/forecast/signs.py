"""What an evening can know of its night: numbers that a regression learns from."""

from __future__ import annotations

from typing import Final

import numpy as np

from gateway.domain.columns import Floats
from gateway.ponds.forecast.evenings import Evenings
from gateway.ponds.forecast.rolling import last_before, mean_before, shifted

WEEK: Final = 7
"""How many nights the simple forecasters look back.

Source:
    facts of the ponds, section 0.3: fixed before the comparison, never tuned.
"""


def levels(rows: Evenings) -> Floats:
    """Return how high the oxygen stands and stood, shape (n, 12 or 14) [mg/L, °C].

    In order: now; 1, 2 and 4 h before; the highest and the mean of 24 h; yesterday at this hour and 3 h
    later; the day before yesterday at this hour; the last minimum, the one of the night before the last,
    the mean of a week's; the mean drop of a week. With a thermometer: temperature now and its change since
    yesterday.
    """
    now, before = rows.now, rows.before
    known = np.where(np.isnan(before), -np.inf, before).max(axis=1)
    columns = [
        now,
        before[:, -3],
        before[:, -5],
        before[:, -9],
        np.where(np.isfinite(known), known, np.nan),
        _mean_of_rows(before),
        before[:, 0],
        before[:, 6],
        shifted(before[:, 0], 1),
        last_before(rows.minimum, nights=WEEK),
        shifted(rows.minimum, 2),
        mean_before(rows.minimum, nights=WEEK, at_least=3),
        mean_before(now - rows.minimum, nights=WEEK, at_least=3),
    ]
    if not np.isnan(rows.warmth).all():
        columns += [rows.warmth[:, -1], rows.warmth[:, -1] - rows.warmth[:, 0]]
    return np.stack(columns, axis=1)


def changes(rows: Evenings) -> Floats:
    """Return how tonight differs from the nights before, shape (n, 7) [mg/L].

    In order: now from yesterday at this hour; the last minimum from the week's mean and from the one
    before; yesterday at this hour from the day before; now from an hour ago; the drop that would lead to
    the last minimum from the week's mean drop; the highest of 24 h from now.
    """
    now, before = rows.now, rows.before
    last = last_before(rows.minimum, nights=WEEK)
    known = np.where(np.isnan(before), -np.inf, before).max(axis=1)
    columns = [
        now - before[:, 0],
        last - mean_before(rows.minimum, nights=WEEK, at_least=3),
        last - shifted(rows.minimum, 2),
        before[:, 0] - shifted(before[:, 0], 1),
        now - before[:, -3],
        now - last - mean_before(now - rows.minimum, nights=WEEK, at_least=3),
        np.where(np.isfinite(known), known, np.nan) - now,
    ]
    return np.stack(columns, axis=1)


def _mean_of_rows(before: Floats) -> Floats:
    count = (~np.isnan(before)).sum(axis=1)
    mean = np.where(np.isnan(before), 0.0, before).sum(axis=1) / np.maximum(count, 1)
    return np.where(count > 0, mean, np.nan)
