from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.api.moments import LAST, parse_moment, written, written_all

MOMENTS = st.integers(0, LAST - 1)


@given(MOMENTS, st.integers(-12 * 60, 14 * 60))
def test_a_moment_written_in_any_zone_is_the_same_moment(moment: int, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))

    assert parse_moment(datetime.fromtimestamp(moment, zone).isoformat()) == moment
    assert parse_moment(written(moment)) == parse_moment(str(moment)) == moment


@given(MOMENTS, st.integers(1, 999_999_999))
def test_a_part_of_a_second_counts_as_the_next_one(moment: int, nanoseconds: int) -> None:
    text = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S")

    assert parse_moment(f"{text}.{nanoseconds:09d}Z") == moment + 1


@given(st.text(max_size=30))
def test_what_is_no_moment_is_refused_and_never_breaks(text: str) -> None:
    try:
        assert 0 <= parse_moment(text) <= LAST
    except ValueError:
        return


@pytest.mark.parametrize("offset", [-4, 0, 5])
def test_a_column_says_the_zone_of_its_clock(offset: int) -> None:
    (found,) = written_all(np.array([1_781_075_520]), offset_hours=offset)

    assert datetime.fromisoformat(found).timestamp() == 1_781_075_520
    assert found.endswith({-4: "-04:00", 0: "Z", 5: "+05:00"}[offset])
