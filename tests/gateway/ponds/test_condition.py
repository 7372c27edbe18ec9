"""A pond is called fine only where it is, and where it will probably stay so."""

from __future__ import annotations

from typing import Literal

import pytest
from builders import NIGHT

from gateway.domain.outlook import CrossingSaid, ForecastSaid
from gateway.ponds.condition import Condition, Risk, condition, risk
from gateway.ponds.state import PondState


def said(
    probability: float = 0.02,
    *,
    age_s: int = 600,
    silence: Literal["no_data", "helped"] | None = None,
    is_learning: bool = False,
) -> ForecastSaid:
    return ForecastSaid(
        "estanque-1",
        "2026-05-28",
        NIGHT - age_s,
        NIGHT - 7200,
        NIGHT + 36_000,
        NIGHT + 46_800,
        silence=silence,
        crossings=(CrossingSaid(3.0, probability),),
        is_learning=is_learning,
    )


@pytest.mark.parametrize(
    ("probability", "found"),
    [(0.0, Risk.SMALL), (0.099, Risk.SMALL), (0.1, Risk.SOME), (0.29, Risk.SOME), (0.3, Risk.LIKELY)],
)
def test_the_risk_of_a_night_follows_its_probability(probability: float, found: Risk) -> None:
    assert risk(said(probability), 3.0, is_night=True, now=NIGHT) is found


@pytest.mark.parametrize(
    "forecast",
    [None, said(age_s=7201), said(silence="no_data"), said(silence="helped"), said(is_learning=True)],
)
def test_what_is_not_said_or_not_any_more_is_no_assurance(forecast: ForecastSaid | None) -> None:
    assert risk(forecast, 3.0, is_night=True, now=NIGHT) is Risk.UNKNOWN


def test_a_limit_that_was_not_asked_about_is_not_known() -> None:
    assert risk(said(), 4.0, is_night=True, now=NIGHT) is Risk.UNKNOWN


def test_a_pond_that_is_still_learnt_is_warned_of_all_the_same() -> None:
    assert risk(said(0.6, is_learning=True), 3.0, is_night=True, now=NIGHT) is Risk.LIKELY


def test_by_day_nothing_is_said_of_the_night() -> None:
    assert risk(said(0.9), 3.0, is_night=False, now=NIGHT) is Risk.DAY


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (Risk.DAY, Condition.FINE),
        (Risk.SMALL, Condition.FINE),
        (Risk.SOME, Condition.FINE_NOW),
        (Risk.UNKNOWN, Condition.FINE_NOW),
        (Risk.LIKELY, Condition.TONIGHT),
    ],
)
def test_a_pond_is_called_fine_only_by_day_or_with_a_small_risk(known: Risk, found: Condition) -> None:
    assert condition(PondState.FINE, risk=known, is_gasping=False, has_alarm=False) is found


@pytest.mark.parametrize("state", list(PondState))
@pytest.mark.parametrize("known", list(Risk))
def test_fish_that_gasp_go_before_whatever_the_probe_says(state: PondState, known: Risk) -> None:
    assert condition(state, risk=known, is_gasping=True, has_alarm=True) is Condition.GASPING


@pytest.mark.parametrize("known", list(Risk))
def test_no_forecast_makes_a_number_that_is_bad_look_better(known: Risk) -> None:
    found = [
        condition(one, risk=known, is_gasping=False, has_alarm=True)
        for one in (PondState.DANGER, PondState.CAUTION, PondState.NO_DATA)
    ]

    assert found == [Condition.DANGER, Condition.CAUTION, Condition.NO_DATA]


def test_water_that_is_fine_while_its_alarm_stands_recovers() -> None:
    found = [
        condition(PondState.FINE, risk=one, is_gasping=False, has_alarm=True)
        for one in (Risk.SMALL, Risk.UNKNOWN, Risk.DAY)
    ]

    assert found == [Condition.RECOVERING] * 3
