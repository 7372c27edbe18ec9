"""What forecasts were worth: every figure by which we judge ourselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Floats
from gateway.ponds.forecast.evenings import STEP_S, Evenings
from gateway.ponds.forecast.forecasters import last_night
from gateway.ponds.forecast.outlook import Forecast
from gateway.ponds.forecast.spread import continuous_ranked_score
from gateway.ponds.sun import DAY_S

WARNED_FROM: Final = 0.3
"""From this probability on a pond is warned of [-].

Source:
    facts of the ponds, section 5a: recall 0.91 at a false-alarm ratio of 0.28; 0.2 rings half as often again.
"""

BINS: Final = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
"""Edges of the table of forecast probability against what was observed [-]."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A forecast and what came.

    Attributes:
        minimum: The lowest oxygen from the issue to the night's end [mg/L].
        before: The last minimum known of a week: what persistence would have said; NaN where none [mg/L].
        half_hours: When each half hour of the rest of the night ended, rising [s UTC] ...
        oxygen: ... and its value [mg/L].
    """

    forecast: Forecast
    minimum: float
    before: float
    half_hours: Floats
    oxygen: Floats

    def crossed(self, limit: float) -> int | None:
        """Return when the pond went under a limit [s UTC], None when it did not."""
        under = np.flatnonzero(self.oxygen < limit)
        return int(self.half_hours[under[0]]) - STEP_S // 2 if len(under) else None


@dataclass(frozen=True, slots=True)
class MinimumScores:
    """How near the forecast minimum was; all in mg/L but shares and counts.

    Attributes:
        nights: How many were scored.
        mae: Mean absolute error.
        bias: Mean of forecast less truth: above 0 it promised too much.
        rmse: Root of the mean squared error.
        persistence_mae: Of last night's minimum said again, over the nights where there was one.
        crps: Continuous ranked probability score.
        coverage80: Share of nights within the band of 80 % [-]; width80 its mean width.
        residual_range80: From the 10th to the 90th percentile of the errors that came.
        coverage90: Share of nights within the band of 90 % [-]; width90 its mean width.
    """

    nights: int
    mae: float
    bias: float
    rmse: float
    persistence_mae: float | None
    crps: float
    coverage80: float
    width80: float
    residual_range80: float
    coverage90: float
    width90: float


@dataclass(frozen=True, slots=True)
class LimitScores:
    """How well a limit was warned of, on nights that were still above it at the issue.

    Attributes:
        limit: [mg/L].
        nights: Above the limit at the issue.
        events: That went under it.
        warnings: With a probability of WARNED_FROM or more.
        recall: Share of events that were warned of [-], None without events.
        false_alarm_ratio: Share of warnings without event [-], None without warnings.
        brier: Mean squared error of the probability [-], None without nights.
        lead_h: Median from the issue to the crossing, of events warned of [h].
        windows: Events warned of with a window of the crossing.
        window_coverage: Share of those whose crossing lay in the window, its half hours included [-].
        window_width_h: Mean width [h].
        window_error_h: Mean distance of its middle from the crossing [h].
    """

    limit: float
    nights: int
    events: int
    warnings: int
    recall: float | None
    false_alarm_ratio: float | None
    brier: float | None
    lead_h: float | None
    windows: int
    window_coverage: float | None
    window_width_h: float | None
    window_error_h: float | None


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """What came of all nights with about the same probability.

    Attributes:
        low: Of the bin, included [-].
        high: Of the bin, not included but for 1 [-].
        nights: In it.
        forecast: Their mean probability [-].
        observed: Share of them that went under the limit [-].
    """

    low: float
    high: float
    nights: int
    forecast: float
    observed: float


def outcomes(rows: Evenings, said: Sequence[object]) -> list[Outcome]:
    """Return each forecast whose night is known in the end, rising; where none was made, none is scored.

    Args:
        rows: Of a pond.
        said: Of each row, in their order: a Forecast, or anything else where there is none.
    """
    ends = STEP_S * np.arange(1, DAY_S // STEP_S + 1)
    last = last_night(rows)
    found = []
    for row, one in enumerate(said):
        if isinstance(one, Forecast) and not np.isnan(rows.minimum[row]):
            known = ~np.isnan(rows.after[row])
            moments = (rows.issue[row] + ends)[known].astype(np.float64)
            found.append(
                Outcome(one, float(rows.minimum[row]), float(last[row]), moments, rows.after[row][known])
            )
    return found


def minimum_scores(scored: Sequence[Outcome]) -> MinimumScores | None:
    """Return how near the forecasts were, None without any."""
    if not scored:
        return None
    truth = np.array([one.minimum for one in scored])
    error = np.array([one.forecast.minimum for one in scored]) - truth
    before = np.abs(np.array([one.before for one in scored]) - truth)
    before = before[~np.isnan(before)]
    eighty = [one.forecast.band80 for one in scored]
    ninety = [one.forecast.band90 for one in scored]
    return MinimumScores(
        nights=len(scored),
        mae=float(np.abs(error).mean()),
        bias=float(error.mean()),
        rmse=float(np.sqrt((error**2).mean())),
        persistence_mae=float(before.mean()) if len(before) else None,
        crps=_mean([continuous_ranked_score(np.array(one.forecast.possible), one.minimum) for one in scored]),
        coverage80=_mean([band.holds(one) for band, one in zip(eighty, truth.tolist(), strict=True)]),
        width80=_mean([band.width for band in eighty]),
        residual_range80=float(np.subtract(*np.quantile(error, [0.9, 0.1]))),
        coverage90=_mean([band.holds(one) for band, one in zip(ninety, truth.tolist(), strict=True)]),
        width90=_mean([band.width for band in ninety]),
    )


def limit_scores(scored: Sequence[Outcome], limit: float) -> LimitScores:
    """Return how well a limit [mg/L] was warned of."""
    above = [one for one in scored if one.forecast.now >= limit]
    chance = np.array([one.forecast.probability_under(limit) for one in above])
    came = np.array([one.minimum < limit for one in above], dtype=bool)
    warned = chance >= WARNED_FROM
    hits = [one for one, is_hit in zip(above, warned & came, strict=True) if is_hit]
    misses = _window_misses(hits, limit)
    leads = [at - one.forecast.issued for one in hits if (at := one.crossed(limit)) is not None]
    return LimitScores(
        limit=limit,
        nights=len(above),
        events=int(came.sum()),
        warnings=int(warned.sum()),
        recall=_share(warned[came]),
        false_alarm_ratio=_share(~came[warned]),
        brier=float(((chance - came) ** 2).mean()) if len(above) else None,
        lead_h=float(np.median(leads)) / 3600 if leads else None,
        windows=len(misses),
        window_coverage=_share(misses[:, 0] > 0),
        window_width_h=float(misses[:, 1].mean()) if len(misses) else None,
        window_error_h=float(misses[:, 2].mean()) if len(misses) else None,
    )


def calibration(scored: Sequence[Outcome], limit: float) -> list[CalibrationBin]:
    """Return forecast probability against what was observed, of nights above the limit at the issue, rising.

    Bins without nights are left out.
    """
    above = [one for one in scored if one.forecast.now >= limit]
    chance = np.array([one.forecast.probability_under(limit) for one in above])
    came = np.array([one.minimum < limit for one in above], dtype=np.float64)
    place = np.clip(np.searchsorted(BINS, chance, side="right") - 1, 0, len(BINS) - 2)
    return [
        CalibrationBin(
            low=BINS[one],
            high=BINS[one + 1],
            nights=int((place == one).sum()),
            forecast=float(chance[place == one].mean()),
            observed=float(came[place == one].mean()),
        )
        for one in range(len(BINS) - 1)
        if (place == one).any()
    ]


def _window_misses(hits: Sequence[Outcome], limit: float) -> Floats:
    """Return for each hit with a window whether it held, its width [h] and its error [h], shape (n, 3)."""
    found = []
    for one in hits:
        window = next((each.window for each in one.forecast.crossings if each.limit == limit), None)
        at = one.crossed(limit)
        if window is not None and at is not None:
            held = window.earliest - STEP_S // 2 <= at <= window.latest + STEP_S // 2
            width, error = window.latest - window.earliest, abs(window.middle - at)
            found.append((float(held), width / 3600, error / 3600))
    return np.array(found, dtype=np.float64).reshape(-1, 3)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _share(marked: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float | None:
    return float(marked.mean()) if len(marked) else None
