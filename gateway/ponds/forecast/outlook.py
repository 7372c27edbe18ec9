"""What a pond will be at the end of its night, or why nobody can know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np

from gateway.domain.columns import Floats
from gateway.ponds.forecast.crossing import Crossing, crossing, shapes
from gateway.ponds.forecast.evenings import Evenings, Marked, PondRecord, evenings
from gateway.ponds.forecast.forecasters import forecasts
from gateway.ponds.forecast.spread import (
    LEARNING_BELOW,
    Band,
    band,
    own_errors,
    possible_minima,
    probability_under,
)
from gateway.ponds.forecast.weighing import weighed, weights
from gateway.ponds.night import Night, night_at, nights_between
from gateway.ponds.sun import DAY_S

HISTORY_NIGHTS: Final = 160
"""So many nights decide a forecast: 30 errors within 60, of forecasts that learnt from 90 before."""

DEFAULT_ASKED: Final = (3.0, 2.0, 1.0)
"""The limits asked about where nobody says others [mg/L]. Source: `DEFAULT_LIMITS`."""

HELPED_WITHIN_NIGHTS: Final = 14
"""A pond that was helped in all of so many nights has no night of its own to learn from."""


class Silence(Enum):
    """Why there is no forecast."""

    NO_NIGHT = "no_night"
    """It is day, or the sun does not set there."""
    NO_DATA = "no_data"
    """Nothing usable was measured within the last hour."""
    HELPED = "helped"
    """The water is or was helped: it cannot be known how it would be without."""


@dataclass(frozen=True, slots=True)
class NoForecast:
    """That nothing can be said, and why."""

    issued: int
    night: Night | None
    reason: Silence


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a pond's lowest oxygen from the issue to the end of the night will be, without help.

    Attributes:
        issued: [s UTC].
        now: Oxygen at the issue, the median of half an hour [mg/L].
        minimum: The lowest oxygen that is expected [mg/L].
        band80: Holds eight nights of ten.
        band90: Holds nine nights of ten.
        crossings: One for each limit asked, falling by limit, with the window where one can be told.
        is_learning: Whether the pond has shown too few nights; the bands are wide then.
        nights_learnt: How many own errors speak.
        possible: Minima as likely as each other, rising [mg/L].
        weights: How much each forecaster was believed, in the order of NAMES.
    """

    issued: int
    night: Night
    now: float
    minimum: float
    band80: Band
    band90: Band
    crossings: tuple[Crossing, ...]
    is_learning: bool
    nights_learnt: int
    possible: tuple[float, ...]
    weights: tuple[float, ...]

    def probability_under(self, limit: float) -> float:
        """Return how likely the night ends under a limit [mg/L], 0 to 1 [-]."""
        return 1.0 if self.now < limit else probability_under(np.array(self.possible), limit)


def forecast(
    record: PondRecord,
    *,
    now: int,
    latitude: float,
    longitude: float,
    limits: Sequence[float] = DEFAULT_ASKED,
) -> Forecast | NoForecast:
    """Return what a pond will be at the end of this night, as far as can be known now.

    Args:
        record: Of the pond; what came after `now` is not looked at.
        now: The moment of the issue [s UTC].
        latitude: North is positive [°].
        longitude: East is positive [°].
        limits: About which to tell probability and crossing [mg/L].
    """
    tonight = night_at(now, latitude=latitude, longitude=longitude)
    if tonight is None or now >= tonight.sunrise:
        return NoForecast(now, tonight, Silence.NO_NIGHT)
    oldest = tonight.sunset - HISTORY_NIGHTS * DAY_S
    nights = nights_between(oldest, tonight.sunset + 1, latitude=latitude, longitude=longitude)
    rows = evenings(record.until(now).since(oldest), nights, after_sunset_s=now - tonight.sunset)
    [found] = outlooks(rows, [len(rows) - 1], limits=limits)
    return found


def outlooks(
    rows: Evenings, which: Iterable[int], *, limits: Sequence[float] = DEFAULT_ASKED
) -> list[Forecast | NoForecast]:
    """Return what was to be said of each chosen night at its issue, in the order chosen.

    A night's own outcome and all later nights change nothing in it.

    Args:
        rows: Of a pond; the first months only teach.
        which: The rows to speak of.
        limits: About which to tell probability and crossing [mg/L].
    """
    said = forecasts(rows)
    belief = weights(said, rows.minimum)
    point = weighed(said, belief)
    judged = _Judged(
        rows, point, rows.minimum - point, belief, rows.censored, tuple(sorted(limits, reverse=True))
    )
    return [_outlook(judged, row) for row in which]


@dataclass(frozen=True, slots=True)
class _Judged:
    """The nights of a pond with what was said of them; shapes (n,), `belief` (n, 8)."""

    rows: Evenings
    point: Floats
    residual: Floats
    belief: Floats
    censored: Marked
    limits: tuple[float, ...]


def _outlook(judged: _Judged, row: int) -> Forecast | NoForecast:
    rows = judged.rows
    night, issued, now = rows.nights[row], int(rows.issue[row]), float(rows.now[row])
    reason = _silence(judged, row)
    if reason is not None:
        return NoForecast(issued, night, reason)
    spoken = own_errors(judged.residual, row)
    share_left = (night.end - issued) / (night.end - night.sunset)
    point = float(judged.point[row])
    possible = possible_minima(point, judged.residual[spoken], now=now, share_left=share_left)
    past = shapes(rows, spoken)
    return Forecast(
        issued=issued,
        night=night,
        now=now,
        minimum=float(np.median(possible)) if np.isnan(point) else point,
        band80=band(possible, probability=0.8),
        band90=band(possible, probability=0.9),
        crossings=tuple(crossing(possible, past, one, now=now, issue=issued) for one in judged.limits),
        is_learning=len(spoken) < LEARNING_BELOW,
        nights_learnt=len(spoken),
        possible=tuple(possible.tolist()),
        weights=tuple(judged.belief[row].tolist()),
    )


def _silence(judged: _Judged, row: int) -> Silence | None:
    """Return why nothing can be said of a night at its issue, None where something can."""
    rows = judged.rows
    if rows.helped[row] <= rows.issue[row]:
        return Silence.HELPED
    if np.isnan(rows.now[row]):
        return Silence.NO_DATA
    recent = slice(max(row - HELPED_WITHIN_NIGHTS, 0), row)
    if judged.censored[recent].any() and np.isnan(rows.minimum[recent]).all():
        return Silence.HELPED
    return None
