"""Where a value stands in a chart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.frame import Frame, rounded

VALUES = st.floats(-1000, 100_000)


def test_a_water_that_stays_the_same_all_day_has_its_place_in_the_chart() -> None:
    low, high, _step = rounded(28.0, 28.0, steps=2)

    assert 0 <= Frame(0, 86_400, low, high).y(28.0) <= 1000


@given(one=VALUES, other=VALUES, steps=st.sampled_from([2, 3, 4]))
def test_a_scale_holds_its_values_and_is_never_flat(one: float, other: float, steps: int) -> None:
    least, most = sorted((one, other))

    low, high, step = rounded(least, most, steps=steps)

    assert low <= least + 1e-6 * max(1.0, step)
    assert most <= high + 1e-6 * max(1.0, abs(high))
    assert (high - low) / step == pytest.approx(round((high - low) / step))
    assert high > low
