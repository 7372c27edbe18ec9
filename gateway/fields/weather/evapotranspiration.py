"""How much water a day takes from well watered grass, from whatever of the air was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Final, NamedTuple

import numpy as np

from gateway.domain.columns import Floats, Ints
from gateway.fields.course import Rung
from gateway.fields.observed import AirOfDay
from gateway.fields.weather.grass import (
    Air,
    At,
    Sky,
    altitude_of,
    grass_reference,
    hargreaves,
    radiation_by_swing,
    saturated_kpa,
    sky_of,
    usual_hpa,
)

SIGMA_MM: Final = {
    Rung.FULL: 0.3,
    Rung.WITHOUT_WIND: 0.8,
    Rung.WITHOUT_RADIATION: 0.5,
    Rung.AIR: 1.0,
    Rung.TEMPERATURE: 1.3,
    Rung.MONTH: 2.0,
}
"""How far a day's reference lies from the truth, as a standard deviation [mm].

Source:
    The four in the middle were measured: root mean square difference to the full Penman-Monteith equation at
    Kings Creek and Gypsum (Kansas) and Maricopa (Arizona) in the warm season, the three as one. FULL and
    MONTH are ours: days of a month lie 1.2 mm about their mean in Maricopa, and `USUAL_MM` is not verified.
    None was verified in the tropics.
"""

USUAL_MM: Final = (4.6, 6.0, 6.0, 5.3, 4.7, 4.0, 4.0, 4.1, 4.2, 4.4, 4.5, 4.6)
"""What a day usually takes in the western llanos, January first [mm].

Source:
    Penman-Monteith at 9.8 N with weather that was assumed, not measured: February and March 6.0, June and
    July 4.0, December and January 4.6; between these on straight lines. Not verified.
"""

DRY_MONTHS: Final = (12, 1, 2, 3, 4)
"""The dry season of the llanos, in which the dawn does not reach the dew point. Not verified."""

DRY_DEPRESSION_C: Final = 2.0
"""How far the dew point then lies below the lowest temperature [°C]. Not verified."""

USUAL_WIND: Final = 2.0
"""Where nobody measures the wind [m/s].

Source:
    Allen et al. 1998, FAO-56, chapter 3.
"""

CALM_WIND: Final = 0.5
"""So much wind there is at least, by the warm air that rises [m/s].

Source:
    Allen et al. 1998, FAO-56, chapter 3.
"""

WEATHER_HPA: Final = 40.0
"""So far the air's pressure may lie from what is usual at the commune's altitude [hPa]. Ours: the weather of
the tropics moves it by 5, and what nobody knows of the altitude by 30; further off it is the sensor."""

POSSIBLE_C: Final = (-40.0, 60.0)
"""Beyond these no air's temperature is believed [°C]. Ours."""


