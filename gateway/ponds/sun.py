"""When the sun rises and sets, so that a rule knows what night is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

DAY_S = 86_400
_HORIZON_DEGREES = 90.833
"""The sun's centre when its upper edge is seen on the horizon, bent by the air [°].

Source:
    NOAA Global Monitoring Laboratory, General Solar Position Calculations.
"""


@dataclass(frozen=True, slots=True)
class SunTimes:
    """When the sun rises and sets on one day of a place [s UTC]."""

    rise: int
    set: int


def sun_times(day: date, *, latitude: float, longitude: float) -> SunTimes | None:
    """Return sunrise and sunset of the local day of a place, None where the sun does not do both.

    Right within a minute or two between the polar circles; the height of hills is not known.

    Args:
        day: The date at the place.
        latitude: North is positive [°].
        longitude: East is positive [°].

    Source:
        NOAA Global Monitoring Laboratory, General Solar Position Calculations (Spencer 1971 series).
    """
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    # The angle is taken at local noon; at midnight UTC it would be up to half a day off.
    noon_offset_h = -longitude / 15
    angle = 2 * math.pi / 365 * (day.timetuple().tm_yday - 1 + noon_offset_h / 24)
    half_day = _half_day_degrees(latitude, _declination(angle))
    if half_day is None:
        return None
    noon_min = 720 - 4 * longitude - _equation_of_time_min(angle)
    rise, fall = noon_min - 4 * half_day, noon_min + 4 * half_day
    return SunTimes(midnight + round(rise * 60), midnight + round(fall * 60))


def is_night(at: int, *, latitude: float, longitude: float, after_sunrise_s: int = 0) -> bool:
    """Tell whether a moment lies between sunset and sunrise, or up to `after_sunrise_s` later.

    Where the sun does not rise or does not set it is night: the careful answer.

    Args:
        at: The moment [s UTC].
        latitude: North is positive [°].
        longitude: East is positive [°].
        after_sunrise_s: How long after sunrise the dangers of the night still last [s].
    """
    local_noon_day = datetime.fromtimestamp(at, UTC) + timedelta(hours=longitude / 15)
    times = sun_times(local_noon_day.date(), latitude=latitude, longitude=longitude)
    return times is None or not times.rise + after_sunrise_s <= at < times.set


def _declination(angle: float) -> float:
    """Return how far north of the equator the sun stands [rad].

    Source:
        Spencer 1971, Search 2(5):172, as printed by NOAA.
    """
    return (
        0.006918
        - 0.399912 * math.cos(angle)
        + 0.070257 * math.sin(angle)
        - 0.006758 * math.cos(2 * angle)
        + 0.000907 * math.sin(2 * angle)
        - 0.002697 * math.cos(3 * angle)
        + 0.00148 * math.sin(3 * angle)
    )


def _equation_of_time_min(angle: float) -> float:
    """Return how much a sundial is ahead of the clock [min].

    Source:
        Spencer 1971, Search 2(5):172, as printed by NOAA.
    """
    return 229.18 * (
        0.000075
        + 0.001868 * math.cos(angle)
        - 0.032077 * math.sin(angle)
        - 0.014615 * math.cos(2 * angle)
        - 0.040849 * math.sin(2 * angle)
    )


def _half_day_degrees(latitude: float, declination: float) -> float | None:
    """Return how far the earth turns between sunrise and noon [°], None where it does neither."""
    north = math.radians(latitude)
    cosine = math.cos(math.radians(_HORIZON_DEGREES)) / (math.cos(north) * math.cos(declination))
    cosine -= math.tan(north) * math.tan(declination)
    return math.degrees(math.acos(cosine)) if -1 < cosine < 1 else None
