"""What a forecast was worth, counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from builders import limits

from gateway.ponds.backtest import backtest, months, recent_outcomes
from gateway.ponds.forecast import (
    Band,
    Crossing,
    Forecast,
    Intervention,
    PondRecord,
    Window,
    evenings,
    forecast,
    outlooks,
)
from gateway.ponds.night import Night
from gateway.ponds.scores import Outcome, calibration, limit_scores, minimum_scores, outcomes
from tests.gateway.ponds.forecast.ponds import COMMUNE, an_ordinary_pond, nights, series

HOUR = 3600
NIGHT = Night(date(2026, 6, 1), 0, 12 * HOUR)


def said(minimum: float, *, chance: float = 0.5, now: float = 6.0, middle: int = 6 * HOUR) -> Forecast:
    """Return a forecast with bands of 1 and 2 mg/L on each side, and so many of ten minima under 3 mg/L."""
    possible = [2.0] * round(10 * chance) + [4.0] * (10 - round(10 * chance))
    window = Window(middle - HOUR, middle, middle + HOUR)
    return Forecast(
        issued=2 * HOUR,
        night=NIGHT,
        now=now,
        minimum=minimum,
        band80=Band(minimum - 1, minimum + 1),
        band90=Band(minimum - 2, minimum + 2),
        crossings=(Crossing(3.0, chance, window),),
        is_learning=False,
        nights_learnt=30,
        possible=tuple(possible),
        weights=(1.0,),
    )


def came(forecast: Forecast, minimum: float, *, before: float = 4.0, at: int = 6 * HOUR) -> Outcome:
    """Return an outcome that stands at 5 mg/L and goes to its minimum in the half hour around a moment."""
    moments = np.array([at - 900.0, at + 900.0])
    return Outcome(forecast, minimum, before, moments, np.array([5.0, minimum]))


def test_errors_are_forecast_less_truth() -> None:
    found = minimum_scores([came(said(3.0), 2.0, before=2.5), came(said(4.0), 7.0, before=float("nan"))])

    assert found is not None
    assert (found.nights, found.mae, found.bias, found.persistence_mae) == (2, 2.0, -1.0, 0.5)
    assert found.rmse == pytest.approx(5**0.5)
    assert (found.coverage80, found.width80, found.coverage90, found.width90) == (0.5, 2.0, 0.5, 4.0)
    assert found.residual_range80 == pytest.approx(0.8 * 4.0)


def test_without_nights_there_is_no_score() -> None:
    assert minimum_scores([]) is None
    empty = limit_scores([], 3.0)
    assert (empty.nights, empty.recall, empty.false_alarm_ratio, empty.lead_h) == (0, None, None, None)


def test_recall_and_false_alarms_count_nights_still_above_the_limit() -> None:
    hit, false, missed = (said(3.0, chance=one) for one in (0.6, 0.6, 0.0))
    already = said(1.0, chance=1.0, now=2.5)

    found = limit_scores([came(hit, 2.0), came(false, 4.0), came(missed, 2.0), came(already, 1.0)], 3.0)

    assert (found.nights, found.events, found.warnings) == (3, 2, 2)
    assert (found.recall, found.false_alarm_ratio) == (0.5, 0.5)


def test_the_lead_is_from_the_issue_to_the_crossing() -> None:
    assert limit_scores([came(said(2.0), 2.0, at=7 * HOUR)], 3.0).lead_h == 5.0


@pytest.mark.parametrize(("at_h", "held", "error_h"), [(6.0, 1.0, 0.0), (7.2, 1.0, 1.2), (7.5, 0.0, 1.5)])
def test_the_window_of_the_crossing_is_scored(at_h: float, held: float, error_h: float) -> None:
    found = limit_scores([came(said(2.0), 2.0, at=round(at_h * HOUR))], 3.0)

    assert (found.windows, found.window_coverage, found.window_width_h) == (1, held, 2.0)
    assert found.window_error_h == pytest.approx(error_h)


def test_calibration_sets_probability_against_what_was_observed() -> None:
    found = calibration([came(said(3.0, chance=0.5), low) for low in (2.0, 2.0, 4.0, 4.0)], 3.0)

    [only] = found
    assert (only.low, only.high, only.nights, only.observed) == (0.4, 0.6, 4, 0.5)
    assert only.forecast == pytest.approx(0.5, abs=0.01)


def test_months_count_warnings_and_wake_ups_true_false_and_missed() -> None:
    oxygen = series(np.arange(2 * HOUR, 15 * HOUR, 1800), [6.0] * 20 + [1.9, 1.8] + [4.0] * 4)
    warned, silent = said(2.0, chance=0.9), said(4.0, chance=0.0)

    [found] = months(oxygen, [came(warned, 1.9), came(warned, 4.0), came(silent, 2.5)], limits())

    assert (found.month, found.nights) == ("2026-06", 3)
    assert (found.warnings_true, found.warnings_false, found.nights_missed) == (1, 1, 1)
    assert (found.wake_ups_true, found.wake_ups_false, found.wake_ups_missed) == (1, 2, 0)


def test_one_low_reading_wakes_nobody_unless_it_is_an_emergency() -> None:
    for low, rings in ((1.5, 0), (0.5, 1)):
        oxygen = series(np.arange(2 * HOUR, 15 * HOUR, 1800), [6.0] * 20 + [low] + [4.0] * 5)

        [found] = months(oxygen, [came(said(4.0, chance=0.0), 4.0)], limits())

        assert found.wake_ups_false == rings


def test_a_night_without_forecast_or_truth_is_not_scored() -> None:
    rows = evenings(PondRecord(an_ordinary_pond(40)), nights(41), after_sunset_s=2 * HOUR)

    found = outcomes(rows, outlooks(rows, range(41)))

    assert len(found) == 40
    assert found[-1].before == pytest.approx(rows.minimum[38])
    assert found[-1].minimum == found[-1].oxygen.min()


def test_a_backtest_scores_each_hour_of_the_night_and_the_first_nights_apart() -> None:
    record = PondRecord(an_ordinary_pond(60))

    found = [one.scores for one in backtest(record, nights(60), limits=(2.0, 3.0))]

    assert [one.hours_after_sunset for one in found] == list(range(12))
    assert found[2].hours_to_sunrise == pytest.approx(9.4, abs=0.3)
    assert [one.limit for one in found[2].limits] == [3.0, 2.0]
    assert found[2].minimum is not None
    assert found[2].learning is not None
    assert (found[2].minimum.nights, found[2].learning.nights) == (35, 25)
    assert found[2].minimum.coverage90 > found[2].minimum.coverage80 > 0.6


def test_the_recent_past_is_what_was_said_then_of_the_nights_that_are_over_and_were_not_helped() -> None:
    known = nights(60)
    record = PondRecord(
        an_ordinary_pond(60), interventions=[Intervention(known[50].sunset + 5 * HOUR, known[50].end)]
    )

    found = recent_outcomes(record, now=known[58].end - HOUR, **COMMUNE)

    days = [one.forecast.night.day for one in found]
    assert days == [one.day for one in known[28:58] if one is not known[50]]
    then = forecast(record, now=known[57].sunset + 2 * HOUR, **COMMUNE)
    assert isinstance(then, Forecast)
    assert found[-1].forecast.minimum == pytest.approx(then.minimum, abs=1e-3)


def test_without_a_past_there_is_nothing_to_show() -> None:
    found = recent_outcomes(PondRecord(an_ordinary_pond(3)), now=nights(1)[0].sunset, **COMMUNE)

    assert found == []
