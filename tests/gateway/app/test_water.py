"""What is kept in mind of a pond: medians of ten minutes, of several probes the lowest."""

from __future__ import annotations

import numpy as np
from builders import readings_every
from hypothesis import given, settings
from hypothesis import strategies as some

from gateway.app.water import BUCKET_S, held_on, lowest, thinned
from gateway.domain.columns import Derived
from gateway.domain.readings import Flag
from gateway.ponds.forecast import Intervention


@settings(max_examples=80, deadline=None)
@given(some.lists(some.floats(0, 20), max_size=80), some.sampled_from([60, 120, 600, 1800]))
def test_of_each_ten_minutes_the_median_stands_at_their_last_reading(values: list[float], step: int) -> None:
    found = readings_every(step, values, start=1_780_000_100)

    kept = thinned(found)

    bucket = found.time // BUCKET_S
    expected = [np.median(found.value[bucket == one]) for one in np.unique(bucket)]
    assert np.allclose(kept.value, expected, atol=1e-6)
    assert kept.time.tolist() == [int(found.time[bucket == one][-1]) for one in np.unique(bucket)]


def test_what_no_water_can_be_is_passed_over_and_what_is_doubted_counts() -> None:
    failed = readings_every(600, [-5.0], start=0, flag=Flag.FAIL)
    doubted = readings_every(600, [4.0], start=600, flag=Flag.SUSPECT)

    kept = thinned(Derived.joined(failed, doubted))

    assert kept.value.tolist() == [4.0]


def test_of_two_probes_the_lower_stands_in_each_ten_minutes() -> None:
    upper = thinned(readings_every(600, [5.0, 6.0, 3.0], start=0))
    lower = thinned(readings_every(600, [4.0, 7.0], start=60))

    found = lowest([upper, lower])

    assert found.value.tolist() == [4.0, 6.0, 3.0]
    assert found.time.tolist() == [60, 660, 1200]


def test_of_nothing_nothing_is_kept() -> None:
    assert len(lowest([]).time) == 0
    assert len(lowest([thinned(Derived.empty()), thinned(Derived.empty())]).time) == 0


def test_a_relay_that_a_node_switched_is_help_that_the_book_knows_nothing_of() -> None:
    said = readings_every(600, [0.0, 1.0, 1.0, 0.0, 1.0], start=0)

    assert list(held_on(said, end=9_000)) == [Intervention(600, 1800), Intervention(2400, 9_000)]
    assert list(held_on(Derived.empty(), end=9_000)) == []