_BY_STEP: Final = (
    Rung.FULL,
    Rung.WITHOUT_WIND,
    Rung.WITHOUT_RADIATION,
    Rung.AIR,
    Rung.TEMPERATURE,
    Rung.MONTH,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Reference evapotranspiration of a day.

    Attributes:
        millimetres: ET0, of grass [mm]; never below 0.
        rung: What it was made of.
        sigma_mm: Its standard deviation [mm].
    """

    millimetres: float
    rung: Rung
    sigma_mm: float


class _Seen(NamedTuple):
    """The air of days; not a number where nothing believable was measured, shape (n,)."""

    lowest_c: Floats
    highest_c: Floats
    lowest_humidity: Floats
    highest_humidity: Floats
    radiation: Floats
    wind: Floats
    pressure: Floats


def reference_of(air: AirOfDay | None, day: date, *, latitude_deg: float, altitude_m: float) -> Reference:
    """Return the reference evapotranspiration of a day; it never fails. See `references_of`."""
    return references_of((air,), (day,), latitude_deg=latitude_deg, altitude_m=altitude_m)[0]


def references_of(
    airs: Sequence[AirOfDay | None], days: Sequence[date], *, latitude_deg: float, altitude_m: float
) -> list[Reference]:
    """Return the reference evapotranspiration of each day, in their order; empty without days.

    What is missing is replaced, and the rung says so: humidity by a dawn that reaches the dew point,
    radiation by the swing of temperature, wind by 2 m/s, all of it by what is usual for the month. Pressure
    is replaced by the altitude; it changes too little for a rung. What cannot be counts as missing: a lowest
    not below a highest, humidity beyond 0 to 100 %, more sun than there is above the air, wind below zero, a
    pressure far from the usual one. So it never fails, whatever a sensor says.

    Args:
        airs: None where nobody measured temperature.
        days: As many as airs.
        latitude_deg: Of the commune [degrees], north positive.
        altitude_m: Of the commune [m].

    Source:
        Allen et al. 1998, FAO-56, eq. 6 and chapter 3, with the constants of ASCE-EWRI 2005.
    """
    if not airs:
        return []
    at = At(np.array([day.timetuple().tm_yday for day in days]), latitude_deg, altitude_m)
    months = np.array([day.month for day in days])
    sky = sky_of(at)
    seen = _believed(_columns(airs), sky, usual=usual_hpa(altitude_m))
    millimetres = grass_reference(_completed(seen, months, sky, altitude_m), at, sky)
    parting = np.abs(millimetres - hargreaves(seen.lowest_c, seen.highest_c, sky))
    rows = zip(_rungs(seen), millimetres.tolist(), parting.tolist(), months.tolist(), strict=True)
    return [_reference(*row) for row in rows]


def _columns(airs: Sequence[AirOfDay | None]) -> _Seen:
    nothing = tuple(repeat(None, len(_Seen._fields)))
    rows = [
        nothing if air is None else tuple(getattr(air, column) for column in _Seen._fields) for air in airs
    ]
    return _Seen(*np.array(rows, dtype=np.float64).T)


def _believed(seen: _Seen, sky: Sky, *, usual: float) -> _Seen:
    """Return the columns without what no air could be."""
    low, high = POSSIBLE_C
    warm = (low <= seen.lowest_c) & (seen.lowest_c < seen.highest_c) & (seen.highest_c <= high)
    lowest, highest = seen.lowest_humidity, seen.highest_humidity
    humid = ~((lowest < 0) | (lowest > 100) | (highest <= 0) | (highest > 100) | (lowest > highest))
    bright = (seen.radiation >= 0) & (seen.radiation <= sky.outside)
    windy = (seen.wind >= 0) & np.isfinite(seen.wind)
    heavy = np.abs(seen.pressure - usual) <= WEATHER_HPA
    keeps = (warm, warm, humid, humid, bright, windy, heavy)
    return _Seen(*(np.where(keep, column, np.nan) for keep, column in zip(keeps, seen, strict=True)))


def _completed(seen: _Seen, months: Ints, sky: Sky, altitude_m: float) -> Air:
    """Return the air with what is missing replaced; temperature is not."""
    swing = radiation_by_swing(seen.lowest_c, seen.highest_c, sky)
    return Air(
        seen.lowest_c,
        seen.highest_c,
        _vapour_kpa(seen, months),
        radiation=np.where(np.isnan(seen.radiation), swing, seen.radiation),
        wind=np.where(np.isnan(seen.wind), USUAL_WIND, np.maximum(seen.wind, CALM_WIND)),
        altitude_m=np.where(np.isnan(seen.pressure), altitude_m, altitude_of(seen.pressure / 10)),
    )


def _vapour_kpa(seen: _Seen, months: Ints) -> Floats:
    """Return the actual vapour pressure [kPa] by the best way there is.

    Source:
        Allen et al. 1998, FAO-56, eq. 17, 18 and 48; from the lowest humidity alone: half of eq. 17, ours.
    """
    at_dawn = saturated_kpa(seen.lowest_c) * seen.highest_humidity / 100
    at_noon = saturated_kpa(seen.highest_c) * seen.lowest_humidity / 100
    dry = np.isin(months, DRY_MONTHS)
    dew = saturated_kpa(seen.lowest_c - np.where(dry, DRY_DEPRESSION_C, 0.0))
    found = np.where(np.isnan(at_noon), dew, at_noon)
    found = np.where(np.isnan(at_dawn), found, at_dawn)
    return np.where(np.isnan(at_dawn + at_noon), found, (at_dawn + at_noon) / 2)


def _rungs(seen: _Seen) -> list[Rung]:
    """Return what each day stands on; without humidity or temperature the rest does not count."""
    step = np.isnan(seen.wind) + 2 * np.isnan(seen.radiation)
    step[np.isnan(seen.lowest_humidity) & np.isnan(seen.highest_humidity)] = 4
    step[np.isnan(seen.lowest_c)] = 5
    return [_BY_STEP[one] for one in step.tolist()]


def _reference(rung: Rung, millimetres: float, parting: float, month: int) -> Reference:
    """Return a day's reference; from temperature alone it is no surer than its two ways agree."""
    sigma = SIGMA_MM[rung]
    if rung is Rung.MONTH:
        return Reference(USUAL_MM[month - 1], rung, sigma)
    if rung is Rung.TEMPERATURE:
        sigma = max(sigma, parting)
    return Reference(millimetres, rung, sigma)
