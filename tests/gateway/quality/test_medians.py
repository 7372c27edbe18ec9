from __future__ import annotations

import numpy as np

from gateway.quality.medians import at_readings, medians
from gateway.quality.windows import extremes


def test_a_single_wild_reading_moves_no_median() -> None:
    found = medians(np.array([0, 60, 120, 600]), np.array([5.0, 30.0, 5.2, 6.0]))

    assert found.time.tolist() == [0, 600]
    assert found.value.tolist() == [5.2, 6.0]


def test_an_even_number_of_readings_gives_the_mean_of_the_middle_two() -> None:
    assert medians(np.array([10, 20]), np.array([4.0, 5.0])).value.tolist() == [4.5]


def test_nothing_measured_has_no_bins() -> None:
    nothing = medians(np.empty(0, dtype=np.int64), np.empty(0))

    assert len(nothing) == 0
    assert at_readings(np.zeros(0, dtype=bool), nothing, np.array([5])).tolist() == [False]


def test_a_mark_is_that_of_the_bin_a_reading_lies_in() -> None:
    bins = medians(np.array([0, 1200]), np.array([1.0, 2.0]))

    found = at_readings(np.array([False, True]), bins, np.array([5, 650, 1201, 5000]))

    assert found.tolist() == [False, False, True, False]


def test_the_extremes_of_a_stretch_are_those_of_its_values() -> None:
    source = np.random.default_rng(20260528)
    value = source.normal(size=200)
    first = source.integers(0, 200, size=300)
    last = np.minimum(first + source.integers(0, 90, size=300), 199)

    low, high = extremes(value, first, last)

    assert low.tolist() == [value[a : b + 1].min() for a, b in zip(first, last, strict=True)]
    assert high.tolist() == [value[a : b + 1].max() for a, b in zip(first, last, strict=True)]
