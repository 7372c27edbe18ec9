"""The air of the commune, day by day: warmth and moisture, the sun, the wind and its pressure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import numpy as np

from dashboard.fields.measured import HOUR_S, date_of, hours_of, weather_keys
from dashboard.measured.history import History, Part, Span
from dashboard.visit.given import Visit
from dashboard.words.written import Words
from gateway.domain.by_hand import is_by_hand
from gateway.domain.columns import Floats, Ints
from gateway.domain.readings import SeriesKey
from gateway.fields.observed import AirOfDay
from gateway.store.base import Buckets

DAY_H: Final = 24
WHOLE_DAY_H: Final = 18
"""Of a day's 24 hours so many must have been measured, or nothing of it is known; ours."""
LIGHT_H: Final = (6, 18)
"""In these hours the sun is up, the second not within [local h]; ours, of nine degrees north."""
DARK_H: Final = 2
"""So many hours of light in a row may be missing and are drawn between their neighbours; ours."""
LEAST_SUN: Final = 0.5
"""Less sun no day of the llanos has: the sensor is covered or dead [MJ/m2 d]; ours, not verified."""
MJ_OF_AN_HOUR: Final = HOUR_S / 1e6
"""What a watt in an hour is [MJ]."""

OfDay = Callable[[Floats], float | None]
"""What the means of a day's 24 hours make, not a number where none was measured; None: nothing is known."""


def air_by_day(visit: Visit, span: Span) -> dict[date, AirOfDay]:
    """Return the air of the commune on each whole day whose temperature was measured.

    Of the sun, the wind and the pressure each is there where it was measured for as much of the day.
    """
    warm, moist = _extremes(visit, "air_temperature", span), _extremes(visit, "air_humidity", span)
    sun, wind = _by_day(visit, "solar_radiation", span, _sun), _by_day(visit, "wind_speed", span, _wind)
    pressure = _by_day(visit, "air_pressure", span, _mean)
    found = {}
    for day, (low, high) in warm.items():
        if low < high:
            dry, wet = moist.get(day, (None, None))
            found[day] = AirOfDay(low, high, dry, wet, sun.get(day), wind.get(day), pressure.get(day))
    return found


def _extremes(visit: Visit, quantity: str, span: Span) -> dict[date, tuple[float, float]]:
    """Return the lowest and the highest of each whole day; a second node fills gaps of the first."""
    history = History(visit.station.store, visit.registered)
    found: dict[date, tuple[float, float]] = {}
    for hours in hours_of(history, [Part(key, span) for key in weather_keys(visit, quantity)]):
        whole = _whole_days(hours, visit.words)
        found = {
            day: (float(hours.low[rows].min()), float(hours.high[rows].max())) for day, rows in whole
        } | found
    return found


def _by_day(visit: Visit, quantity: str, span: Span, made: OfDay) -> dict[date, float]:
    """Return what each whole day was; a second sensor fills gaps of the first."""
    history = History(visit.station.store, visit.registered)
    found: dict[date, float] = {}
    for hours in hours_of(history, [Part(key, span) for key in _sensed(visit, quantity)]):
        told = {day: made(_means(hours, rows, visit.words)) for day, rows in _whole_days(hours, visit.words)}
        found = {day: value for day, value in told.items() if value is not None} | found
    return found


def _sensed(visit: Visit, quantity: str) -> list[SeriesKey]:
    """Return the series of a quantity, wherever its node stands: the sun and the wind are the commune's."""
    keys = visit.station.store.keys()
    return sorted(key for key in keys if key.quantity == quantity and not is_by_hand(key.node))


def _whole_days(hours: Buckets, words: Words) -> list[tuple[date, Ints]]:
    """Return the days of which enough was measured, each with the places of its hours, rising."""
    local = hours.start // HOUR_S + words.offset_hours
    days = [(int(day), np.flatnonzero(local // DAY_H == day)) for day in np.unique(local // DAY_H)]
    return [(date_of(day), rows) for day, rows in days if np.unique(local[rows]).size >= WHOLE_DAY_H]


def _means(hours: Buckets, rows: Ints, words: Words) -> Floats:
    """Return the mean of each hour of the commune's day, not a number where nothing was measured."""
    clock = (hours.start[rows] // HOUR_S + words.offset_hours) % DAY_H
    count = np.bincount(clock, weights=hours.count[rows], minlength=DAY_H)
    total = np.bincount(clock, weights=hours.total[rows], minlength=DAY_H)
    found: Floats = np.divide(total, count, out=np.full(DAY_H, np.nan), where=count > 0)
    return found


def _mean(hours: Floats) -> float:
    return float(np.nanmean(hours))


def _wind(hours: Floats) -> float | None:
    """Return the mean wind; a day on which nothing ever turned is one of a stuck anemometer."""
    return _mean(hours) if np.nanmax(hours) > 0 else None


def _sun(hours: Floats) -> float | None:
    """Return the sun of a day [MJ/m2]; None where too much of its light was not measured."""
    if _longest_gap(hours[LIGHT_H[0] : LIGHT_H[1]]) > DARK_H:
        return None
    known = np.flatnonzero(~np.isnan(hours))
    whole = np.interp(np.arange(DAY_H), known, np.maximum(hours[known], 0.0))
    total = float(whole.sum() * MJ_OF_AN_HOUR)
    return total if total >= LEAST_SUN else None


def _longest_gap(values: Floats) -> int:
    """Return how many in a row are not known."""
    edges = np.flatnonzero(np.concatenate(([True], ~np.isnan(values), [True])))
    return int(np.diff(edges).max()) - 1
