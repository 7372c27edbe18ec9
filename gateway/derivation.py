"""Signals and calibrations to everything a person can read: conversion, then quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from gateway.conversion.oxygen import saturation_percent
from gateway.conversion.signals import Place, Values, converted
from gateway.domain.by_hand import QUEUE, is_by_hand
from gateway.domain.calibration import Calibration, in_force
from gateway.domain.care import Distrust
from gateway.domain.columns import Derived, Floats, Signals
from gateway.domain.quantities import QUANTITIES, is_signal
from gateway.domain.readings import Flag, SeriesKey
from gateway.quality import air
from gateway.quality.gross import gross_range, time_doubt
from gateway.quality.judging import JUDGED, Beside, changed
from gateway.quality.soil import WaterGiven, soil_flags
from gateway.quality.thermometers import Waters

RULES: Final = 2
"""The version of what signals become: whoever changes a result of conversion or quality raises it by one.

A station that starts with another version derives everything again, in the background. 2 has the results of
1; it gives back what was hidden where late water emptied the hours beside it.
"""

NO_DOUBTS: Final[Mapping[int, Flag]] = MappingProxyType({})


def derive(
    signals: Mapping[SeriesKey, Signals],
    *,
    calibrations: Sequence[Calibration],
    altitude_m: float,
    doubts: Mapping[int, Flag] = NO_DOUBTS,
    distrusted: Sequence[Distrust] = (),
) -> dict[SeriesKey, Derived]:
    """Return all that a person can read of one node's signals over one span of time.

    What is measured is judged beside the hours before and after it: of the first `BEFORE_S` and the last
    `AFTER_S` of the span (`gateway.domain.context`) the flags are only what those signals tell.

    A signal before its first calibration gives nothing: no number is better than a wrong one.
    That of a digital probe counts as it says. The signals stay, and a calibration dated earlier derives them.

    Args:
        signals: Everything received of one node in that span, by series.
        calibrations: Of any node; those of other series are passed over.
        altitude_m: Of the commune, for the air pressure [m].
        doubts: The least flag of what was measured by hand, by the number of its entry in the book.
        distrusted: When which oxygen probe is in doubt since a comparison; of any node.
    """
    waters = Waters(signals)
    readable = _by_themselves(signals, waters, calibrations, altitude_m, doubts)
    _beside_their_hours(readable, waters, altitude_m)
    for one in distrusted:
        _in_doubt(readable, one)
    return readable


def derive_alone(
    signals: Mapping[SeriesKey, Signals],
    *,
    calibrations: Sequence[Calibration],
    altitude_m: float,
    doubts: Mapping[int, Flag] = NO_DOUBTS,
    distrusted: Sequence[Distrust] = (),
) -> dict[SeriesKey, Derived]:
    """Return the same where nobody looks at the hours around: a tenth of the work for a single record."""
    readable = _by_themselves(signals, Waters(signals), calibrations, altitude_m, doubts)
    for one in distrusted:
        _in_doubt(readable, one)
    return readable


def _by_themselves(
    signals: Mapping[SeriesKey, Signals],
    waters: Waters,
    calibrations: Sequence[Calibration],
    altitude_m: float,
    doubts: Mapping[int, Flag],
) -> dict[SeriesKey, Derived]:
    """Return every value with the flag that it deserves by itself."""
    found: dict[SeriesKey, list[Derived]] = {}
    nodes = {series.node for series in signals}
    own = [one for one in calibrations if one.node in nodes]  # a commune has hundreds, a node a few
    for series, rows in signals.items():
        if not is_signal(series.quantity):
            found.setdefault(series, []).append(_doubted(rows, _judged(series, rows, rows.value), doubts))
            continue
        for calibration, part in _by_calibration(rows, in_force(own, series)):
            place = Place(partial(waters.at, series, part.time), altitude_m)
            values = converted(series.quantity, part.value, calibration.constants, place)
            for quantity, derived in values.items():
                key = series._replace(quantity=quantity)
                found.setdefault(key, []).append(_with_fault_of(part, series, derived, key=key))
    return {key: Derived.joined(*parts) for key, parts in found.items()}


def _beside_their_hours(found: dict[SeriesKey, Derived], waters: Waters, altitude_m: float) -> None:
    """Give everything the flags of the rules that look at the hours before and after."""
    _soil_and_air(found)
    for key, rows in list(found.items()):
        if key.quantity not in JUDGED or is_by_hand(key.node):
            continue
        if key.quantity != "oxygen":
            found[key] = rows.flagged(changed(key.quantity, rows))
            continue
        full = found.get(key._replace(quantity="oxygen_saturation"))
        beside = _beside(key, rows, waters, altitude_m)
        flag = np.where(beside.saturation > _MOST_SATURATION, int(Flag.FAIL), rows.flag)
        found[key] = rows.flagged(changed("oxygen", rows.flagged(flag), beside))
        if full is not None and np.array_equal(full.time, rows.time):
            worst = np.maximum(full.flag, found[key].flag)
            found[key._replace(quantity="oxygen_saturation")] = full.flagged(worst)


def _soil_and_air(found: dict[SeriesKey, Derived]) -> None:
    """Give soil and air the flags of their rules, the soil beside the gauges of the same node."""
    own = {key: rows for key, rows in found.items() if not is_by_hand(key.node)}
    given = WaterGiven.of(*(rows for key, rows in own.items() if key.quantity == "rain"))
    for key, rows in own.items():
        if key.quantity == "soil_water":
            found[key] = rows.flagged(soil_flags(rows, given))
        elif key.quantity in air.JUDGED:
            found[key] = rows.flagged(air.air_flags(key.quantity, rows))


def _in_doubt(found: dict[SeriesKey, Derived], distrust: Distrust) -> None:
    """Give what a probe said while it was off no better flag than SUSPECT; the value stays."""
    for quantity in ("oxygen", "oxygen_saturation"):
        key = SeriesKey(distrust.node, distrust.channel, quantity)
        rows = found.get(key)
        if rows is not None:
            within = (rows.time >= distrust.start) & (rows.time < distrust.end)
            found[key] = rows.flagged(np.where(within, np.maximum(rows.flag, int(Flag.SUSPECT)), rows.flag))


_MOST_SATURATION: Final = QUANTITIES["oxygen_saturation"].high


def _beside(key: SeriesKey, rows: Derived, waters: Waters, altitude_m: float) -> Beside:
    """Return what stands beside a probe; one that says mg/L has made them of its own thermometer."""
    temperature, assumed = waters.at(key, rows.time)
    known = np.where(assumed, np.nan, temperature)
    saturation = saturation_percent(rows.value, known, altitude_m=altitude_m)
    return Beside(saturation, known, *waters.fails_at(key, rows.time))


def _by_calibration(rows: Signals, calibrations: Sequence[Calibration]) -> list[tuple[Calibration, Signals]]:
    ends = [*(one.since for one in calibrations[1:]), 2**62][: len(calibrations)]
    parts = [(one, rows.between(one.since, end)) for one, end in zip(calibrations, ends, strict=True)]
    return [(one, part) for one, part in parts if len(part)]


def _with_fault_of(rows: Signals, series: SeriesKey, derived: Values, *, key: SeriesKey) -> Derived:
    """Return the values judged; a signal out of its own bounds fails what comes of it."""
    exact, assumed = derived
    value = np.round(exact, QUANTITIES[key.quantity].decimals + 2)
    judged = _judged(key, rows, value)
    flag = np.where(assumed & (judged.flag < Flag.SUSPECT), int(Flag.SUSPECT), judged.flag)
    flag = np.where(gross_range(series.quantity, rows.value) == Flag.FAIL, int(Flag.FAIL), flag)
    return judged.flagged(flag)


def _judged(series: SeriesKey, rows: Signals, value: Floats) -> Derived:
    flag = time_doubt(gross_range(series.quantity, value), rows.known)
    return Derived(rows.time, value, flag, rows.known)


def _doubted(rows: Signals, judged: Derived, doubts: Mapping[int, Flag]) -> Derived:
    """Return the values, none of a doubted entry with a better flag than its doubt; the value stays."""
    by_hand = rows.queue == QUEUE
    if not doubts or not by_hand.any():
        return judged
    said = [int(doubts.get(number, Flag.GOOD)) for number in rows.number.tolist()]
    flag = np.where(by_hand, np.maximum(judged.flag, said), judged.flag)
    return judged.flagged(flag)
