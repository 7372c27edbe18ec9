"""The rows of a pond's cycle: what was not measured is never drawn as if it were."""

from __future__ import annotations

import numpy as np
from builders import readings_every
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cycles.chart import Gap, gap_words_of, whole_days
from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.domain.columns import Derived
from gateway.store.base import bucketed

DAY_S = 86_400
WORDS = Words(languages()["es"], -4, 0)


def test_a_part_of_a_day_beside_a_gap_has_no_mean_of_a_day() -> None:
    before = readings_every(1800, [28.0] * (48 * 5 + 12))
    after = readings_every(1800, [28.0] * 48 * 3, start=9 * DAY_S)

    kept = whole_days(bucketed(Derived.joined(before, after), start=0, width=DAY_S))

    assert (kept.start // DAY_S).tolist() == [0, 1, 2, 3, 4, 9, 10, 11]


def test_a_node_that_is_told_to_measure_more_often_loses_no_day() -> None:
    seldom = readings_every(1800, [28.0] * 48 * 20)
    often = readings_every(60, [28.0] * 1440 * 9, start=20 * DAY_S)

    kept = whole_days(bucketed(Derived.joined(seldom, often), start=0, width=DAY_S))

    assert len(kept) == 29


@given(st.lists(st.tuples(st.floats(0, 95), st.floats(0.1, 40)), max_size=12).map(sorted))
def test_words_above_the_gaps_stand_apart_and_within_the_plot(gaps: list[tuple[float, float]]) -> None:
    ticks = gap_words_of([Gap(left, width, 9) for left, width in gaps], WORDS)

    places = np.array([tick.percent for tick in ticks])

    assert np.all((places >= 10) & (places <= 90))
    assert np.all(np.diff(places) >= 19.9)
