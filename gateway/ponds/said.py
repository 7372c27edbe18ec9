"""Forecasts as they are kept, and what came of their nights."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
import numpy as np

from gateway.domain.outlook import CrossingSaid, ForecastSaid, NightCame
from gateway.ponds.forecast import Crossing, Forecast, NoForecast, PondRecord, Silence, evenings
from gateway.ponds.forecast.evenings import STEP_S
from gateway.ponds.night import Night
from gateway.ponds.spans import HOUR_S
from gateway.ponds.worth import first_crossing

PLAN_AFTER_S: Final = 2 * HOUR_S
"""When the plan of the night is made, after sunset [s]. Source: facts of the ponds, section 6."""


def said(place: str, night: Night, found: Forecast | NoForecast) -> ForecastSaid:
    """Return what a forecast of a pond's night says, as it is kept."""
    if isinstance(found, NoForecast):
        return ForecastSaid(
            place=place,
            evening=night.day.isoformat(),
            issued=found.issued,
            sunset=night.sunset,
            sunrise=night.sunrise,
            end=night.end,
            silence="helped" if found.reason is Silence.HELPED else "no_data",
        )
    return ForecastSaid(
        place=place,
        evening=night.day.isoformat(),
        issued=found.issued,
        sunset=night.sunset,
        sunrise=night.sunrise,
        end=night.end,
        now=_short(found.now),
        minimum=_short(found.minimum),
        band80=(_short(found.band80.low), _short(found.band80.high)),
        band90=(_short(found.band90.low), _short(found.band90.high)),
        crossings=tuple(_crossing(one) for one in found.crossings),
        is_learning=found.is_learning,
        nights_learnt=found.nights_learnt,
    )


def silent(
    place: str, night: Night, *, issued: int, why: Literal["no_data", "no_clock"] = "no_data"
) -> ForecastSaid:
    """Return that nothing can be said of a pond's night, for want of anything usable or of a clock."""
    found = said(place, night, NoForecast(issued, night, Silence.NO_DATA))
    return msgspec.structs.replace(found, silence=why)


def of_the_plan(forecasts: list[ForecastSaid]) -> ForecastSaid | None:
    """Return what was said of a night at the hour of its plan, None where nothing was.

    Args:
        forecasts: Of one pond and one night, rising by issue.
    """
    hour = [one for one in forecasts if 0 <= one.issued - one.sunset - PLAN_AFTER_S < HOUR_S]
    return next((one for one in hour if one.silence is None), hour[0] if hour else None)


def came(place: str, night: Night, record: PondRecord, told: ForecastSaid | None) -> NightCame:
    """Return what came of a pond's night, as the forecast of dusk + 2 h means it.

    Args:
        place: The pond's short name.
        night: Which one; over.
        record: What was measured of the pond and how it was helped, of that night and the day before at
            least.
        told: What was said at the hour of the plan, None where nothing was.
    """
    after = PLAN_AFTER_S if told is None else told.issued - night.sunset
    rows = evenings(record, [night], after_sunset_s=after)
    minimum, half_hours = float(rows.minimum[0]), rows.after[0]
    ends = rows.issue[0] + STEP_S * np.arange(1, len(half_hours) + 1)
    lowest_at = None if np.isnan(minimum) else int(ends[np.nanargmin(half_hours)]) - STEP_S // 2
    crossing = first_crossing(told)
    under = np.flatnonzero(half_hours < (-np.inf if crossing is None else crossing.limit))
    return NightCame(
        place=place,
        evening=night.day.isoformat(),
        sunset=night.sunset,
        sunrise=night.sunrise,
        lowest=None if np.isnan(minimum) else _short(minimum),
        lowest_at=lowest_at,
        helped=int(rows.helped[0]) if rows.censored[0] else None,
        said=told,
        crossed=int(ends[under[0]]) - STEP_S // 2 if len(under) else None,
    )


def _crossing(found: Crossing) -> CrossingSaid:
    window = found.window
    earliest, latest = (None, None) if window is None else (window.earliest, window.latest)
    return CrossingSaid(found.limit, round(found.probability, 4), earliest, latest)


def _short(value: float) -> float:
    return round(value, 3)
