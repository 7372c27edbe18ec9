"""A pond's past forecast anew, evening by evening, as if what came were not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.alerts import Limits
from gateway.domain.columns import Derived
from gateway.ponds.forecast import Forecast, NoForecast, PondRecord, evenings, outlooks
from gateway.ponds.forecast.outlook import DEFAULT_ASKED, HISTORY_NIGHTS
from gateway.ponds.night import Night, nights_between
from gateway.ponds.scores import (
    WARNED_FROM,
    CalibrationBin,
    LimitScores,
    MinimumScores,
    Outcome,
    calibration,
    limit_scores,
    minimum_scores,
    outcomes,
)
from gateway.ponds.spans import HOUR_S, lowest_of_each_moment
from gateway.ponds.sun import DAY_S

BURN_IN_NIGHTS: Final = 25
"""The first nights teach and are scored apart. Source: facts of the ponds, section 5: 15 to 25 nights."""

PLAN_HOUR: Final = 2
"""When the plan of the night is made, after sunset [h]. Source: facts of the ponds, section 6."""

LONGEST_NIGHT_H: Final = 18

RECENT_NIGHTS: Final = 30
"""So many past nights a page shows the hit rate of. Source: as many as the errors that make the bands."""


@dataclass(frozen=True, slots=True)
class Month:
    """Warnings and wake-ups of one month of one pond.

    A warning is a probability of going under the first limit at the hour of the plan, true when the pond
    did. A wake-up is what rings by night: two of three readings under the critical limit or one under the
    emergency limit; true when the night's minimum, which one bad reading cannot make, was under the
    critical limit.

    Attributes:
        month: As 2026-06.
        nights: Scored.
        warnings_true: Nights that were warned of and went under.
        warnings_false: Nights that were warned of and did not.
        nights_missed: Nights that went under without a warning.
        wake_ups_true: Nights in which it rang with reason.
        wake_ups_false: Nights in which it rang without.
        wake_ups_missed: Nights that went under the critical limit in silence.
    """

    month: str
    nights: int
    warnings_true: int
    warnings_false: int
    nights_missed: int
    wake_ups_true: int
    wake_ups_false: int
    wake_ups_missed: int


@dataclass(frozen=True, slots=True)
class HourScores:
    """What the forecasts of one hour after sunset were worth.

    Attributes:
        hours_after_sunset: Of the issue [h].
        hours_to_sunrise: From the issue, mean [h].
        minimum: None when no night could be scored.
        limits: Falling by limit.
        calibration: Of the first limit.
        learning: Of the first nights, which are not in `minimum`.
        silent: How many nights had no forecast, by the reason.
    """

    hours_after_sunset: int
    hours_to_sunrise: float
    minimum: MinimumScores | None
    limits: tuple[LimitScores, ...]
    calibration: tuple[CalibrationBin, ...]
    learning: MinimumScores | None
    silent: dict[str, int]


@dataclass(frozen=True, slots=True)
class Issued:
    """One hour after sunset in all nights of a pond: what was said, and what came."""

    scores: HourScores
    outcomes: tuple[Outcome, ...]


def backtest(
    record: PondRecord, nights: Sequence[Night], *, limits: Sequence[float], burn_in: int = BURN_IN_NIGHTS
) -> Iterator[Issued]:
    """Yield what the forecasts of each hour from sunset on were worth, until the first sunrise ends it.

    Args:
        record: Of a pond, its whole past.
        nights: Those the record covers, one after the other, at least one.
        limits: About which to tell [mg/L].
        burn_in: How many first nights are scored apart.
    """
    shortest_h = min(one.sunrise - one.sunset for one in nights) / HOUR_S
    falling = sorted(limits, reverse=True)
    for hour in range(min(int(shortest_h) + 1, LONGEST_NIGHT_H)):
        rows = evenings(record, nights, after_sunset_s=hour * HOUR_S)
        said = outlooks(rows, range(len(rows)), limits=falling)
        first = nights[min(burn_in, len(nights) - 1)].sunset
        known = outcomes(rows, said)
        scored = tuple(one for one in known if one.forecast.night.sunset >= first)
        yield Issued(
            HourScores(
                hours_after_sunset=hour,
                hours_to_sunrise=float(rows.hours_to_sunrise.mean()),
                minimum=minimum_scores(scored),
                limits=tuple(limit_scores(scored, one) for one in falling),
                calibration=tuple(calibration(scored, falling[0])),
                learning=minimum_scores([one for one in known if one.forecast.night.sunset < first]),
                silent=dict(Counter(one.reason.value for one in said if isinstance(one, NoForecast))),
            ),
            scored,
        )


def recent_outcomes(
    record: PondRecord,
    *,
    now: int,
    latitude: float,
    longitude: float,
    limits: Sequence[float] = DEFAULT_ASKED,
) -> list[Outcome]:
    """Return what was said at the hour of the plan in the last nights and what came, rising.

    Nights that are not over, that were helped or of which nothing was said are left out, so there may be
    fewer than RECENT_NIGHTS.

    Args:
        record: Of the pond; what came after `now` is not looked at.
        now: [s UTC].
        latitude: North is positive [°].
        longitude: East is positive [°].
        limits: About which to tell [mg/L].
    """
    oldest = now - (HISTORY_NIGHTS + RECENT_NIGHTS) * DAY_S
    nights = nights_between(oldest, now, latitude=latitude, longitude=longitude)
    over = [one for one in nights if one.end <= now]
    if not over:
        return []
    rows = evenings(record.until(now).since(oldest), over, after_sunset_s=PLAN_HOUR * HOUR_S)
    first = max(len(rows) - RECENT_NIGHTS, 0)
    said = outlooks(rows, range(first, len(rows)), limits=limits)
    return outcomes(rows, [None] * first + list(said))


def months(oxygen: Derived, scored: Sequence[Outcome], limits: Limits) -> list[Month]:
    """Return warnings and wake-ups by the month of the evening, rising.

    Args:
        oxygen: Of the pond [mg/L], rising by time.
        scored: Forecasts of the hour of the plan, rising.
        limits: Of the pond.
    """
    counts: dict[str, Counter[str]] = {}
    for one in scored:
        found = counts.setdefault(one.forecast.night.day.isoformat()[:7], Counter())
        found["nights"] += 1
        found.update(_warning(one.forecast, one.minimum, limits.warn))
        found.update(_wake_up(oxygen, one, limits))
    names = [name for name in Month.__slots__ if name != "month"]
    return [Month(month, **{name: count[name] for name in names}) for month, count in sorted(counts.items())]


def _warning(forecast: Forecast, minimum: float, limit: float) -> list[str]:
    if forecast.probability_under(limit) >= WARNED_FROM:
        return ["warnings_true" if minimum < limit else "warnings_false"]
    return ["nights_missed"] if minimum < limit else []


def _wake_up(oxygen: Derived, one: Outcome, limits: Limits) -> list[str]:
    forecast = one.forecast
    _, values = lowest_of_each_moment(oxygen.between(forecast.issued, forecast.night.end))
    low = values < limits.critical
    two_of_three = np.convolve(low, [1, 1, 1])[: len(low)] >= 2
    rang = bool(two_of_three.any() or (values < limits.emergency).any())
    if rang:
        return ["wake_ups_true" if one.minimum < limits.critical else "wake_ups_false"]
    return ["wake_ups_missed"] if one.minimum < limits.critical else []
