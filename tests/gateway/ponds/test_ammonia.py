"""The harmful part of ammonia, against printed shares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.ponds.ammonia import unionised_ammonia, unionised_share


def test_at_28_degrees_the_shares_of_emerson_1975_are_0_69_and_6_54_and_41_2_percent() -> None:
    found = 100 * unionised_share(np.full(3, 28.0), np.array([7.0, 8.0, 9.0]))

    assert found == pytest.approx([0.69, 6.54, 41.2], abs=0.05)


def test_at_25_degrees_the_acidity_constant_of_emerson_1975_is_9_25() -> None:
    assert unionised_share(np.array([25.0]), np.array([9.2464])) == pytest.approx(0.5, abs=0.001)


def test_the_mass_is_the_share_of_the_total() -> None:
    found = unionised_ammonia(np.array([2.0]), np.array([28.0]), np.array([8.0]))

    assert found == pytest.approx([0.131], abs=0.001)


@given(temperature=st.floats(0, 40), ph=st.floats(4, 11), more=st.floats(0.1, 2))
def test_warmer_and_less_acid_water_holds_more_of_it(temperature: float, ph: float, more: float) -> None:
    here = unionised_share(np.array([temperature]), np.array([ph]))

    assert 0 < here < unionised_share(np.array([temperature]), np.array([ph + more])) < 1
    assert here < unionised_share(np.array([temperature + more]), np.array([ph]))
