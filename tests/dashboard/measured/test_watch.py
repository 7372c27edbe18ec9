from __future__ import annotations

from builders import a_pond, a_reading, limits
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measured.watch import PondWatch


def a_watch(oxygen: float) -> PondWatch:
    return PondWatch(a_pond(), "danger", limits(), a_reading(oxygen), None)


def test_a_number_just_under_a_limit_is_printed_under_it() -> None:
    assert [a_watch(value).figure for value in (1.96, 2.0, 2.97, 3.04, 0.95)] == [1.9, 2.0, 2.9, 3.0, 0.9]


@given(st.floats(0, 20))
def test_what_is_printed_never_contradicts_the_level_and_is_within_a_tenth(oxygen: float) -> None:
    found = a_watch(oxygen)

    assert limits().level_below(found.figure) == limits().level_below(oxygen)
    assert abs(found.figure - oxygen) <= 0.1 + 1e-9
