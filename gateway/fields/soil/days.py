"""How much water a field's roots had on each day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import numpy as np

from gateway.domain.columns import Derived, Floats, Ints
from gateway.fields.setting import Soil
from gateway.fields.soil.threshold import available_fraction, layer_thickness_cm

HOUR_S = 3600
DAY_S = 86_400


def root_zone_at(water_by_depth: Mapping[int, Derived], soil: Soil) -> tuple[Ints, Floats]:
    """Return the moments measured and the available fraction of the root zone at each [s UTC, -].

    At each moment the depths that were measured then speak for the whole root zone. Readings
    that failed are left out; without readings both are empty.

    Args:
        water_by_depth: Soil water [m3/m3] by depth [cm].
        soil: The field's two marks.
    """
    usable = {depth: found.usable() for depth, found in sorted(water_by_depth.items())}
    usable = {depth: found for depth, found in usable.items() if len(found)}
    if not usable:
        return np.empty(0, dtype=np.int64), np.empty(0)
    times = np.unique(np.concatenate([found.time for found in usable.values()]))
    fractions = np.full((len(usable), len(times)), np.nan)
    for row, found in enumerate(usable.values()):
        fraction = available_fraction(
            found.value, field_capacity=soil.field_capacity, wilting_point=soil.wilting_point
        )
        fractions[row, np.searchsorted(times, found.time)] = np.clip(fraction, 0.0, 1.0)
    return times, _mean_by_layers(fractions, tuple(usable))


def _mean_by_layers(fractions: Floats, depths: tuple[int, ...]) -> Floats:
    """Return the mean of each column, weighted by the layers of the depths measured in it."""
    measured = ~np.isnan(fractions)
    mean = np.empty(fractions.shape[1])
    for pattern in np.unique(measured, axis=1).T:
        columns = (measured == pattern[:, None]).all(axis=0)
        thickness = layer_thickness_cm(tuple(np.array(depths)[pattern].tolist()))
        mean[columns] = thickness @ fractions[np.ix_(pattern, columns)] / thickness.sum()
    return mean


def daily_fractions(
    water_by_depth: Mapping[int, Derived], soil: Soil, *, utc_offset_hours: int
) -> dict[date, float]:
    """Return the median available fraction of the root zone by the commune's day, rising [-].

    A day without a usable reading is not there: a gap stays a gap.
    """
    times, fractions = root_zone_at(water_by_depth, soil)
    days = (times + utc_offset_hours * HOUR_S) // DAY_S
    return {_date(int(day)): float(np.median(fractions[days == day])) for day in np.unique(days)}


def _date(days_since_1970: int) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days_since_1970)).date()
