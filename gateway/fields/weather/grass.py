"""The physics of how much water well watered grass takes in a day."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import refet

from gateway.domain.columns import Floats, Ints

SWING_INLAND: Final = 0.16
"""Radiation from the swing of temperature, far from a coast [°C^-0.5].

Source:
    Allen et al. 1998, FAO-56, eq. 50.
"""


class At(NamedTuple):
    """When and where: the days of the year, 1 to 366, shape (n,); latitude, north positive; altitude."""

    day_of_year: Ints
    latitude_deg: float
    altitude_m: float


class Sky(NamedTuple):
    """What the sun gives in a day [MJ/m2 d], shape (n,).

    Attributes:
        outside: Above the air, Ra.
        clear: On the ground under a clear sky, Rso.
    """

    outside: Floats
    clear: Floats


class Air(NamedTuple):
    """The air of days of which all is known, shape (n,).

    Attributes:
        lowest_c: Temperature [°C].
        highest_c: Temperature [°C].
        vapour_kpa: Actual vapour pressure [kPa].
        radiation: Of the sun [MJ/m2 d].
        wind: Two metres above the ground [m/s].
        altitude_m: At which the air usually has the pressure that it had [m]; None: that of the place.
    """

    lowest_c: Floats
    highest_c: Floats
    vapour_kpa: Floats
    radiation: Floats
    wind: Floats
    altitude_m: Floats | None = None


def grass_reference(air: Air, at: At, sky: Sky) -> Floats:
    """Return reference evapotranspiration ET0 under a sky [mm], never below 0, shape (n,).

    Source:
        ASCE-EWRI 2005, eq. 1, short reference, no heat into the soil; Allen et al. 1998, FAO-56, eq. 6.
    """
    found: Floats = refet.Daily(
        tmin=air.lowest_c,
        tmax=air.highest_c,
        ea=air.vapour_kpa,
        rs=air.radiation,
        uz=air.wind,
        zw=2.0,
        elev=at.altitude_m if air.altitude_m is None else air.altitude_m,
        lat=at.latitude_deg,
        doy=at.day_of_year,
        rso_type="array",
        rso=sky.clear,
    ).eto()
    return np.maximum(found, 0.0)


def sky_of(at: At) -> Sky:
    """Return what the sun gives.

    Source:
        Allen et al. 1998, FAO-56, eq. 21 and 37.
    """
    outside: Floats = refet.calcs.ra_daily(np.radians(at.latitude_deg), at.day_of_year)
    return Sky(outside, refet.calcs.rso_simple(outside, at.altitude_m))


def usual_hpa(altitude_m: float) -> float:
    """Return the air's usual pressure at an altitude [hPa].

    Source:
        Allen et al. 1998, FAO-56, eq. 7.
    """
    return float(1013.0 * ((293.0 - 0.0065 * altitude_m) / 293.0) ** 5.26)


def altitude_of(pressure_kpa: Floats) -> Floats:
    """Return at which altitude the air usually has a pressure [m].

    Source:
        Allen et al. 1998, FAO-56, eq. 7, turned round.
    """
    return 293.0 / 0.0065 * (1.0 - (pressure_kpa / 101.3) ** (1 / 5.26))


def saturated_kpa(temperature_c: Floats) -> Floats:
    """Return the vapour pressure of saturated air [kPa].

    Source:
        Allen et al. 1998, FAO-56, eq. 11.
    """
    found: Floats = refet.calcs.sat_vapor_pressure(temperature_c)
    return found


def radiation_by_swing(lowest_c: Floats, highest_c: Floats, sky: Sky) -> Floats:
    """Return the sun's radiation as the swing of temperature tells it, at most a clear sky's [MJ/m2 d].

    Source:
        Allen et al. 1998, FAO-56, eq. 50.
    """
    swing: Floats = SWING_INLAND * np.sqrt(highest_c - lowest_c) * sky.outside
    return np.minimum(swing, sky.clear)


def hargreaves(lowest_c: Floats, highest_c: Floats, sky: Sky) -> Floats:
    """Return ET0 by another way from temperature alone [mm].

    Source:
        Allen et al. 1998, FAO-56, eq. 52 (Hargreaves and Samani).
    """
    mean_c = (lowest_c + highest_c) / 2
    found: Floats = 0.0023 * (mean_c + 17.8) * np.sqrt(highest_c - lowest_c) * 0.408 * sky.outside
    return found
