"""What is said of a pond's night, what came of the last one, and what such words were worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dashboard.measured.gauge import gauge_percent
from dashboard.visit.given import Visit
from gateway.domain.alerts import Limits
from gateway.domain.outlook import CrossingSaid, ForecastSaid, NightCame
from gateway.domain.places import Place
from gateway.ponds.night import Night, night_at, nights_between
from gateway.ponds.sun import DAY_S
from gateway.ponds.worth import Verdict, Worth, verdict, worth

RECENT_NIGHTS: Final = 30
OLD_AFTER_S: Final = 2 * 3600
"""It is said anew each hour; what is older than two was not renewed [s]."""

SPOKEN_FROM: Final = 0.05
"""A limit that fewer nights than one of twenty go under is not spoken of [-]; ours, not verified."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A band on the pond's gauge [% of its width]."""

    left: float
    width: float
    point: float


@dataclass(frozen=True, slots=True)
class Came:
    """A night that is over, beside what was said of it."""

    night: NightCame
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a pond's page shows of its nights.

    Attributes:
        is_night: Whether the water's night goes on.
        tonight: What was said last of the night that goes on; None by day, or while nothing was said.
        is_old: Whether that was not renewed when it should have been.
        begins: When tonight's first forecast is made, by day [s UTC]; None where the sun does not set.
        last: What came of the last night.
        worth: Of the last 30 nights.
    """

    place: Place
    limits: Limits
    is_night: bool
    tonight: ForecastSaid | None
    is_old: bool
    begins: int | None
    last: Came | None
    worth: Worth

    @property
    def bar(self) -> Bar | None:
        """The band of eight nights of ten on the gauge, None where nothing is said."""
        said = self.tonight
        if said is None or said.band80 is None or said.minimum is None:
            return None
        low, high = (gauge_percent(one, self.limits) for one in said.band80)
        return Bar(low, round(max(high - low, 1.0), 1), gauge_percent(said.minimum, self.limits))

    @property
    def crossings(self) -> list[CrossingSaid]:
        """The limits that it may go under, the first one always; what is hardly possible is not spoken of."""
        said = self.tonight.crossings if self.tonight else ()
        return [one for place, one in enumerate(said) if place == 0 or one.probability >= SPOKEN_FROM]

    def is_below(self, limit: float) -> bool:
        """Tell whether the pond was under a limit [mg/L] already when that was said."""
        return self.tonight is not None and self.tonight.now is not None and self.tonight.now < limit


def outlook(visit: Visit, place: Place) -> Outlook:
    """Return what a pond's page shows of its nights."""
    now, warnings = visit.now, visit.station.warnings
    night = tonight(visit)
    evening = evening_of(visit)
    said = warnings.forecasts(evening.isoformat(), place=place.slug) if night else []
    since = evening - timedelta(days=RECENT_NIGHTS)
    past = [one for one in warnings.nights(since.isoformat(), place=place.slug) if one.sunset < now]
    yesterday = (evening - timedelta(days=1 if night else 0)).isoformat()
    last = next((one for one in reversed(past) if one.evening == yesterday), None)
    return Outlook(
        place=place,
        limits=visit.registered.limits_of(place.slug),
        is_night=night is not None,
        tonight=said[-1] if said else None,
        is_old=bool(said) and now < said[-1].sunrise and now - said[-1].issued > OLD_AFTER_S,
        begins=None if night else next_sunset(visit),
        last=None if last is None else Came(last, verdict(last)),
        worth=worth(past[-RECENT_NIGHTS:]),
    )


def tonight(visit: Visit) -> Night | None:
    """Return the night of the water that goes on, None by day."""
    commune = visit.station.config.commune
    return night_at(visit.now, latitude=commune.latitude, longitude=commune.longitude)


def evening_of(visit: Visit) -> date:
    """Return the date of the evening of the night that goes on; by day that of the night before."""
    night = tonight(visit)
    if night is not None:
        return night.day
    commune = visit.station.config.commune
    before = nights_between(
        visit.now - 2 * DAY_S, visit.now, latitude=commune.latitude, longitude=commune.longitude
    )
    return before[-1].day if before else visit.words.today - timedelta(days=1)


def next_sunset(visit: Visit) -> int | None:
    """Return when the sun sets next [s UTC], None where it does not within a day."""
    commune = visit.station.config.commune
    coming = nights_between(
        visit.now, visit.now + DAY_S, latitude=commune.latitude, longitude=commune.longitude
    )
    return coming[0].sunset if coming else None
