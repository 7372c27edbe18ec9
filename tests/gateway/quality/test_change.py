"""Spike, leap, stillness, blow and air: what a bin looks like beside its neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from gateway.quality.dead import fell_dead
from gateway.quality.dry import dry
from gateway.quality.flat import STILLNESS, flat_for
from gateway.quality.medians import Medians
from gateway.quality.rate import MOST, leaps
from gateway.quality.spike import HEIGHT, spikes

HOUR = 3600
TEN = 600
STILL = STILLNESS["oxygen"]


def bins(*values: float, every: int = TEN) -> Medians:
    return Medians(np.arange(len(values), dtype=np.int64) * every, np.array(values, dtype=float))


@pytest.mark.parametrize(("every", "height"), [(TEN, 1.5), (1800, 3.0), (2700, 4.125)])
def test_a_spike_may_be_higher_the_further_its_neighbours_are(every: int, height: float) -> None:
    below, above = (
        spikes(bins(5, 5 + top, 5, every=every), HEIGHT["oxygen"]) for top in (height, height + 0.01)
    )

    assert below.tolist() == [False] * 3
    assert above.tolist() == [False, True, False]


def test_the_newest_bin_is_no_spike_until_the_next_has_come() -> None:
    assert spikes(bins(5, 5, 9), HEIGHT["oxygen"]).tolist() == [False] * 3
    assert spikes(bins(5, 5, 9, 5), HEIGHT["oxygen"]).tolist() == [False, False, True, False]


def test_neighbours_an_hour_away_make_no_spike() -> None:
    assert not spikes(bins(5, 20, 5, every=HOUR), HEIGHT["oxygen"]).any()


def test_a_fall_of_more_than_four_in_half_an_hour_is_a_leap() -> None:
    assert leaps(bins(9, 8, 6.5, 5.0), MOST["oxygen"]).tolist() == [False] * 4
    assert leaps(bins(9, 8, 6.5, 4.9), MOST["oxygen"]).tolist() == [False] * 3 + [True]


def test_over_an_hour_water_may_change_twice_as_much() -> None:
    assert leaps(bins(12, 4, every=HOUR), MOST["oxygen"]).tolist() == [False, False]
    assert leaps(bins(12, 3.9, every=HOUR), MOST["oxygen"]).tolist() == [False, True]


def test_after_a_long_silence_nothing_is_a_leap() -> None:
    assert not leaps(bins(12, 1, every=2 * HOUR), MOST["oxygen"]).any()


def test_three_hours_of_the_same_are_still() -> None:
    found = flat_for(bins(6, *[5.0] * 20), STILL, seconds=STILL.suspect_s)

    assert found.tolist() == [False] * 19 + [True] * 2


def test_a_tremble_of_two_hundredths_is_not_still() -> None:
    assert not flat_for(bins(*[5.0, 5.02] * 30), STILL, seconds=STILL.suspect_s).any()


def test_water_without_oxygen_may_stand_still() -> None:
    assert not flat_for(bins(*[0.7] * 60), STILL, seconds=STILL.fail_s).any()
    assert flat_for(bins(*[0.71] * 60), STILL, seconds=STILL.fail_s).any()


def test_the_same_before_and_after_a_long_gap_is_not_still() -> None:
    early, late = bins(*[5.0] * 6), bins(*[5.0] * 6)
    both = Medians(np.concatenate([early.time, late.time + 4 * HOUR]), np.full(12, 5.0))

    assert not flat_for(both, STILL, seconds=STILL.suspect_s).any()


def test_an_hourly_constant_stands_still_after_eight_hours() -> None:
    found = flat_for(bins(*[6.34] * 12, every=HOUR), STILL, seconds=STILL.fail_s)

    assert found.tolist() == [False] * 8 + [True] * 4


def blow(*values: float, every: int = 60) -> list[bool]:
    return fell_dead(np.arange(len(values)) * every, np.array(values)).tolist()


def test_a_probe_that_says_exactly_nothing_after_living_water_fell_dead() -> None:
    assert blow(5, 0, 0, 5, 0.5, 0) == [False, True, True, False, False, False]


def test_a_fall_that_water_could_make_is_no_blow() -> None:
    assert not any(blow(5, 0, 0, every=600))
    assert not any(blow(1.9, 0, 0))
    assert not any(blow(5, 0.001, 0.001))
    assert not any(blow(0, 0, 0))


def test_the_blow_is_remembered_for_eight_hours() -> None:
    found = blow(5, *[0.0] * 600)

    assert sum(found) == 8 * 60 + 1


def test_a_probe_at_saturation_whose_thermometer_goes_like_air_is_dry() -> None:
    hours = np.arange(31) / 6
    air = bins(*(28 - 0.8 * hours))

    assert dry(bins(*[99.0] * 31), air).tolist() == [False] * 18 + [True] * 13
    assert not dry(bins(*[92.0] * 31), air).any()


def test_full_water_of_an_even_temperature_is_not_dry() -> None:
    assert not dry(bins(*[99.0] * 31), bins(*[28.0] * 31)).any()
    assert not dry(bins(*[99.0] * 31), bins()).any()
