"""The parts of the forecast, each by what it must never do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.ponds.forecast import Band, PondRecord, evenings
from gateway.ponds.forecast.forecasters import NAMES, forecasts
from gateway.ponds.forecast.ridge import FEWEST, corrected
from gateway.ponds.forecast.rolling import last_before, mean_before, sums_before
from gateway.ponds.forecast.spread import (
    band,
    continuous_ranked_score,
    own_errors,
    possible_minima,
    probability_under,
)
from gateway.ponds.forecast.weighing import weighed, weights
from tests.gateway.ponds.forecast.ponds import a_pond_of, nights

NAN = float("nan")
maybe = st.one_of(st.just(NAN), st.floats(0, 20))


@given(values=st.lists(maybe, min_size=1, max_size=40), nights=st.integers(1, 10))
def test_a_rolling_sum_is_that_of_the_rows_before(values: list[float], nights: int) -> None:
    column = np.array(values)

    found = sums_before(column, nights=nights)

    counted = [np.nansum(column[max(0, row - nights) : row]) for row in range(len(column))]
    assert found == pytest.approx(counted, abs=1e-9)


def test_a_rolling_mean_wants_its_nights() -> None:
    found = mean_before(np.array([1.0, NAN, 3.0, 8.0, 8.0]), nights=3, at_least=2)

    assert found == pytest.approx([NAN, NAN, NAN, 2.0, 5.5], nan_ok=True)


def test_the_last_known_value_is_not_older_than_asked() -> None:
    found = last_before(np.array([4.0, NAN, NAN, 7.0, 1.0]), nights=2)

    assert found == pytest.approx([NAN, 4.0, 4.0, NAN, 7.0], nan_ok=True)


def test_a_ridge_learns_what_a_guess_is_wrong_by() -> None:
    sign = np.random.default_rng(1).normal(size=(80, 2))
    truth = 5 + 2 * sign[:, 0]

    found = corrected(np.full(80, 4.0), truth, sign, penalty=1.0)

    assert np.isnan(found[:FEWEST]).all()
    assert np.abs(found - truth)[40:].mean() < 0.25


def test_a_ridge_without_its_signs_says_the_mean() -> None:
    found = corrected(np.full(40, 4.0), np.full(40, 5.0), np.full((40, 2), 1.0), penalty=1.0)

    assert found[39] == pytest.approx(5.0, abs=0.2)


def test_the_forecaster_that_is_right_is_believed() -> None:
    truth = np.linspace(2, 6, 40)
    said = np.stack([truth, truth + 1.5, np.full(40, NAN)], axis=1)

    belief = weights(said, truth)

    assert belief[0].tolist() == [0.5, 0.5, 0.0]
    assert belief[39][0] > 0.95
    assert weighed(said, belief)[39] == pytest.approx(truth[39], abs=0.1)


def test_where_nobody_says_anything_there_is_no_forecast() -> None:
    said = np.full((3, 2), NAN)

    assert np.isnan(weighed(said, weights(said, np.zeros(3)))).all()


def test_no_forecaster_says_less_than_nothing_and_all_speak_in_the_end() -> None:
    rows = evenings(PondRecord(a_pond_of([0.1] * 40, dusk=0.5)), nights(40), after_sunset_s=7200)

    said = forecasts(rows)

    assert said.shape == (40, len(NAMES))
    assert not np.isnan(said[39]).any()
    assert np.nanmin(said) >= 0.0


def test_only_thirty_errors_of_the_last_sixty_nights_speak() -> None:
    residuals = np.full(200, NAN)
    residuals[::2] = 1.0
    residuals[150:] = NAN

    assert own_errors(residuals, 100).tolist() == list(range(40, 100, 2))
    assert own_errors(residuals, 200).tolist() == list(range(140, 150, 2))


def test_a_pond_that_has_shown_nothing_may_do_what_other_ponds_did() -> None:
    found = possible_minima(NAN, np.empty(0), now=7.0, share_left=1.0)

    assert band(found, probability=0.8) == Band(pytest.approx(0.9, abs=0.3), pytest.approx(6.7, abs=0.2))
    assert np.median(found) == pytest.approx(7.0 - 2.6)


@given(
    point=st.floats(0, 12),
    errors=st.lists(st.floats(-6, 6), max_size=30),
    now=st.floats(0, 15),
    limits=st.tuples(st.floats(0, 8), st.floats(0, 8)),
)
def test_a_higher_limit_is_never_less_likely(
    point: float, errors: list[float], now: float, limits: tuple[float, float]
) -> None:
    possible = possible_minima(point, np.array(errors), now=now, share_left=0.5)

    low, high = (probability_under(possible, one) for one in sorted(limits))

    assert 0 < low <= high < 1
    assert possible.min() >= 0
    inner, outer = band(possible, probability=0.8), band(possible, probability=0.9)
    assert 0 <= outer.low <= inner.low <= inner.high <= outer.high


def test_a_band_of_thirty_leaves_three_of_them_on_each_side() -> None:
    found = band(np.arange(1.0, 31.0), probability=0.8)

    assert (found.low, found.high) == pytest.approx((3.37, 27.63), abs=0.01)


def test_the_ranked_score_of_one_value_is_its_distance_and_of_many_less() -> None:
    assert continuous_ranked_score(np.array([4.0]), 3.0) == 1.0
    assert continuous_ranked_score(np.array([2.0, 4.0]), 3.0) == pytest.approx(0.5)


def test_one_bad_reading_does_not_make_a_minimum() -> None:
    pond = a_pond_of([4.0] * 5)
    value = pond.value.copy()
    value[np.searchsorted(pond.time, nights(5)[3].sunset + 5 * 3600)] = 0.0
    spiked = type(pond)(pond.time, value, pond.flag, pond.known)

    rows = evenings(PondRecord(spiked), nights(5), after_sunset_s=0)

    assert rows.minimum.min() > 3.5
