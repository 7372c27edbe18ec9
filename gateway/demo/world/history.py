"""Three years of measurements as the files that `conuco import readings` takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gateway.demo.world import cast
from gateway.demo.world.calendar import DAY_S, HOUR_S
from gateway.demo.world.cast import FIELDS, PONDS, DemoField, DemoPond
from gateway.demo.world.commune import World
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.faults import Fault
from gateway.demo.world.fields import DEPTHS_CM
from gateway.demo.world.probes import measured_air, oxygen_millivolts, soil_millivolts, tips
from gateway.domain.columns import Floats

_FINE_S = 600
_FINE_DAYS = 2
Text = NDArray[np.str_]


def write_history(
    world: World, folder: Path, *, start: int, faults: Sequence[Fault], since: date = cast.HISTORY_DAY
) -> list[Path]:
    """Write one file a node, from the morning of `since` up to `start` [s UTC].

    The files are in the wide form: a column a series, an empty cell where nothing was measured.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for one in (*PONDS, *FIELDS):
        own = [fault for fault in faults if fault.node == one.node]
        moments = _kept(_moments(start, since), own)
        columns = (
            _pond_columns(world, one, moments, own)
            if isinstance(one, DemoPond)
            else _field_columns(world, one, moments)
        )
        written.append(_write(folder, one.node, moments, columns))
    own = [fault for fault in faults if fault.node == cast.WEATHER]
    moments = _kept(_moments(start, since), own)
    written.append(_write(folder, cast.WEATHER, moments, _weather_columns(world, moments)))
    return written


def _write(folder: Path, node: str, moments: Floats, columns: dict[str, Text]) -> Path:
    path = folder / f"{node}.csv"
    path.write_text(_csv(moments, columns), encoding="utf-8")
    return path


def _moments(start: int, since: date) -> Floats:
    """Return when was measured: each hour, and every ten minutes in the last two days."""
    begin = CALENDAR.at(since, 0.0)
    fine = start - _FINE_DAYS * DAY_S
    hourly = np.arange(begin, fine, HOUR_S)
    return np.concatenate([hourly, np.arange(fine, start, _FINE_S), [start - 60]]).astype(np.float64)


def _kept(moments: Floats, faults: Sequence[Fault]) -> Floats:
    """Return the moments of which the station knows.

    What a node measured without Wi-Fi came later, if it has come back; what it measured
    without a battery was never measured.
    """
    gone = np.zeros(len(moments), dtype=np.bool_)
    for one in faults:
        if one.trouble == "battery" or (one.trouble == "lost" and one.until is None):
            gone |= (moments >= one.since) & (moments < (np.inf if one.until is None else one.until))
    return moments[~gone]


def _pond_columns(world: World, pond: DemoPond, moments: Floats, faults: Sequence[Fault]) -> dict[str, Text]:
    silent = [one for one in faults if one.trouble == "thermometer"]
    # A DS18B20 counts in sixteenths of a degree.
    degrees = np.round(world.water_temperature(pond, moments) * 16) / 16
    temperature = np.char.mod("%.4f", degrees)
    for one in silent:
        inside = (moments >= one.since) & (moments < (np.inf if one.until is None else one.until))
        temperature[inside] = ""
    return {
        "sonda.oxygen_signal": np.char.mod("%.0f", oxygen_millivolts(world, pond, moments, faults)),
        "sonda.water_temperature": temperature,
    }


def _field_columns(world: World, field: DemoField, moments: Floats) -> dict[str, Text]:
    signals = soil_millivolts(world, field, moments)
    columns = {
        f"sonda-{depth}cm.soil_signal": np.char.mod("%.0f", signals[:, layer])
        for layer, depth in enumerate(DEPTHS_CM)
    }
    return columns | {"pluviometro.rain_tips": _tips(world, field.place, moments)}


def _weather_columns(world: World, moments: Floats) -> dict[str, Text]:
    temperature, humidity = measured_air(world, moments)
    return {
        "aire.air_temperature": np.char.mod("%.2f", temperature),
        "aire.air_humidity": np.char.mod("%.2f", humidity),
        "pluviometro.rain_tips": _tips(world, cast.WEATHER, moments),
    }


def _tips(world: World, under: str, moments: Floats) -> Text:
    counted = tips(world, under, moments)
    return np.char.mod("%.0f", np.diff(counted, prepend=counted[0]))


def _csv(moments: Floats, columns: dict[str, Text]) -> str:
    times = np.datetime_as_string(moments.astype(np.int64).astype("datetime64[s]"))
    stamps = [f"{one}Z" for one in times.tolist()]
    rows = zip(stamps, *(one.tolist() for one in columns.values()), strict=True)
    lines = [",".join(row) for row in rows]
    return "\n".join([",".join(["time", *columns]), *lines, ""])
