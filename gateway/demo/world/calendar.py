"""The commune's local days and where the sun stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np

from gateway.domain.columns import Floats, Ints

DAY_S = 86_400
HOUR_S = 3_600


@dataclass(frozen=True, slots=True)
class Calendar:
    """A row of local days, the first of which is number 0.

    Attributes:
        first: The first day.
        days: How many there are; after the last one it repeats.
    """

    first: date
    days: int
    latitude: float
    longitude: float
    utc_offset_hours: int

    @property
    def zone(self) -> timezone:
        """The commune's time zone; Venezuela has no summer time."""
        return timezone(timedelta(hours=self.utc_offset_hours))

    @property
    def begin(self) -> int:
        """When the first day begins [s UTC]."""
        return int(datetime(self.first.year, self.first.month, self.first.day, tzinfo=self.zone).timestamp())

    def at(self, day: date, hour: float) -> int:
        """Return the moment of a local hour [s UTC]."""
        return self.begin + self.number(day) * DAY_S + round(hour * HOUR_S)

    def number(self, day: date) -> int:
        """Return the number of a day."""
        return (day - self.first).days

    def local(self, moment: float) -> datetime:
        """Return a moment in the commune's time."""
        return datetime.fromtimestamp(moment, UTC).astimezone(self.zone)

    def split(self, moments: Floats) -> tuple[Ints, Floats]:
        """Return the number of the day and the local hour of moments [s UTC]."""
        since = moments - self.begin
        day = np.floor(since / DAY_S)
        return np.clip(day, 0, self.days - 1).astype(np.int64), (since - day * DAY_S) / HOUR_S

    @property
    def months(self) -> Floats:
        """The month of each day with its fraction, 0.5 in the middle of January, shape (days,)."""
        starts = [self.first + timedelta(days=one) for one in range(self.days)]
        return np.array([one.month - 1 + (one.day - 0.5) / 30.4 for one in starts])

    @property
    def day_of_year(self) -> Floats:
        """The number of each day in its year, shape (days,)."""
        starts = [self.first + timedelta(days=one) for one in range(self.days)]
        return np.array([float(one.timetuple().tm_yday) for one in starts])


@dataclass(frozen=True, slots=True)
class Sun:
    """When the sun rises and sets and what it would bring without an atmosphere.

    Attributes:
        rise: Local hour of sunrise, shape (days,).
        set: Local hour of sunset, shape (days,).
        radiation: Extraterrestrial radiation [MJ/m²/day], shape (days,).
    """

    rise: Floats
    set: Floats
    radiation: Floats


def sun(calendar: Calendar) -> Sun:
    """Return the sun of every day of a calendar.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 21 to 25, 32 and 33.
    """
    turn = 2 * np.pi / 365 * calendar.day_of_year
    latitude = np.radians(calendar.latitude)
    declination = 0.409 * np.sin(turn - 1.39)
    sunset_angle = np.arccos(-np.tan(latitude) * np.tan(declination))
    distance = 1 + 0.033 * np.cos(turn)
    radiation = (
        24 * 60 / np.pi * 0.0820 * distance
        * (sunset_angle * np.sin(latitude) * np.sin(declination)
           + np.cos(latitude) * np.cos(declination) * np.sin(sunset_angle))
    )  # fmt: skip
    season = 2 * np.pi * (calendar.day_of_year - 81) / 364
    equation = 0.1645 * np.sin(2 * season) - 0.1255 * np.cos(season) - 0.025 * np.sin(season)
    noon = 12 - (calendar.longitude - 15 * calendar.utc_offset_hours) / 15 - equation
    # 0.83 degrees below the horizon: refraction and the sun's own radius, 3.4 minutes at this latitude.
    half = sunset_angle * 12 / np.pi + 0.057
    return Sun(rise=noon - half, set=noon + half, radiation=radiation)
